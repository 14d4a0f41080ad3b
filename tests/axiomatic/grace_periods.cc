// SPDX-License-Identifier: GPL-2.0-only
#include <utility>
#include <vector>

#include "tests/axiomatic/models.h"

namespace lockstep::litmus::axiomatic {
namespace {

// For each pair of a grace period and a reader, tries both ways of the law. A grace period may wait
// for a reader that has begun after it, too: on x86, the reads of such a reader may be older than
// the grace period, if its process has writes from before it in its store buffer.
class Law {
 public:
  explicit Law(const Execution& execution) : execution_(execution) {
    const std::vector<Event>& events = execution.events;
    for (std::size_t begin = 0; begin < events.size(); ++begin)
      if (events[begin].kind == Kind::kGraceBegin)
        grace_periods_.emplace_back(begin, end_of(begin));
  }

  bool obeyed(const Relation& order, std::size_t pair = 0) const {
    if (!order.acyclic()) return false;
    if (pair == grace_periods_.size() * execution_.readers.size()) return true;
    const auto [grace_begin, grace_end] = grace_periods_[pair / execution_.readers.size()];
    const auto [reader_begin, reader_end] = execution_.readers[pair % execution_.readers.size()];
    Relation waited = order;
    waited.add(reader_end, grace_end);
    return obeyed(waited, pair + 1) ||
           obeyed(order | before_reader(grace_begin, reader_begin), pair + 1);
  }

 private:
  std::size_t end_of(std::size_t begin) const {
    std::size_t end = begin;
    while (execution_.events[end].kind != Kind::kGraceEnd ||
           execution_.events[end].process != execution_.events[begin].process)
      ++end;
    return end;
  }

  Relation before_reader(std::size_t grace_begin, std::size_t reader_begin) const {
    const EventSet later_reads =
        execution_.program_order.after(reader_begin) & execution_.of_kind(Kind::kRead);
    return Relation::product(execution_.events.size(), only(grace_begin),
                             only(reader_begin) | later_reads);
  }

  const Execution& execution_;
  std::vector<std::pair<std::size_t, std::size_t>> grace_periods_;
};

}  // namespace

bool obeys_grace_periods(const Execution& execution, const Relation& order) {
  return Law(execution).obeyed(order);
}

}  // namespace lockstep::litmus::axiomatic
