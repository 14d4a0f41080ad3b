// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/tso_machine.h"

#include <algorithm>

namespace lockstep {

TsoMachine::TsoMachine(std::span<const Word> initial, unsigned tasks) : tasks_(tasks) {
  for (const Word value : initial) messages_.push_back({Message{.value = value}});
}

TsoMachine::Positions TsoMachine::readable(unsigned task, unsigned location,
                                           const Dependency& /*address*/) const {
  const std::vector<Message>& messages = messages_[location];
  const unsigned time = tasks_[task].time;
  unsigned first = 0;
  for (unsigned position = 0; position < messages.size(); ++position) {
    const Message& message = messages[position];
    if (message.stamp <= time || message.writer == static_cast<int>(task)) first = position;
  }
  Positions positions;
  for (unsigned position = latest(location) + 1; position-- > first;) {
    positions.push_back(position);
  }
  return positions;
}

TsoMachine::Dependency TsoMachine::read(unsigned task, unsigned location, unsigned position,
                                        Order /*order*/, const Dependency& /*address*/) {
  const Message& message = messages_[location][position];
  unsigned& time = tasks_[task].time;
  if (message.writer != static_cast<int>(task)) time = std::max(time, message.stamp);
  return {};
}

void TsoMachine::write(unsigned task, unsigned location, unsigned /*position*/, Word value,
                       Order /*order*/, const Dependency& /*address*/) {
  messages_[location].push_back(
      {.value = value, .writer = static_cast<int>(task), .stamp = ++now_});
}

TsoMachine::Dependency TsoMachine::update(unsigned task, unsigned location, unsigned position,
                                          Word value, Order order, const Dependency& address,
                                          bool /*has_result*/) {
  fence(task, Fence::kFull);
  write(task, location, position + 1, value, order, address);
  fence(task, Fence::kFull);
  return {};
}

void TsoMachine::fence(unsigned task, Fence fence) {
  if (fence == Fence::kFull) tasks_[task].time = now_;
}

void TsoMachine::lock(unsigned task, unsigned location, Word held) {
  update(task, location, latest(location), held, Order::kFull, {});
}

void TsoMachine::unlock(unsigned task, unsigned location, Word free) {
  write(task, location, latest(location) + 1, free, Order::kRelease, {});
}

void TsoMachine::enter_reader(unsigned task) {
  tasks_[task].time = std::max(tasks_[task].time, grace_period_);
}

void TsoMachine::begin_grace_period(unsigned task) {
  fence(task, Fence::kFull);
  grace_period_ = now_;
}

void TsoMachine::end_grace_period(unsigned task) { fence(task, Fence::kFull); }

void TsoMachine::finish(unsigned task) { tasks_[task] = {.time = 0, .is_finished = true}; }

unsigned TsoMachine::lowest_time() const {
  unsigned lowest = now_;
  for (const Task& task : tasks_) {
    if (!task.is_finished) lowest = std::min(lowest, task.time);
  }
  return lowest;
}

std::vector<unsigned> TsoMachine::stamps_in_use(unsigned lowest) const {
  std::vector<unsigned> stamps = {lowest, std::max(grace_period_, lowest)};
  for (const Task& task : tasks_) {
    if (!task.is_finished) stamps.push_back(task.time);
  }
  for (const std::vector<Message>& messages : messages_) {
    for (const Message& message : messages) stamps.push_back(std::max(message.stamp, lowest));
  }
  std::ranges::sort(stamps);
  stamps.erase(std::unique(stamps.begin(), stamps.end()), stamps.end());
  return stamps;
}

// Only the order of stamps matters, and whose a write is only as long as its writer's time is
// before it.
void TsoMachine::normalise() {
  const unsigned lowest = lowest_time();
  for (std::vector<Message>& messages : messages_) {
    const auto is_later = [&](const Message& message) { return message.stamp > lowest; };
    const auto later = std::ranges::find_if(messages, is_later);
    if (later != messages.begin()) messages.erase(messages.begin(), later - 1);
  }
  const std::vector<unsigned> stamps = stamps_in_use(lowest);
  const auto rank = [&](unsigned stamp) {
    const auto at = std::ranges::lower_bound(stamps, std::max(stamp, lowest));
    return static_cast<unsigned>(at - stamps.begin());
  };
  for (std::vector<Message>& messages : messages_) {
    for (Message& message : messages) {
      if (message.writer != kNobody) {
        const Task& writer = tasks_[static_cast<unsigned>(message.writer)];
        if (writer.is_finished || message.stamp <= writer.time) message.writer = kNobody;
      }
      message.stamp = rank(message.stamp);
    }
  }
  for (Task& task : tasks_) {
    if (!task.is_finished) task.time = rank(task.time);
  }
  grace_period_ = rank(grace_period_);
  now_ = static_cast<unsigned>(stamps.size()) - 1;
}

void TsoMachine::append_state(std::vector<std::uint64_t>& words) const {
  for (const std::vector<Message>& messages : messages_) {
    words.push_back(messages.size());
    for (const Message& message : messages) {
      words.push_back(message.value);
      words.push_back(std::uint64_t{message.stamp} << 8 |
                      static_cast<std::uint64_t>(message.writer + 1));
    }
  }
  for (const Task& task : tasks_) words.push_back(task.time << 1 | unsigned{task.is_finished});
  words.push_back(std::uint64_t{grace_period_} << 32 | now_);
}

}  // namespace lockstep
