// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

/// A line of a source file; 0 if it is not known which.
struct SourceLine {
  std::string file;
  unsigned line = 0;

  friend bool operator==(const SourceLine&, const SourceLine&) = default;
};

/// What an Aspect says of its source, "a.c:71" or "a.h:19, b.h:25", in parts.
std::vector<SourceLine> source_lines(std::string_view text);

}  // namespace lockstep
