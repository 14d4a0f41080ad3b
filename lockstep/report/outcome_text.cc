// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/outcome_text.h"

#include <fmt/format.h>

#include "lockstep/compare/describe.h"
#include "lockstep/report/event_text.h"
#include "lockstep/report/numbers.h"

namespace lockstep {
namespace {

void append(std::string& text, const std::string& more) {
  if (!more.empty()) text += (text.empty() ? "" : ", ") + more;
}

// What it left in its object.
void append_left(std::string& text, const ObjectKind& kind, const OperationRecord& record) {
  for (std::size_t i = 0; i < kind.left_fields().size(); ++i) {
    const Field& field = kind.fields[i];
    if (field.is_shown) {
      append(text, fmt::format("{} {}", field.name, describe_value(field, record.values[i])));
    }
  }
  for (const Flag& flag : kind.flags) {
    if (!flag.is_told && record.has(flag.bit)) append(text, std::string(flag.name));
  }
}

}  // namespace

std::string describe_shown(const OperationRecord& record, OutcomeView view) {
  std::string text = describe_call(record);
  if (record.has(OperationRecord::kSkipped) || view == OutcomeView::kThreads) return text;
  if (const auto object = place_of({record.operation_code(), {record.target}})) {
    append_left(text, kSubject.kinds[object->kind], record);
  }
  append(text, record.has(OperationRecord::kSlept) ? "slept" : "");
  append(text, record.woken == 0 ? "" : "woke " + count_of(record.woken, "task"));
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
