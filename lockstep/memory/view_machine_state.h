// SPDX-License-Identifier: GPL-2.0-only
#pragma once

// States, and their normal form: what nobody can read any more is dropped, positions count from
// what is left, and what a task must see anyway need not wait to be seen.
#include <stdexcept>

#include "lockstep/memory/view_machine.h"

namespace lockstep {

template <unsigned kLocations>
template <typename Self, typename Function>
void ViewMachine<kLocations>::for_each_view(Self& self, Function function) {
  const auto both = [&](auto& dependency) {
    function(dependency.seen);
    function(dependency.strong);
  };
  for (auto& messages : self.messages_) {
    for (auto& message : messages) {
      function(message.cumulative);
      function(message.strong);
      function(message.unlocked);
      both(message.dependency);
    }
  }
  for (auto& task : self.tasks_) {
    for (auto* view :
         {&task.floor, &task.plain_read_floor, &task.plain_write_floor, &task.before_writes,
          &task.carried, &task.written, &task.strong, &task.unlock_written, &task.unlock_seen}) {
      function(*view);
    }
    both(task.pending);
    both(task.pending_updates);
    for (auto& last : task.last) both(last);
  }
  for (auto* view : {&self.barriers_, &self.grace_periods_, &self.readers_}) function(*view);
}

template <unsigned kLocations>
void ViewMachine<kLocations>::insert(unsigned location, unsigned position, const Message& message) {
  std::vector<Message>& messages = messages_[location];
  if (messages.size() > kMostMessages) throw std::length_error("too many writes of a location");
  const bool comes_last = position == messages.size();
  messages.insert(messages.begin() + position, message);
  if (comes_last) return;
  for_each_view(*this, [&](View& view) { view.move_up(location, position); });
  for (Task& task : tasks_) {
    if (task.last_position[location] > position) ++task.last_position[location];
  }
}

template <unsigned kLocations>
void ViewMachine<kLocations>::finish(unsigned task) {
  tasks_[task] = {};
  tasks_[task].last.resize(locations_);
  tasks_[task].is_finished = true;
}

template <unsigned kLocations>
auto ViewMachine<kLocations>::lowest_floor() const -> View {
  View lowest;
  for (unsigned x = 0; x < messages_.size(); ++x) {
    unsigned floor = latest(x);
    for (const Task& task : tasks_) {
      if (task.is_finished) continue;
      floor = std::min<unsigned>(floor, task.floor[x]);
      // A position of an own write that is to be told from what everybody has from the beginning.
      const bool is_own = (task.last_is_own >> x & 1) != 0 && task.last_position[x] > 1;
      if (is_own) floor = std::min<unsigned>(floor, task.last_position[x] - 2u);
      if (!options_.watches_races) continue;
      floor = std::min<unsigned>({floor, task.plain_read_floor[x], task.plain_write_floor[x]});
    }
    lowest[x] = static_cast<Position>(floor);
  }
  return lowest;
}

template <unsigned kLocations>
void ViewMachine<kLocations>::drop_messages_below(const View& lowest) {
  for (unsigned x = 0; x < messages_.size(); ++x) {
    std::vector<Message>& messages = messages_[x];
    messages.erase(messages.begin(), messages.begin() + lowest[x]);
    messages.front().is_update = false;
  }
  for (Task& task : tasks_) {
    for (unsigned x = 0; x < locations_; ++x) {
      Position& last = task.last_position[x];
      last = static_cast<Position>(last - std::min(last, lowest[x]));
      if (last == 0) forget_last(task, x);
    }
  }
  for_each_view(*this, [&](View& view) { view.move_down(lowest); });
}

// Only the writer of a message reads what it depended on.
template <unsigned kLocations>
void ViewMachine<kLocations>::forget_writers() {
  for (std::vector<Message>& messages : messages_) {
    for (Message& message : messages) {
      if (message.writer == kNobody) continue;
      const Task& writer = tasks_[static_cast<unsigned>(message.writer)];
      if (writer.is_finished) {
        message.writer = kNobody;
        message.dependency = {};
      } else {
        message.dependency.seen.drop_what_is_in(writer.floor);
        message.dependency.strong.drop_what_is_in(writer.strong);
      }
    }
  }
}

template <unsigned kLocations>
void ViewMachine<kLocations>::forget_last(Task& task, unsigned location) {
  task.last[location] = {};
  task.last_position[location] = 0;
  task.last_is_own &= ~(std::uint64_t{1} << location);
}

template <unsigned kLocations>
void ViewMachine<kLocations>::forget_what_is_known(Task& task) {
  for (Dependency* dependency : {&task.pending, &task.pending_updates}) {
    dependency->seen.drop_what_is_in(task.floor);
    dependency->strong.drop_what_is_in(task.strong);
  }
  if (!options_.watches_races) {
    task.plain_read_floor = {};
    task.plain_write_floor = {};
    task.before_writes = {};
  }
  task.unlock_seen.drop_what_is_in(task.floor);
  task.unlock_written.drop_what_is_in(task.carried);
  for (unsigned x = 0; x < locations_; ++x) {
    Dependency& last = task.last[x];
    last.seen.drop_what_is_in(task.floor);
    last.strong.drop_what_is_in(task.strong);
    if (last == Dependency{}) forget_last(task, x);
  }
}

template <unsigned kLocations>
void ViewMachine<kLocations>::normalise() {
  forget_writers();
  for (Task& task : tasks_) {
    if (!task.is_finished) forget_what_is_known(task);
  }
  drop_messages_below(lowest_floor());
}

template <unsigned kLocations>
void ViewMachine<kLocations>::append_state(std::vector<std::uint64_t>& words) const {
  words.push_back(has_raced_);
  for (const std::vector<Message>& messages : messages_) {
    words.push_back(messages.size());
    for (const Message& message : messages) {
      words.push_back(message.value);
      const auto writer = std::uint64_t{static_cast<unsigned>(message.writer + 1)};
      words.push_back(writer << 2 | std::uint64_t{message.is_update} << 1 |
                      std::uint64_t{message.is_plain});
    }
  }
  for_each_view(*this, [&](const View& view) { view.append_to(words); });
  for (const Task& task : tasks_) {
    task.last_position.append_to(words);
    words.push_back(task.last_is_own);
    words.push_back(std::uint64_t{task.has_unlocked} << 1 | std::uint64_t{task.is_finished});
  }
}

}  // namespace lockstep
