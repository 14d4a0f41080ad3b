// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/coherence.h"

#include <algorithm>
#include <map>

namespace lockstep::litmus::axiomatic {
namespace {

// Places one write after another.
class Placement {
 public:
  Placement(const std::vector<Event>& events, unsigned location) : events_(events) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      const Event& event = events[i];
      if (event.location != location) continue;
      if (event.kind == Kind::kRead || event.kind == Kind::kWrite) accesses_.push_back(i);
      if (event.kind == Kind::kWrite) writes_.push_back(i);
    }
  }

  std::vector<CoherenceOrder> all() {
    order_ = {writes_.front()};  // the initial one
    place();
    return found_;
  }

 private:
  void place() {
    if (order_.size() == writes_.size()) {
      if (is_coherent()) found_.push_back(order_);
      return;
    }
    for (const std::size_t write : writes_) {
      if (!may_be_next(write)) continue;
      order_.push_back(write);
      place();
      order_.pop_back();
    }
  }

  bool is_placed(std::size_t write) const {
    return std::find(order_.begin(), order_.end(), write) != order_.end();
  }

  // Not if its process has made another one before that is still to come. Updates follow the write
  // that they read from at once.
  bool may_be_next(std::size_t write) const {
    if (is_placed(write)) return false;
    const std::size_t predecessor = updated_by(write);
    for (const std::size_t other : writes_) {
      if (other == write || is_placed(other)) continue;
      if (other < write && events_[other].process == events_[write].process) return false;
      if (updated_by(other) == order_.back()) return false;
    }
    return predecessor == kMostEvents || predecessor == order_.back();
  }

  // The write that the read of an update reads from.
  std::size_t updated_by(std::size_t write) const {
    const int read = events_[write].updates;
    if (read == kNone) return kMostEvents;
    return static_cast<std::size_t>(events_[static_cast<std::size_t>(read)].source);
  }

  std::size_t position(std::size_t write) const {
    return static_cast<std::size_t>(std::find(order_.begin(), order_.end(), write) -
                                    order_.begin());
  }

  // A process, with one access after another, never goes back in the order. A cycle of program
  // order at this location, reads-from, coherence and from-reads is such a step back.
  bool is_coherent() const {
    std::map<int, std::size_t> reached;
    for (const std::size_t access : accesses_) {
      const Event& event = events_[access];
      const bool is_write = event.kind == Kind::kWrite;
      const std::size_t here = position(is_write ? access : static_cast<std::size_t>(event.source));
      auto [before, is_first] = reached.try_emplace(event.process, here);
      if (is_first || event.process == kNobody) continue;
      if (here < before->second || (is_write && here == before->second)) return false;
      before->second = here;
    }
    return true;
  }

  const std::vector<Event>& events_;
  std::vector<std::size_t> accesses_;
  std::vector<std::size_t> writes_;
  CoherenceOrder order_;
  std::vector<CoherenceOrder> found_;
};

}  // namespace

std::vector<CoherenceOrder> coherence_orders(const std::vector<Event>& events, unsigned location) {
  return Placement(events, location).all();
}

}  // namespace lockstep::litmus::axiomatic
