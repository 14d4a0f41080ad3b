// SPDX-License-Identifier: GPL-2.0-only
// The rules: what each instruction does to views.
#include "lockstep/memory/view_machine.h"

#include <stdexcept>

#include "lockstep/memory/view_machine_races.h"
#include "lockstep/memory/view_machine_state.h"

namespace lockstep {
namespace {

bool is_acquire(Order order) { return order == Order::kAcquire || order == Order::kFull; }
bool is_release(Order order) { return order == Order::kRelease || order == Order::kFull; }

}  // namespace

template <unsigned kLocations>
ViewMachine<kLocations>::ViewMachine(std::span<const Word> initial, unsigned tasks, Options options)
    : locations_(static_cast<unsigned>(initial.size())),
      options_(options),
      messages_(locations_ * (options.watches_races ? 1 + tasks : 1)),
      tasks_(tasks) {
  if (messages_.size() > kLocations) {
    throw std::length_error("too many locations for the views of a memory model");
  }
  for (unsigned x = 0; x < messages_.size(); ++x) {
    Message first;
    if (x < locations_) first.value = initial[x];
    messages_[x].push_back(first);
  }
  for (Task& task : tasks_) task.last.resize(locations_);
}

// Whether the task's last access of `accessed` comes before its reading of this message. In the
// kernel's model: (prop \ id) & int, if the message is, or is known to its readers to be, behind
// what the task had accessed; and if that was a write, a path by which others have read it.
template <unsigned kLocations>
bool ViewMachine<kLocations>::comes_after_access(const Task& task, unsigned accessed,
                                                 unsigned location, unsigned position) const {
  unsigned last = task.last_position[accessed];
  if (last == 0) return false;
  // Position 0 is what every view has from the beginning: no path.
  if ((task.last_is_own >> accessed & 1) != 0 && last > 1) --last;
  const Message& message = messages_[location][position];
  return (accessed == location && position + 1 > last) ||
         message.cumulative[accessed] + 1u > last || message.strong[accessed] + 1u > last;
}

template <unsigned kLocations>
void ViewMachine<kLocations>::note_last(Task& task, unsigned location, unsigned position,
                                        bool is_own) {
  task.last_position[location] = static_cast<Position>(position + 1);
  const std::uint64_t bit = std::uint64_t{1} << location;
  task.last_is_own = is_own ? task.last_is_own | bit : task.last_is_own & ~bit;
}

template <unsigned kLocations>
bool ViewMachine<kLocations>::may_read(unsigned task, unsigned location, unsigned position) const {
  const Task& reader = tasks_[task];
  if (wrote(task, messages_[location][position])) return true;
  for (unsigned y = 0; y < locations_; ++y) {
    if (reader.last[y].seen[location] > position &&
        comes_after_access(reader, y, location, position)) {
      return false;
    }
  }
  return true;
}

template <unsigned kLocations>
std::vector<unsigned> ViewMachine<kLocations>::readable(unsigned task, unsigned location,
                                                        const Dependency& address) const {
  const unsigned floor = std::max(tasks_[task].floor[location], address.seen[location]);
  Positions positions;
  for (unsigned position = latest(location) + 1; position-- > floor;) {
    if (may_read(task, location, position)) positions.push_back(position);
  }
  return positions;
}

template <unsigned kLocations>
auto ViewMachine<kLocations>::read(unsigned task, unsigned location, unsigned position, Order order,
                                   const Dependency& address) -> Dependency {
  note_race_of_read(task, location, order == Order::kPlain, address.seen);
  return take(task, location, position, order, address, true);
}

template <unsigned kLocations>
auto ViewMachine<kLocations>::take(unsigned task, unsigned location, unsigned position, Order order,
                                   const Dependency& address, bool has_result) -> Dependency {
  Task& reader = tasks_[task];
  const Message& message = messages_[location][position];
  Dependency dependency = address;
  if (wrote(task, message)) {
    dependency |= message.dependency;
  } else {
    dependency.seen |= message.cumulative | message.strong;
    dependency.strong |= message.strong;
    for (unsigned y = 0; y < locations_; ++y) {
      if (comes_after_access(reader, y, location, position)) dependency |= reader.last[y];
    }
  }
  dependency.seen.raise(location, position);
  reader.floor.raise(location, position);
  (has_result ? reader.pending : reader.pending_updates) |= dependency;
  if (is_acquire(order)) {
    for (View* floor : {&reader.floor, &reader.plain_read_floor, &reader.plain_write_floor}) {
      *floor |= dependency.seen;
    }
    reader.strong |= dependency.strong;
  }
  reader.last[location] = dependency;
  note_last(reader, location, position, wrote(task, message));
  return dependency;
}

// Every earlier read counts as a dependency.
template <unsigned kLocations>
unsigned ViewMachine<kLocations>::write_floor(unsigned task, unsigned location,
                                              const Dependency& address) const {
  const Task& writer = tasks_[task];
  return std::max({writer.floor[location], writer.pending.seen[location],
                   writer.pending_updates.seen[location], writer.strong[location],
                   address.seen[location]});
}

template <unsigned kLocations>
bool ViewMachine<kLocations>::has_gap_behind(unsigned location, unsigned position) const {
  return position == latest(location) || !messages_[location][position + 1].is_update;
}

template <unsigned kLocations>
std::vector<unsigned> ViewMachine<kLocations>::writable(unsigned task, unsigned location,
                                                        const Dependency& address) const {
  if (!options_.any_coherence) return {latest(location) + 1};
  Positions positions;
  const unsigned floor = write_floor(task, location, address);
  for (unsigned position = latest(location) + 1; position > floor; --position) {
    if (has_gap_behind(location, position - 1)) positions.push_back(position);
  }
  return positions;
}

template <unsigned kLocations>
void ViewMachine<kLocations>::write(unsigned task, unsigned location, unsigned position, Word value,
                                    Order order, const Dependency& address) {
  note_race_of_write(task, location, order == Order::kPlain, address.seen);
  Message message;
  message.value = value;
  message.is_plain = order == Order::kPlain && options_.watches_races;
  put(task, location, position, message, {}, order);
}

// `message` has what an update inherits from its predecessor. `read` is what an update has read.
template <unsigned kLocations>
void ViewMachine<kLocations>::put(unsigned task, unsigned location, unsigned position,
                                  Message message, const Dependency& read, Order order) {
  Task& writer = tasks_[task];
  Dependency dependency = read;
  dependency |= writer.pending;
  message.writer = static_cast<int>(task);
  message.dependency = dependency;
  dependency |= writer.pending_updates;
  message.cumulative |= writer.carried;
  if (is_release(order)) {
    message.cumulative |= writer.floor | writer.written | dependency.seen;
  }
  message.strong = writer.strong | dependency.strong;
  if (order != Order::kPlain) writer.before_writes |= writer.floor | dependency.seen;
  insert(location, position, message);

  // The views that were inserted may have moved.
  Message& placed = messages_[location][position];
  placed.cumulative.raise(location, position);
  writer.floor.raise(location, position);
  writer.written |= placed.cumulative;
  dependency.strong |= writer.strong;
  for (View* view : {&dependency.seen, &dependency.strong}) {
    (*view)[location] = std::min((*view)[location], static_cast<Position>(position));
  }
  writer.last[location] = dependency;
  note_last(writer, location, position, true);
}

template <unsigned kLocations>
std::vector<unsigned> ViewMachine<kLocations>::updatable(unsigned task, unsigned location,
                                                         const Dependency& address) const {
  if (!options_.any_coherence) return {latest(location)};
  Positions positions;
  const unsigned floor = write_floor(task, location, address);
  for (unsigned position = latest(location) + 1; position-- > floor;) {
    if (has_gap_behind(location, position)) positions.push_back(position);
  }
  return positions;
}

template <unsigned kLocations>
auto ViewMachine<kLocations>::update(unsigned task, unsigned location, unsigned position,
                                     Word value, Order order, const Dependency& address,
                                     bool has_result) -> Dependency {
  note_race_of_write(task, location, false, address.seen);
  const Order of_read = order == Order::kAcquire ? Order::kAcquire : Order::kRelaxed;
  const Dependency read = take(task, location, position, of_read, address, has_result);
  Message message;
  message.value = value;
  message.is_update = true;
  message.cumulative = messages_[location][position].cumulative;
  put(task, location, position + 1, message, read, order);
  return read;
}

template <unsigned kLocations>
void ViewMachine<kLocations>::fence(unsigned task, Fence fence) {
  Task& at = tasks_[task];
  switch (fence) {
    case Fence::kFull:
      at.floor |= at.pending.seen | at.pending_updates.seen | at.written | barriers_;
      for (View* view : {&barriers_, &at.carried, &at.written, &at.strong, &at.plain_read_floor,
                         &at.plain_write_floor}) {
        *view |= at.floor;
      }
      at.pending = {};
      at.pending_updates = {};
      return;
    case Fence::kRead:
      at.floor |= at.pending.seen;
      at.plain_read_floor |= at.pending.seen;
      return;
    case Fence::kAcquire:
      for (View* floor : {&at.floor, &at.plain_read_floor, &at.plain_write_floor}) {
        *floor |= at.pending.seen;
      }
      return;
    case Fence::kWrite:
      at.carried |= at.written;
      at.plain_write_floor |= at.before_writes;
      return;
  }
}

template <unsigned kLocations>
void ViewMachine<kLocations>::lock(unsigned task, unsigned location, Word held) {
  const unsigned position = latest(location);
  const View unlocked = messages_[location][position].unlocked;
  update(task, location, position, held, Order::kAcquire, {});
  Task& locker = tasks_[task];
  locker.carried |= unlocked;
  if (!locker.has_unlocked) return;
  locker.carried |= locker.unlock_written;  // an earlier critical section of its own comes first
  locker.floor |= locker.unlock_seen;
}

template <unsigned kLocations>
void ViewMachine<kLocations>::unlock(unsigned task, unsigned location, Word free) {
  Task& unlocker = tasks_[task];
  unlocker.has_unlocked = true;
  unlocker.unlock_written = unlocker.written;
  unlocker.unlock_seen = unlocker.floor | unlocker.pending.seen;
  Message message;
  message.value = free;
  message.unlocked = unlocker.written;
  note_race_of_write(task, location, false, {});
  put(task, location, latest(location) + 1, message, {}, Order::kRelease);
}

template <unsigned kLocations>
void ViewMachine<kLocations>::enter_reader(unsigned task) {
  Task& reader = tasks_[task];
  for (View* view :
       {&reader.floor, &reader.strong, &reader.plain_read_floor, &reader.plain_write_floor}) {
    *view |= grace_periods_;
  }
}

template <unsigned kLocations>
void ViewMachine<kLocations>::leave_reader(unsigned task) {
  const Task& reader = tasks_[task];
  readers_ |= reader.floor | reader.pending.seen | reader.pending_updates.seen | reader.written;
}

template <unsigned kLocations>
void ViewMachine<kLocations>::begin_grace_period(unsigned task) {
  fence(task, Fence::kFull);
  grace_periods_ |= tasks_[task].floor;
}

template <unsigned kLocations>
void ViewMachine<kLocations>::end_grace_period(unsigned task) {
  tasks_[task].floor |= readers_;
  fence(task, Fence::kFull);
}

template class ViewMachine<8>;
template class ViewMachine<16>;
template class ViewMachine<64>;

}  // namespace lockstep
