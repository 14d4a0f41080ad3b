// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/html/space_time.h"

#include <algorithm>

#include "lockstep/report/interleaving.h"

namespace lockstep {
namespace {

// Events are put in one row if they are about the same; they may still have different values.
std::vector<InterleavingRow> subjects_of(const SpaceTimeSide& side) {
  std::vector<InterleavingRow> rows;
  for (const SpaceTimeEvent& event : side.events) {
    const std::string operation = event.operation ? side.operations[*event.operation].text : "";
    rows.push_back({event.task, operation + '\n' + event.text});
  }
  return rows;
}

const SpaceTimeValues* values_at(const SpaceTimeSide& side, const SpaceTimeEvent& event) {
  const bool ends = event.kind == SpaceTimeEventKind::kReturn;
  return ends && event.operation ? &side.operations[*event.operation].values : nullptr;
}

// Between rows that both sides have, each goes on by itself: what one does there is no later than
// what the other does.
std::vector<AlignedRow> close_up(const std::vector<AlignedRow>& rows) {
  std::vector<AlignedRow> closed;
  std::size_t next_left = 0;
  std::size_t next_right = 0;
  for (const AlignedRow& row : rows) {
    if (row.same()) next_left = next_right = closed.size();
    closed.resize(std::max(
        {closed.size(), next_left + (row.left ? 1 : 0), next_right + (row.right ? 1 : 0)}));
    if (row.left) closed[next_left++].left = row.left;
    if (row.right) closed[next_right++].right = row.right;
  }
  return closed;
}

class Alignment {
 public:
  explicit Alignment(SpaceTime& diagram)
      : diagram_(diagram),
        left_(subjects_of(diagram.reference)),
        right_(subjects_of(diagram.variant)),
        rows_(close_up(align_rows(left_, right_))) {}

  void apply() {
    diagram_.rows = rows_.size();
    const auto differs = [this](const AlignedRow& row) { return !is_same(row); };
    const auto first = std::ranges::find_if(rows_, differs);
    if (first != rows_.end()) {
      diagram_.first_difference = static_cast<std::size_t>(first - rows_.begin());
    }
    move(diagram_.reference, &AlignedRow::left, left_);
    move(diagram_.variant, &AlignedRow::right, right_);
  }

 private:
  bool is_same(const AlignedRow& row) const {
    if (!row.same()) return false;
    const SpaceTimeEvent& left = diagram_.reference.events[index_in(left_, row.left)];
    const SpaceTimeEvent& right = diagram_.variant.events[index_in(right_, row.right)];
    if (left.value != right.value) return false;
    const SpaceTimeValues* const values = values_at(diagram_.reference, left);
    return !values || *values == *values_at(diagram_.variant, right);
  }

  static std::size_t index_in(const std::vector<InterleavingRow>& subjects,
                              const InterleavingRow* row) {
    return static_cast<std::size_t>(row - subjects.data());
  }

  // From rows of one side to rows of both.
  void move(SpaceTimeSide& side, const InterleavingRow* AlignedRow::*cell,
            const std::vector<InterleavingRow>& subjects) const {
    std::vector<std::size_t> moved(subjects.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (rows_[row].*cell) moved[index_in(subjects, rows_[row].*cell)] = row;
    }
    for (auto& event : side.events) event.row = moved[event.row];
    for (auto& arrow : side.arrows) arrow.row = moved[arrow.row];
    const auto move_bar = [&](auto& bar) {
      bar.first_row = moved[bar.first_row];
      bar.last_row = moved[bar.last_row];
    };
    std::ranges::for_each(side.operations, move_bar);
    std::ranges::for_each(side.sleeps, move_bar);
  }

  SpaceTime& diagram_;
  const std::vector<InterleavingRow> left_;
  const std::vector<InterleavingRow> right_;
  const std::vector<AlignedRow> rows_;
};

}  // namespace

SpaceTime make_space_time(const ReplayedPair& replayed) {
  const bool with_steps = std::max(replayed.reference.trace.events.size(),
                                   replayed.variant.trace.events.size()) <= kMostSpaceTimeEvents;
  SpaceTime diagram;
  for (const Task& task : replayed.program.tasks) diagram.tasks.push_back(task.name);
  diagram.reference = make_space_time_side(replayed, &ReplayedPair::reference, with_steps);
  diagram.variant = make_space_time_side(replayed, &ReplayedPair::variant, with_steps);
  Alignment(diagram).apply();
  return diagram;
}

const SpaceTimeOperation* find_operation_at(const SpaceTimeSide& side, unsigned task,
                                            unsigned index) {
  const auto found = std::ranges::find_if(side.operations, [&](const auto& operation) {
    return operation.task == task && operation.index == index;
  });
  return found == side.operations.end() ? nullptr : &*found;
}

}  // namespace lockstep
