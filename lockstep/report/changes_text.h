// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lockstep/import/changes.h"

namespace lockstep {

/// The label of what was compared.
inline constexpr const char* kChangedAndRun = "changed, run";

/// What is said of changes, line by line, with labels: "changed, never run" and the names of these.
/// What there is nothing of is left out.
std::vector<std::pair<std::string, std::string>> change_rows(const Changes& changes);

/// The same as text of kReportWidth columns.
std::string print_change_rows(const Changes& changes);

/// Whether the changes are known, and nothing of them was run.
bool is_nothing_run(const std::optional<Changes>& changes);

/// "INCONCLUSIVE: " and why, if nothing of them was run.
std::string inconclusive(const Changes& changes);

}  // namespace lockstep
