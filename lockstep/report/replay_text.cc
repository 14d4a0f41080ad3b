// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/replay_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/compare/describe.h"
#include "lockstep/report/interleaving.h"
#include "lockstep/report/observation_text.h"
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

namespace {

/// Sentences without their subject, the task.
class ProseWords : public EventWords {
 public:
  explicit ProseWords(const Program& program) : program_(program) {}

  std::string returned(const OperationRecord& record) const override {
    return operation_phrase(program_, record);
  }
  std::string left(const std::string& operation) const override {
    return fmt::format("is in {} when another task goes on", operation);
  }
  std::string sleeps(const std::string& operation) const override {
    return fmt::format("goes to sleep in {}", operation);
  }
  std::string wakes(const std::string& task) const override { return "wakes " + task; }
  std::string ended(const std::string& values) const override {
    return "ends, and this is left behind: " + values;
  }
  std::string wrong(const std::string& what) const override { return "gets this: " + what; }

 private:
  const Program& program_;
};

std::string sentence(const Program& program, const InterleavingRow& row) {
  return fmt::format("{} {}.", program.tasks[row.task].name, row.text);
}

}  // namespace

std::vector<std::string> tell_story(const ReplayedPair& replayed) {
  const Program& program = replayed.program;
  const ProseWords words(program);
  const auto rows = [&](ReplayedSide side) {
    return rows_in_words(replayed, side, InterleavingDetail::kOperations, words);
  };
  const auto reference = rows(&ReplayedPair::reference);
  const auto variant = rows(&ReplayedPair::variant);
  std::vector<std::string> story;
  for (const AlignedRow& row : align_rows(reference, variant)) {
    if (row.same()) {
      story.push_back(sentence(program, *row.left));
      continue;
    }
    if (row.left) {
      story.push_back(replayed.reference.name + " only: " + sentence(program, *row.left));
    }
    if (row.right) {
      story.push_back(replayed.variant.name + " only: " + sentence(program, *row.right));
    }
  }
  return story;
}

}  // namespace lockstep
