// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/import/compiled_code.h"
#include "lockstep/import/kernel_sources.h"

namespace lockstep {

/// What is different in the sources of two sides, by what became of it in a comparison. Names are
/// sorted, and each is in one list only.
struct Changes {
  std::vector<std::string> run;        ///< functions and types that an operation gets to
  std::vector<std::string> never_run;  ///< those that none gets to
  std::vector<std::string>
      same_once_compiled;                 ///< different in the source, the same once compiled here
  std::vector<std::string> not_compared;  ///< files that were not taken, and mails

  /// Whether a comparison says anything about the change.
  bool any_run() const { return !run.empty(); }

  /// Whether what was compiled is the same on both sides, so that there is nothing to compare.
  bool is_same_code() const { return run.empty() && never_run.empty(); }

  friend bool operator==(const Changes&, const Changes&) = default;
};

/// Whether the changes are known, and nothing of them was run.
inline bool is_nothing_run(const std::optional<Changes>& changes) {
  return changes && !changes->any_run();
}

/// What a comparison without any_run() has to say for itself, in one line.
std::string why_nothing_was_run(const Changes& changes);

/// Both sides of one: what was compiled, and its sources.
struct ComparedCode {
  CompiledCode compiled;
  SourceFiles sources;
};

/// Compares definition by definition what was compiled, and then what was not. What the given
/// entries of the table lead to, on either side, counts as run: functions that are called there or
/// whose address is taken, and types that are named. not_compared stays empty.
Changes find_changes(const ComparedCode& base, const ComparedCode& head,
                     std::span<const std::string_view> entries);

}  // namespace lockstep
