// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <utility>
#include <vector>

#include "tests/axiomatic/coherence.h"
#include "tests/axiomatic/event.h"

namespace lockstep::litmus::axiomatic {

/// A candidate execution: events, and the relations between them that all models are made of. It is
/// coherent, and its updates are atomic.
class Execution {
 public:
  explicit Execution(const std::vector<Event>& events);

  /// Sets the coherence order of each location, and what follows from that.
  void order(const std::vector<const CoherenceOrder*>& orders);

  /// The events for which `holds(event)`.
  template <typename Predicate>
  EventSet which(Predicate holds) const {
    EventSet set = 0;
    for (std::size_t i = 0; i < events.size(); ++i)
      if (holds(events[i])) set |= only(i);
    return set;
  }

  EventSet of_kind(Kind kind) const {
    return which([&](const Event& event) { return event.kind == kind; });
  }

  Relation identity(EventSet set) const { return Relation::identity(events.size(), set); }

  std::vector<Event> events;
  Relation program_order;
  Relation same_process;
  Relation reads_from;
  Relation coherence;
  Relation from_reads;  ///< from a read to the writes that come after the one it has read from
  Relation update;      ///< from the read of an update to its write
  Relation address;     ///< from a read to an access whose address was computed from it
  /// RCU readers: beginning and end.
  std::vector<std::pair<std::size_t, std::size_t>> readers;

 private:
  void add_pair(std::size_t before, std::size_t after);
  void add_sources(std::size_t event);
  void add_reader(std::size_t begin);
};

}  // namespace lockstep::litmus::axiomatic
