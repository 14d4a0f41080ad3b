// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>

#include "lockstep/report/interleaving.h"
#include "lockstep/report/replay_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

constexpr std::size_t kWidestDiffColumn = 14;
constexpr std::size_t kNarrowestDiffText = 36;

class DiffPrinter {
 public:
  DiffPrinter(const Program& program, std::size_t width)
      : program_(program), text_width_(width - 2) {
    const std::size_t columns = program.tasks.size();
    if (columns < 2) return;
    column_width_ = std::min(kWidestDiffColumn, (text_width_ - kNarrowestDiffText) / (columns - 1));
  }

  std::string print(const ReplayedPair& replayed) {
    const auto left =
        interleaving_rows(replayed, &ReplayedPair::reference, InterleavingDetail::kOperations);
    const auto right =
        interleaving_rows(replayed, &ReplayedPair::variant, InterleavingDetail::kOperations);
    text_ = fmt::format("--- {}\n+++ {}\n", replayed.reference.label(), replayed.variant.label());
    for (unsigned task = 0; task < program_.tasks.size(); ++task) {
      add(' ', {task, program_.tasks[task].name + ":"});
    }
    for (const AlignedRow& row : align_rows(left, right)) {
      if (row.same()) {
        add(' ', *row.left);
        continue;
      }
      if (row.left) add('-', *row.left);
      if (row.right) add('+', *row.right);
    }
    return std::move(text_);
  }

 private:
  void add(char mark, const InterleavingRow& row) {
    const std::size_t offset = row.task * column_width_;
    for (const std::string& line : wrap(row.text, text_width_ - offset)) {
      text_ += fmt::format("{} {:<{}}{}\n", mark, "", offset, line);
    }
  }

  const Program& program_;
  const std::size_t text_width_;
  std::size_t column_width_ = 0;
  std::string text_;
};

}  // namespace

std::string print_interleaving_diff(const ReplayedPair& replayed, std::size_t width) {
  return DiffPrinter(replayed.program, width).print(replayed);
}

}  // namespace lockstep
