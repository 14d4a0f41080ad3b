// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>

#include "lockstep/report/interleaving.h"
#include "lockstep/report/replay_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

constexpr std::size_t kSeparatorWidth = 3;
constexpr std::size_t kMarkWidth = 2;
constexpr std::size_t kWidestColumn = 12;
constexpr std::size_t kNarrowestText = 20;

class Layout {
 public:
  Layout(const Program& program, std::size_t indent, const TextStyle& style)
      : program_(program),
        indent_(indent),
        style_(style),
        side_width_((kReportWidth - indent - kMarkWidth - kSeparatorWidth) / 2) {
    // The text of a task may run on over the columns to its right: they are blank in its row.
    const std::size_t columns = program.tasks.size();
    column_width_ =
        columns < 2 ? 0 : std::min(kWidestColumn, (side_width_ - kNarrowestText) / (columns - 1));
  }

  std::string header(const Replay& left, const Replay& right) const {
    std::string text = line(false, {left.label()}, {right.label()});
    for (unsigned task = 0; task < program_.tasks.size(); ++task) {
      const InterleavingRow name = {task, program_.tasks[task].name + ":"};
      text += rows({&name, &name}, false);
    }
    return text + rule();
  }

  std::string rows(const AlignedRow& row, bool mark) const {
    const auto left = cell(row.left);
    const auto right = cell(row.right);
    std::string text;
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      const auto side = [&](const std::vector<std::string>& lines, const InterleavingRow* of) {
        return Cell{i < lines.size() ? lines[i] : "", of && of->is_wrong};
      };
      text += line(mark && i == 0, side(left, row.left), side(right, row.right));
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

  /// A line of one side.
  struct Cell {
    std::string text;
    bool wrong = false;
  };

  std::string line(bool mark, const Cell& left, const Cell& right) const {
    std::string text(indent_, ' ');
    text += mark ? style_.paint(TextColour::kYellow, style_.unicode ? "▶" : ">") : " ";
    text += fmt::format(" {} {} {}", paint(left, side_width_), style_.unicode ? "│" : "|",
                        paint(right, 0));
    text.erase(text.find_last_not_of(' ') + 1);
    return text + '\n';
  }

  std::string rule() const {
    std::string dashes;
    for (std::size_t i = 0; i < side_width_; ++i) dashes += style_.unicode ? "─" : "-";
    return fmt::format("{:<{}}{} {} {}\n", "", indent_ + kMarkWidth, dashes,
                       style_.unicode ? "│" : "|", dashes);
  }

  std::string paint(const Cell& cell, std::size_t width) const {
    const std::string padded = fmt::format("{:<{}}", cell.text, width);
    return cell.wrong && !cell.text.empty() ? style_.paint(TextColour::kRed, padded) : padded;
  }

  const Program& program_;
  const std::size_t indent_;
  const TextStyle& style_;
  const std::size_t side_width_;
  std::size_t column_width_ = 0;
};

}  // namespace

std::string show_side_by_side(const ReplayedPair& replayed, InterleavingDetail detail,
                              std::size_t indent, const TextStyle& style) {
  const auto left = interleaving_rows(replayed, &ReplayedPair::reference, detail);
  const auto right = interleaving_rows(replayed, &ReplayedPair::variant, detail);
  const Layout layout(replayed.program, indent, style);
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
