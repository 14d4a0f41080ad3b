// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/files.h"
#include "lockstep/program/text.h"

// The programs of a corpus, which is built in or a folder of files.
namespace lockstep {

/// A file of corpus/, as it was when the command was built.
struct CorpusFile {
  std::string_view name;
  std::string_view text;
};

/// All of these files, sorted by name. The build makes this function from corpus/.
std::span<const CorpusFile> corpus_files();

/// The same files as programs.
std::vector<NamedProgram> built_in_corpus();

/// The files that these names of files and folders stand for. A folder stands for the regular files
/// in it, sorted by name; the output folder of AFL++, or of one of its instances, for those in its
/// queues. Hidden files and the README.txt that AFL++ puts beside crashes are left out. Throws
/// InputError, also for a folder with no such files.
std::vector<std::filesystem::path> expand_inputs(const std::vector<std::string>& inputs);

/// The programs of a folder: texts if it has any (*.txt; a note says how many other files there
/// are), otherwise packed ones, as fuzzers leave them; see expand_inputs(). Throws InputError, also
/// if it has none.
std::vector<NamedProgram> load_corpus(const std::string& folder);

/// Makes a folder unless it is there. Throws InputError if it cannot be made.
void make_folder(const std::string& folder);

/// Names for the files of one folder.
class OutputNames {
 public:
  /// The name with the ending; cut if it is too long for a file, and numbered if it was used
  /// before.
  std::string next(std::string name, std::string_view ending);

 private:
  std::set<std::string> given_out_;
};

}  // namespace lockstep
