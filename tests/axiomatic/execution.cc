// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/execution.h"

#include <stdexcept>

namespace lockstep::litmus::axiomatic {

Execution::Execution(const std::vector<Event>& all)
    : events(all),
      program_order(all.size()),
      same_process(all.size()),
      reads_from(all.size()),
      coherence(all.size()),
      from_reads(all.size()),
      update(all.size()),
      address(all.size()) {
  for (std::size_t event = 0; event < events.size(); ++event) {
    for (std::size_t before = 0; before < event; ++before) add_pair(before, event);
    add_sources(event);
    if (events[event].kind == Kind::kReaderBegin) add_reader(event);
  }
}

void Execution::add_pair(std::size_t before, std::size_t after) {
  if (events[before].process != events[after].process || events[after].process == kNobody) return;
  program_order.add(before, after);
  same_process.add(before, after);
  same_process.add(after, before);
}

void Execution::add_sources(std::size_t event) {
  const Event& here = events[event];
  if (here.source != kNone) reads_from.add(static_cast<std::size_t>(here.source), event);
  if (here.updates != kNone) update.add(static_cast<std::size_t>(here.updates), event);
  for (std::size_t read = 0; read < event; ++read)
    if (here.address_from & only(read)) address.add(read, event);
}

void Execution::add_reader(std::size_t begin) {
  for (std::size_t end = begin; end < events.size(); ++end) {
    if (events[end].kind != Kind::kReaderEnd || events[end].process != events[begin].process)
      continue;
    readers.emplace_back(begin, end);
    return;
  }
  throw std::invalid_argument("a process ends inside an RCU reader");
}

void Execution::order(const std::vector<const CoherenceOrder*>& orders) {
  coherence = Relation(events.size());
  for (const CoherenceOrder* writes : orders)
    for (std::size_t after = 1; after < writes->size(); ++after)
      for (std::size_t before = 0; before < after; ++before)
        coherence.add((*writes)[before], (*writes)[after]);
  from_reads = reads_from.inverse().then(coherence);
}

}  // namespace lockstep::litmus::axiomatic
