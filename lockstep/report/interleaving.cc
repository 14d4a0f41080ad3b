// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/interleaving.h"

#include "lockstep/compare/describe.h"
#include "lockstep/report/event_text.h"

namespace lockstep {
namespace {

/// Says what happens in as few words as possible.
class TerseWords : public EventWords {
 public:
  explicit TerseWords(const Program& program) : program_(program) {}

  std::string returned(const OperationRecord& record) const override {
    const std::string result = describe_call(record);
    return describe_operation(program_, record) + (result.empty() ? "" : " -> " + result);
  }
  std::string left(const std::string& operation) const override { return operation + " ..."; }
  std::string sleeps(const std::string& operation) const override { return operation + " sleeps"; }
  std::string wakes(const std::string& task) const override { return "wakes " + task; }
  std::string ended(const std::string& values) const override { return "at the end: " + values; }
  std::string wrong(const std::string& what) const override { return "! " + what; }

 private:
  const Program& program_;
};

}  // namespace

std::vector<InterleavingRow> interleaving_rows(const ReplayedPair& replayed, ReplayedSide side,
                                               InterleavingDetail detail) {
  return rows_in_words(replayed, side, detail, TerseWords(replayed.program));
}

}  // namespace lockstep
