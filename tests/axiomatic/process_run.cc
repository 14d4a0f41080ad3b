// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/process_run.h"

#include <algorithm>

namespace lockstep::litmus::axiomatic {
namespace {

bool reads(Action action) {
  return action == Action::kRead || action == Action::kUpdate || action == Action::kLock ||
         action == Action::kTryLock;
}

}  // namespace

Runs beginning(const Test& test) {
  Runs runs;
  for (unsigned i = 0; i < test.locations.size(); ++i)
    runs.events.push_back(
        {.kind = Kind::kWrite, .location = i, .value = test.locations[i].initial});
  for (const Process& process : test.processes) {
    ProcessRun& run = runs.processes.emplace_back();
    for (const Value value : process.initial) run.registers.push_back({value});
  }
  return runs;
}

bool has_ended(const Test& test, const Runs& runs, std::size_t process) {
  return runs.processes[process].next >= test.processes[process].code.size();
}

void run_to_read(const Test& test, Runs& runs, std::size_t process) {
  while (!has_ended(test, runs, process) && !runs.processes[process].lost) {
    if (reads(test.processes[process].code[runs.processes[process].next].action)) return;
    make_step(test, runs, process);
  }
}

unsigned location_of_read(const Test& test, const Runs& runs, std::size_t process) {
  const ProcessRun& run = runs.processes[process];
  const Expression& address = test.processes[process].code[run.next].address;
  const Value offset = evaluate(address, run.registers).value - kFirstAddress;
  return static_cast<unsigned>(std::clamp<Value>(offset, -1, 1 << 16));
}

bool is_updated(const Runs& runs, std::size_t write) {
  return std::any_of(runs.events.begin(), runs.events.end(), [&](const Event& event) {
    if (event.updates == kNone) return false;
    const Event& read = runs.events[static_cast<std::size_t>(event.updates)];
    return read.source == static_cast<int>(write);
  });
}

}  // namespace lockstep::litmus::axiomatic
