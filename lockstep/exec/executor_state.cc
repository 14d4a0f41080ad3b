// SPDX-License-Identifier: GPL-2.0-only
// The state of an execution between two steps: all that the rest of it depends on.
#include <xxhash.h>

#include <array>
#include <cstring>

#include "lockstep/exec/executor.h"

namespace lockstep {
namespace {

std::uint64_t hash_text(const char* text, std::uint64_t seed) {
  return XXH3_64bits_withSeed(text, std::strlen(text), seed);
}

// A site by what it says, and where, but not by its address.
std::uint64_t identify(const WarningRecord& warning) {
  const std::uint64_t function = hash_text(warning.function, warning.site->kind);
  const std::uint64_t condition = hash_text(warning.site->condition, function);
  return hash_text(warning.site->file, condition) + static_cast<unsigned>(warning.site->line);
}

std::uint64_t pack(const lockstep_exclusive& section) {
  return std::uint64_t{static_cast<std::uint32_t>(section.error)} << 32 |
         std::uint64_t{static_cast<std::uint16_t>(section.state)} << 8 |
         (section.detaching ? 4u : 0u) | (section.detached ? 2u : 0u) |
         (section.exclusive ? 1u : 0u);
}

std::uint64_t pack(const Holdings& holdings) {
  std::uint64_t word = 0;
  for (const MmapMode mode : holdings.mmap) word = word << 2 | static_cast<unsigned>(mode);
  for (const bool exclusive : holdings.exclusive) word = word << 1 | (exclusive ? 1u : 0u);
  for (const std::uint8_t reads : holdings.reads) word = word << 8 | reads;
  return word;
}

}  // namespace

void Executor::watch(Watch what) {
  watch_ = what;
  for (TaskState& state : states_) state.history.keep_values(what == Watch::kStatesAndValues);
}

void Executor::begin_history(unsigned task, const Operation& operation) {
  states_[task].operation = operation;
  states_[task].history.clear();
  note_plain_fields(task, operation);
}

// Code reads some fields without a step: which mm a VMA is in, and vm_lock_seq once readers cannot
// be overtaken. What it has read of them since its last step is what they are now.
void Executor::note_plain_fields(unsigned task, const Operation& operation) {
  const auto vma = vma_of(operation);
  if (vma) states_[task].history.add(lockstep_vma_plain_fields(objects_.get(), *vma));
}

// The access has not been made yet, and no other task can come before it. Reads report what they
// return; whatever else an access returns depends on the first word of the object alone.
void Executor::note_seen(unsigned task, const volatile void* object, lockstep_access kind) {
  if (!lockstep_objects_contain(objects_.get(), object)) touched_foreign_memory_ = true;
  note_plain_fields(task, states_[task].operation);
  StepHistory& history = states_[task].history;
  history.add(kind == LOCKSTEP_READ ? 0u : *static_cast<const volatile unsigned*>(object));
}

void Executor::append_task_state(unsigned task, std::vector<std::uint64_t>& words) const {
  const TaskState& state = states_[task];
  if (!engine_.unfinished().contains(task)) return words.push_back(0);
  words.push_back(std::uint64_t{state.woken} << 32 | std::uint64_t{state.index} << 8 | 8u |
                  (engine_.asleep().contains(task) ? 4u : 0u) | (state.started ? 2u : 0u) |
                  (state.slept ? 1u : 0u));
  words.push_back(pack(state.holdings));
  for (std::size_t vma = 0; vma < program_->vmas.size(); ++vma) {
    const bool matters = program_has_fault_ || state.holdings.exclusive[vma];
    words.push_back(matters ? pack(state.sections[vma]) : 0);
  }
  state.history.append_to(words);
}

void Executor::append_state(std::vector<std::uint64_t>& words) const {
  std::array<unsigned long, LOCKSTEP_STATE_WORDS> objects;
  const auto tasks = static_cast<unsigned>(program_->tasks.size());
  const unsigned count = lockstep_objects_state(
      objects_.get(), static_cast<unsigned>(program_->vmas.size()), tasks, objects.data());
  words.insert(words.end(), objects.begin(), objects.begin() + count);
  for (unsigned task = 0; task < tasks; ++task) append_task_state(task, words);
  for (const WarningRecord& warning : observation_->warnings) {
    words.push_back(identify(warning));
    words.push_back(std::uint64_t{warning.task} << 16 | std::uint64_t{warning.index} << 8 |
                    (warning.repeated ? 1u : 0u));
  }
}

}  // namespace lockstep
