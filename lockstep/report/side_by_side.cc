// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/side_by_side.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/report/alignment.h"
#include "lockstep/report/wrap.h"

namespace lockstep {
namespace {

constexpr std::string_view kSeparator = " | ";
constexpr std::string_view kMark = "> ";
constexpr std::size_t kWidestColumn = 12;
constexpr std::size_t kNarrowestText = 20;

class Layout {
 public:
  Layout(const Program& program, std::size_t indent)
      : program_(program),
        indent_(indent),
        side_width_((kReportWidth - indent - kMark.size() - kSeparator.size()) / 2) {
    // The text of a task may run on over the columns to its right: they are blank in its row.
    const std::size_t columns = program.tasks.size();
    column_width_ =
        columns < 2 ? 0 : std::min(kWidestColumn, (side_width_ - kNarrowestText) / (columns - 1));
  }

  std::string header(const Replay& left, const Replay& right) const {
    std::string text = line(false, left.name, right.name);
    for (unsigned task = 0; task < program_.tasks.size(); ++task) {
      const InterleavingRow name = {task, program_.tasks[task].name + ":"};
      text += rows({&name, &name}, false);
    }
    return text + line(false, std::string(side_width_, '-'), std::string(side_width_, '-'));
  }

  std::string rows(const AlignedRow& row, bool mark) const {
    const auto left = cell(row.left);
    const auto right = cell(row.right);
    std::string text;
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      text +=
          line(mark && i == 0, i < left.size() ? left[i] : "", i < right.size() ? right[i] : "");
    }
    return text;
  }

 private:
  std::vector<std::string> cell(const InterleavingRow* row) const {
    if (!row) return {};
    const std::size_t offset = row->task * column_width_;
    auto lines = wrap(row->text, side_width_ - offset);
    for (std::string& text : lines) text.insert(0, offset, ' ');
    return lines;
  }

  std::string line(bool mark, std::string_view left, std::string_view right) const {
    std::string text(indent_, ' ');
    text += mark ? kMark : std::string_view("  ");
    text += fmt::format("{:<{}}{}{}", left, side_width_, kSeparator, right);
    text.erase(text.find_last_not_of(' ') + 1);
    return text + '\n';
  }

  const Program& program_;
  const std::size_t indent_;
  const std::size_t side_width_;
  std::size_t column_width_ = 0;
};

}  // namespace

std::string show_side_by_side(const ReplayedPair& replayed, InterleavingDetail detail,
                              std::size_t indent) {
  const auto left = interleaving_rows(replayed.program, replayed.reference, detail);
  const auto right = interleaving_rows(replayed.program, replayed.variant, detail);
  const Layout layout(replayed.program, indent);
  std::string text = layout.header(replayed.reference, replayed.variant);
  bool marked = false;
  for (const AlignedRow& row : align_rows(left, right)) {
    const bool mark = !marked && !row.same();
    marked |= mark;
    text += layout.rows(row, mark);
  }
  return text;
}

}  // namespace lockstep
