// SPDX-License-Identifier: GPL-2.0-only
// Measures what exploring costs, for one writer and a growing number of readers: the table of
// docs/exploration.md. Each figure comes from a process of its own, so that its memory is measured
// alone.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>

#include "lockstep/explore/pair_explorer.h"
#include "lockstep/explore/program_machine.h"
#include "lockstep/explore/state_explorer.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/exhaustive_scheduler.h"

namespace lockstep::bench {
namespace {

constexpr std::size_t kMemory = std::size_t{12} << 30;
constexpr std::chrono::seconds kPatience{60};  // with plain enumeration

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Program program_of(unsigned readers, unsigned operations) {
  constexpr std::array kWriter = {"mmap_write_lock", "vma_start_write 0", "mmap_write_downgrade"};
  constexpr std::array kReader = {"vma_start_read 0", "vma_end_read 0", "vma_start_read 0"};
  const auto task = [&](const std::string& name, const auto& own) {
    std::string line = "task " + name + ":";
    for (unsigned i = 0; i < operations; ++i) line += fmt::format("{} {}", i ? ";" : "", own[i]);
    return line + "\n";
  };
  std::string text = "vma 0 attached\n" + task("writer", kWriter);
  for (unsigned i = 0; i < readers; ++i) text += task(fmt::format("reader{}", i), kReader);
  return parse_program(text);
}

std::string print(double seconds) {
  return seconds < 1 ? fmt::format("{:.2f} ms", seconds * 1000) : fmt::format("{:.1f} s", seconds);
}

std::string time_and_memory(double seconds) {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return fmt::format("{}, {} MB", print(seconds), usage.ru_maxrss / 1024);
}

std::string compare_in_lockstep(const Program& program) {
  Executor executor;
  ProgramMachine reference(executor, program, *find_implementation("before"));
  ProgramMachine variant(executor, program, *find_implementation("merged"));
  const auto start = Clock::now();
  PairExplorer explorer(reference, variant, {.memory = kMemory});
  bool equal = true;
  const ExploreTotals totals = explorer.explore([&](const Path&) { return equal = false; });
  if (!equal) throw std::logic_error("the merged form behaves differently");
  return totals.complete ? time_and_memory(seconds_since(start)) : "-";
}

// Empty if there is not enough memory.
std::string explore(const Program& program, bool outcomes) {
  Executor executor;
  ProgramMachine machine(executor, program, *find_implementation("before"));
  const auto start = Clock::now();
  StateExplorer explorer(machine, {.memory = kMemory, .outcomes = outcomes});
  const ExploreTotals totals = explorer.explore();
  if (!totals.complete) return "";
  const double seconds = seconds_since(start);
  return fmt::format("{:.3g} | {} | {} | {} | {}", explorer.interleavings().get_d(), totals.states,
                     totals.executions, outcomes ? std::to_string(explorer.outcomes().size()) : "-",
                     time_and_memory(seconds));
}

std::string enumerate(const Program& program) {
  Executor executor;
  ExhaustiveScheduler scheduler;
  Observation observation;
  const auto start = Clock::now();
  do {
    for (unsigned i = 0; i < 1'000; ++i) {
      executor.run(program, *find_implementation("before"), scheduler, observation);
      if (!scheduler.advance()) return print(seconds_since(start));
    }
  } while (Clock::now() - start < kPatience);
  return fmt::format("over {} s", kPatience.count());
}

std::string in_a_process(const std::function<std::string()>& work) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) {
    const std::string result = work();
    _exit(write(ends[1], result.data(), result.size()) < 0);
  }
  close(ends[1]);
  std::string result;
  char buffer[4096];
  for (ssize_t size = 0; (size = read(ends[0], buffer, sizeof(buffer))) > 0;) {
    result.append(buffer, static_cast<std::size_t>(size));
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return status == 0 ? result : "failed";
}

void print_row(unsigned readers, unsigned operations) {
  const Program program = program_of(readers, operations);
  std::string explored = in_a_process([&] { return explore(program, true); });
  if (explored.empty()) explored = in_a_process([&] { return explore(program, false); });
  if (explored.empty()) explored = "- | - | - | - | -";
  const std::string compared = in_a_process([&] { return compare_in_lockstep(program); });
  const std::string enumerated = in_a_process([&] { return enumerate(program); });
  fmt::print("| {} | {} | {} | {} | {} |\n", readers, operations, explored, compared, enumerated);
  std::fflush(stdout);
}

}  // namespace
}  // namespace lockstep::bench

/// Without arguments, all rows; with READERS and OPERATIONS, one.
int main(int count, char** arguments) {
  fmt::print(
      "| readers | operations | interleavings | states | executions | outcomes | time, memory | "
      "both sides in lockstep | plain enumeration |\n"
      "|---|---|---|---|---|---|---|---|---|\n");
  if (count == 3) {
    const auto number = [&](int at) { return static_cast<unsigned>(std::stoul(arguments[at])); };
    lockstep::bench::print_row(number(1), number(2));
    return 0;
  }
  for (unsigned operations = 1; operations <= 3; ++operations) {
    for (unsigned readers = 1; readers <= 5; ++readers) {
      lockstep::bench::print_row(readers, operations);
    }
  }
}
