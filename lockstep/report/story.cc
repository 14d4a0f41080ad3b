// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include "lockstep/compare/describe.h"
#include "lockstep/report/interleaving.h"
#include "lockstep/report/observation_text.h"
#include "lockstep/report/replay_text.h"

namespace lockstep {
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
