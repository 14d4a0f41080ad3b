// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lockstep/program/program_files.h"

namespace lockstep {

/// A file of corpus/, as it was when the command was built.
struct CorpusFile {
  std::string_view name;
  std::string_view text;
};

/// All of them, sorted by name. Made by the build from corpus/.
std::span<const CorpusFile> corpus_files();

/// The same as programs.
std::vector<NamedProgram> built_in_corpus();

}  // namespace lockstep
