// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>
#include <string_view>

namespace lockstep {

/// A file of a kernel tree that an import takes, and where else what it should define may be.
struct TreeFile {
  std::string_view name = {};    ///< in the tree
  std::string_view symbol = {};  ///< what it defines
  std::string_view former = {};  ///< the file that defined that in older kernels
};

/// How implementations of a subject are made from kernel trees. All is static.
struct SourceTree {
  std::span<const TreeFile> files = {};
  std::string_view main_file = {};                 ///< the one that is compiled
  std::span<const std::string_view> folders = {};  ///< where files that were renamed are looked for

  /// In a former file, the subject is in the blocks with this condition that define one of these.
  std::string_view condition = {};
  std::span<const std::string_view> symbols = {};
};

}  // namespace lockstep
