// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/state_recorder.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <span>

#include "subjects/bound_calls.h"

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

// Of the locks that lockdep thinks are held, a bit for each place in the order and one for its
// mode.
void add_held(const bound::HeldLock& held, unsigned place, TaskWords& words) {
  const std::uint64_t bits = (held.read ? 3ull : 1ull) << 2 * (place % 32);
  if (held.object) {
    words.per_object[*held.object][2] |= bits;
  } else {
    words.own.push_back(bits << 1 | held.owner);
  }
}

// Up to eight bytes.
unsigned long value_at(const volatile std::byte* address, std::size_t size) {
  unsigned long value = 0;
  std::memcpy(&value, const_cast<const std::byte*>(address), size);
  return value;
}

void write_operation(const TaskState& state, TaskWords& words) {
  const Operation& operation = state.operation;
  words.own.push_back(static_cast<unsigned>(operation.code));
  for (unsigned place = 0; place < kMaxOperands; ++place) {
    const bool is_object = info(operation.code).operands[place] == OperandKind::kObject;
    if (is_object) words.per_object[static_cast<unsigned>(operation.operands[place])][0] |= 1u;
    words.own.push_back(is_object ? 0 : static_cast<std::uint32_t>(operation.operands[place]));
  }
  words.names_task = state.saw_task || names_task(operation);
  state.history.append_to(words.own);
}

}  // namespace

void StateWords::append_to(std::vector<std::uint64_t>& words) const {
  for (unsigned object = 0; object < object_count; ++object) {
    words.insert(words.end(), objects[object].begin(), objects[object].end());
  }
  words.insert(words.end(), owners.begin(), owners.end());
  for (unsigned task = 0; task < task_count; ++task) {
    words.insert(words.end(), tasks[task].own.begin(), tasks[task].own.end());
    for (unsigned object = 0; object < object_count; ++object) {
      const auto& part = tasks[task].per_object[object];
      words.insert(words.end(), part.begin(), part.end());
    }
  }
  words.insert(words.end(), warnings.begin(), warnings.end());
  words.insert(words.end(), statics.begin(), statics.end());
  std::array<unsigned, kMaxTasks> order;
  std::iota(order.begin(), order.end(), 0u);
  races.append_to(std::span(order).first(task_count), words);
}

void StateRecorder::keep_values(bool keep) {
  for (TaskState& task : tasks_) task.history.keep_values(keep);
}

void StateRecorder::begin(const Program& program, const StaticObjects& statics, bool watched) {
  program_ = &program;
  statics_ = &statics;
  program_has_fault_ = watched && has_fault(program);
  touched_foreign_memory_ = false;
  touched_statics_ = false;
}

void StateRecorder::begin_operation(unsigned task, const Operation& operation) {
  TaskState& state = tasks_[task];
  state.operation = operation;
  state.idle = false;
  state.history.clear();
  note_plain_fields(task, operation);
}

void StateRecorder::note_plain_fields(unsigned task, const Operation& operation) {
  bound::for_each_plain_field(objects_, object_of(operation), owner_of(operation),
                              program_has_fault_,
                              [&](std::uint64_t word) { tasks_[task].history.add(word); });
}

// False if it is not part of what write() writes.
bool StateRecorder::note_place(const volatile void* address) {
  if (lockstep_objects_contain(&objects_, address)) return true;
  if (!statics_->contain(address) && !heap_.contains(address)) return false;
  touched_statics_ = true;
  return true;
}

// What a task has on its stack follows from what it has seen elsewhere; its sections are a part of
// its state anyway, and so is what other tasks can see of itself.
bool StateRecorder::is_of_task(const volatile void* address) const {
  const unsigned task = engine_.running();
  const std::span sections = std::as_bytes(std::span(tasks_[task].sections));
  return engine_.fiber(task).has_on_stack(address) ||
         lockstep_task_at(&objects_, reinterpret_cast<std::uintptr_t>(address)) ==
             static_cast<int>(task) ||
         (address >= sections.data() && address < sections.data() + sections.size());
}

// Compilers do not tell of a read if the same bytes are written right after it: so what was there
// before a write counts as read, unless that is nothing. Constants are read, too. Whatever cannot
// be read or written is a crash of the task already here.
void StateRecorder::note_plain(AccessKind kind, const volatile void* address, std::size_t size) {
  if (is_of_task(address)) return;
  const bool is_known = note_place(address);
  if (is_write(kind) && heap_.contains(address) && !heap_.was_written(address, size)) return;
  const Operation& operation = tasks_[engine_.running()].operation;
  if (bound::tells_nothing(objects_, object_of(operation), owner_of(operation), program_has_fault_,
                           address, is_write(kind))) {
    return;
  }
  const std::size_t part = sizeof(unsigned long);
  for (std::size_t at = 0; at < size; at += part) {
    note_value(
        value_at(static_cast<const volatile std::byte*>(address) + at, std::min(size - at, part)));
  }
  if (is_known || !is_write(kind)) return;
  auto* const first = static_cast<volatile std::byte*>(const_cast<volatile void*>(address));
  *first = *first;
  touched_foreign_memory_ = true;
}

// The access has not been made yet, and no other task can come before it.
void StateRecorder::note_step(const volatile void* object) {
  touched_foreign_memory_ |= !note_place(object);
  TaskState& state = tasks_[engine_.running()];
  note_plain_fields(engine_.running(), state.operation);
  state.history.add(0);
}

// A pointer to a task is kept as the task's number, so that states are the same in every process.
void StateRecorder::note_value(unsigned long value) {
  TaskState& state = tasks_[engine_.running()];
  const int index = lockstep_task_at(&objects_, value);
  state.history.add(index < 0 ? value : ~static_cast<unsigned long>(index));
  if (index >= 0) state.saw_task = true;
}

void StateRecorder::note_result(unsigned task, const Operation& operation,
                                const CallResult& result) {
  TaskState& state = tasks_[task];
  state.history.clear();
  state.history.add(static_cast<std::uint32_t>(result.value));
  if (const auto object = object_of(operation)) {
    state.history.add(bound::pack(state.sections[*object]));
  }
  state.saw_task = false;
}

void StateRecorder::write_task(unsigned task, TaskWords& words) const {
  const TaskState& state = tasks_[task];
  words.own.clear();
  words.per_object = {};
  words.names_task = false;
  if (!engine_.unfinished().contains(task)) return words.own.push_back(0);

  const unsigned held = lockstep_count_held(&objects_, task);
  words.own.push_back(std::uint64_t{state.woken} << 32 | std::uint64_t{state.index} << 16 |
                      std::uint64_t{held} << 8 | (state.looking ? 32u : 0u) |
                      (state.ending ? 16u : 0u) | (engine_.asleep().contains(task) ? 8u : 0u) |
                      (state.idle ? 4u : 0u) | (state.slept ? 2u : 0u) | 1u);
  for (unsigned owner = 0; owner < kMaxOwners; ++owner) {
    words.own.push_back(bound::holding_word(state.holdings, owner));
  }
  std::array<unsigned long, LOCKSTEP_TASK_STATE_WORDS> objects;
  lockstep_task_state_words(&objects_, task, objects.data());
  words.own.insert(words.own.end(), objects.begin(), objects.end());
  for (unsigned i = 0; i < held; ++i) {
    add_held(bound::held_lock(objects_, task, i), i, words);
  }
  for (unsigned object = 0; object < program_->objects.size(); ++object) {
    words.per_object[object][0] = bound::object_word(objects_, task, object, state.holdings);
    if (bound::uses_section(state.holdings, object) || program_has_fault_) {
      words.per_object[object][1] = bound::pack(state.sections[object]);
    }
  }
  if (!state.idle) write_operation(state, words);
}

void StateRecorder::write(const std::vector<WarningRecord>& warnings, StateWords& words) const {
  words.object_count = static_cast<unsigned>(program_->objects.size());
  words.task_count = static_cast<unsigned>(program_->tasks.size());
  for (unsigned object = 0; object < words.object_count; ++object) {
    bound::write_object(objects_, object, words.objects[object]);
  }
  for (unsigned owner = 0; owner < kMaxOwners; ++owner) {
    words.owners[owner] = bound::owner_word(objects_, owner);
  }
  for (unsigned task = 0; task < words.task_count; ++task) write_task(task, words.tasks[task]);
  words.statics.clear();
  statics_->append_changed(words.statics);
  if (heap_.is_used()) heap_.append_to(words.statics);
  words.warnings.clear();
  for (const WarningRecord& warning : warnings) {
    words.warnings.push_back(identify(warning));
    words.warnings.push_back(std::uint64_t{warning.task} << 16 | std::uint64_t{warning.index} << 8 |
                             (warning.repeated ? 1u : 0u));
  }
}

}  // namespace lockstep
