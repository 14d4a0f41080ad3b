// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/outcome_text.h"

#include <fmt/format.h>

#include "lockstep/compare/describe.h"
#include "lockstep/compare/record_values.h"
#include "lockstep/report/event_text.h"
#include "lockstep/report/numbers.h"

namespace lockstep {
namespace {

void append(std::string& text, const std::string& more) {
  if (!more.empty()) text += (text.empty() ? "" : ", ") + more;
}

}  // namespace

std::string describe_shown(const OperationRecord& record, OutcomeView view) {
  std::string text = describe_call(record);
  if (record.has(OperationRecord::kSkipped) || view == OutcomeView::kThreads) return text;
  for (const RecordValue& value : values_of(record)) append(text, value.phrase);
  return text;
}

std::vector<std::pair<std::string, std::string>> outcome_rows(const Program& program,
                                                              const Observation& shown,
                                                              OutcomeView view) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (unsigned task = 0; task < program.tasks.size(); ++task) {
    std::string text;
    for (const OperationRecord& record : shown.operations) {
      if (record.task != task) continue;
      const std::string what = describe_shown(record, view);
      text += fmt::format("{}{}{}{}", text.empty() ? "" : "; ", describe_operation(program, record),
                          what.empty() ? "" : ": ", what);
    }
    rows.emplace_back(program.tasks[task].name, text.empty() ? "nothing" : text);
  }
  for (const WarningRecord& warning : shown.warnings) {
    rows.emplace_back("warning", describe_warning(warning) + (warning.repeated ? ", again" : ""));
  }
  rows.emplace_back("end", describe_end(program, shown));
  return rows;
}

}  // namespace lockstep
