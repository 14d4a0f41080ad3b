// SPDX-License-Identifier: GPL-2.0-only
#include <array>

#include "lockstep/program/mutator.h"
#include "lockstep/program/program_edits.h"

namespace lockstep {
namespace {

bool flip_configuration(Random& random, Program& program) {
  const auto switches = kSubject.switches;
  bool& option = program.configuration.*switches[random.index(switches.size())].value;
  option = !option;
  return true;
}

bool flip_attached(Random& random, Program& program) {
  ObjectStart& object = program.objects[random.index(program.objects.size())];
  object.attached = !object.attached;
  return true;
}

bool change_owner(Random& random, Program& program) {
  ObjectStart& object = program.objects[random.index(program.objects.size())];
  object.owner = static_cast<std::uint8_t>((object.owner + 1) % kOwnerCount);
  return kHasOwners;
}

bool change_sequence(Random& random, Program& program) {
  if (!kHasOwners) return false;
  // At the start, just before it wraps, and where the sequence of a fresh object is met.
  constexpr std::array<std::uint32_t, 4> kSequences = {0, 2, 0xfffffffc, 0xfffffffe};
  program.sequences[random.below(kMaxOwners)] = kSequences[random.below(kSequences.size())];
  return true;
}

bool add_object(Random& random, Program& program) {
  if (program.objects.size() == kMaxObjects) return false;
  program.objects.push_back(program.objects[random.index(program.objects.size())]);
  return true;
}

bool drop_objects(Random& /*random*/, Program& program) {
  Program smaller = without_unused_objects(program);
  if (smaller.objects.empty() || smaller.objects.size() == program.objects.size()) return false;
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
    {"let an object start in its other state", 1, flip_attached},
    {"move an object to another owner", 1, change_owner},
    {"change a sequence", 1, change_sequence},
    {"add an object", 1, add_object},
    {"drop objects that nobody uses", 1, drop_objects},
    {"add a task", 3, add_task},
    {"delete a task", 3, delete_task},
    {"swap two tasks", 2, swap_tasks},
}};

}  // namespace

std::span<const Mutation> start_mutations() { return kStartMutations; }

}  // namespace lockstep
