// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/files.h"
#include "lockstep/program/program_files.h"

// Where the programs of a corpus are, and where they go.
namespace lockstep {

/// Files stand for themselves. A folder stands for the regular files in it, sorted by name; the
/// output folder of AFL++, and that of one of its instances, for those in its queues. Hidden files
/// and the README.txt that AFL++ puts beside crashes are left out. Throws InputError, also for a
/// folder that has none.
std::vector<std::filesystem::path> expand_inputs(const std::vector<std::string>& inputs);

/// The programs of a folder: texts if it has any (*.txt; a note says how many other files there
/// are), and else packed ones, as fuzzers leave them; see expand_inputs(). Throws InputError, also
/// if it has none.
std::vector<NamedProgram> load_corpus(const std::string& folder);

/// Throws InputError if it is not there and cannot be made.
void make_folder(const std::string& folder);

/// Names for the files of one folder.
class OutputNames {
 public:
  /// The name with the ending; cut where it is too long for a file, and numbered if it was given
  /// out before.
  std::string next(std::string name, std::string_view ending);

 private:
  std::set<std::string> given_out_;
};

}  // namespace lockstep
