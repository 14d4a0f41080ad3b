// SPDX-License-Identifier: GPL-2.0-only
#include <array>

#include "lockstep/program/mutator.h"
#include "lockstep/program/program_edits.h"

namespace lockstep {
namespace {

bool flip_configuration(Random& random, Program& program) {
  bool& option = random.one_in(2) ? program.configuration.debug_vm : program.configuration.lockdep;
  option = !option;
  return true;
}

bool flip_attached(Random& random, Program& program) {
  VmaStart& vma = program.vmas[random.index(program.vmas.size())];
  vma.attached = !vma.attached;
  return true;
}

bool change_mm(Random& random, Program& program) {
  VmaStart& vma = program.vmas[random.index(program.vmas.size())];
  vma.mm = static_cast<std::uint8_t>((vma.mm + 1) % kMaxMms);
  return true;
}

bool change_sequence(Random& random, Program& program) {
  // At the start, just before it wraps, and where the sequence of a fresh VMA is met.
  constexpr std::array<std::uint32_t, 4> kSequences = {0, 2, 0xfffffffc, 0xfffffffe};
  program.sequences[random.below(kMaxMms)] = kSequences[random.below(kSequences.size())];
  return true;
}

bool add_vma(Random& random, Program& program) {
  if (program.vmas.size() == kMaxVmas) return false;
  program.vmas.push_back(program.vmas[random.index(program.vmas.size())]);
  return true;
}

bool drop_vmas(Random& /*random*/, Program& program) {
  Program smaller = without_unused_vmas(program);
  if (smaller.vmas.empty() || smaller.vmas.size() == program.vmas.size()) return false;
  program = std::move(smaller);
  return true;
}

// A copy of another one, since a lock is about tasks that do the same.
bool add_task(Random& random, Program& program) {
  if (program.tasks.size() >= kMostMutatedTasks) return false;
  program.tasks.push_back(program.tasks[random.index(program.tasks.size())]);
  return true;
}

bool delete_task(Random& random, Program& program) {
  if (program.tasks.size() < 2) return false;
  program = without_task(program, random.index(program.tasks.size()));
  return true;
}

// They keep their places in the schedule.
bool swap_tasks(Random& random, Program& program) {
  if (program.tasks.size() < 2) return false;
  const std::size_t place = random.index(program.tasks.size() - 1);
  std::swap(program.tasks[place], program.tasks[place + 1]);
  return true;
}

constexpr std::array<Mutation, 9> kStartMutations = {{
    {"flip the configuration", 3, flip_configuration},
    {"attach or detach a VMA", 1, flip_attached},
    {"move a VMA to another mm", 1, change_mm},
    {"change a sequence", 1, change_sequence},
    {"add a VMA", 1, add_vma},
    {"drop VMAs that nobody uses", 1, drop_vmas},
    {"add a task", 3, add_task},
    {"delete a task", 3, delete_task},
    {"swap two tasks", 2, swap_tasks},
}};

}  // namespace

std::span<const Mutation> start_mutations() { return kStartMutations; }

}  // namespace lockstep
