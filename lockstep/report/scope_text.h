// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lockstep/import/changes.h"
#include "lockstep/program/operation_set.h"
#include "lockstep/report/discrepancy_text.h"

// What a verdict is about and what it leaves out, in words.
namespace lockstep {

/// The label of what was compared.
inline constexpr const char* kChangedAndRun = "changed, run";

/// What is said of changes, line by line, with labels: "changed, never run" and the names of these.
/// What there is nothing of is left out.
std::vector<std::pair<std::string, std::string>> change_rows(const Changes& changes);

/// The same as text of kReportWidth columns.
std::string print_change_rows(const Changes& changes);

/// "INCONCLUSIVE: " and why, if nothing of them was run.
std::string inconclusive(const Changes& changes);

/// "vma_start_write_killable: v6.15 lacks it"
std::string print_left_out(const LeftOutOperations& operations, const SideNames& names);

/// What no command can see: what the subject says of itself, and code that is not instrumented.
std::string describe_out_of_reach();

/// What a verdict leaves out, as one list: what this one does ("larger programs, data races"; may
/// be empty) and then what every verdict does, whatever was compared.
std::string describe_not_shown(const std::string& besides);

}  // namespace lockstep
