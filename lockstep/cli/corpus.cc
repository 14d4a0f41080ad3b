// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/corpus.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/messages.h"
#include "lockstep/cli/program_file.h"
#include "lockstep/program/text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// Leaves room for a number, and for what write_output() appends while it writes; files have names
// of at most 255 bytes.
constexpr std::size_t kLongestName = 220;

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

// queue/ in the folder of an instance, INSTANCE/queue/ in that of all.
std::vector<fs::path> find_queues(const fs::path& folder) {
  std::vector<fs::path> queues;
  if (is_folder(folder / "queue")) queues.push_back(folder / "queue");
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (is_folder(entry->path() / "queue")) queues.push_back(entry->path() / "queue");
  }
  std::sort(queues.begin(), queues.end());
  return queues;
}

bool is_readme(const fs::path& file) { return file.filename() == "README.txt"; }

bool is_text(const fs::path& file) { return file.extension() == ".txt" && !is_readme(file); }

std::vector<NamedProgram> unpack_all(const std::vector<fs::path>& files) {
  std::vector<NamedProgram> programs;
  programs.reserve(files.size());
  for (const fs::path& file : files) {
    programs.push_back({file.filename().string(), unpack_content(read_input(file))});
  }
  return programs;
}

std::vector<fs::path> files_in(const fs::path& input) {
  std::vector<fs::path> folders = find_queues(input);
  if (folders.empty()) folders.emplace_back(input);
  std::vector<fs::path> files;
  for (const fs::path& folder : folders) {
    std::ranges::remove_copy_if(list_folder(folder), std::back_inserter(files), is_readme);
  }
  return files;
}

}  // namespace

std::vector<NamedProgram> built_in_corpus() {
  std::vector<NamedProgram> programs;
  for (const CorpusFile& file : corpus_files()) {
    programs.push_back({std::string(file.name), parse_program(file.text)});
  }
  return programs;
}

std::vector<fs::path> expand_inputs(const std::vector<std::string>& inputs) {
  std::vector<fs::path> files;
  for (const std::string& input : inputs) {
    if (!is_folder(input)) {
      files.emplace_back(input);
      continue;
    }
    const std::vector<fs::path> found = files_in(input);
    if (found.empty()) {
      throw InputError(fmt::format("{}: expected programs, found none", input));
    }
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

std::vector<NamedProgram> load_corpus(const std::string& folder) {
  const std::vector<fs::path> files = list_folder(folder);
  std::vector<NamedProgram> programs;
  for (const fs::path& file : files) {
    if (is_text(file)) programs.push_back({file.stem().string(), load_program(file)});
  }
  if (programs.empty()) return unpack_all(expand_inputs({folder}));
  const auto others = static_cast<std::uint64_t>(std::ranges::count_if(
      files, [](const fs::path& file) { return file.extension() != ".txt"; }));
  if (others != 0) {
    say_note(fmt::format("{}: left out {} that {} not end in .txt", folder,
                         count_of(others, "file"), others == 1 ? "does" : "do"));
  }
  return programs;
}

void make_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw InputError(fmt::format("cannot make folder {}: {}", folder, error.message()));
  }
}

std::string OutputNames::next(std::string name, std::string_view ending) {
  name.resize(std::min(name.size(), kLongestName));
  std::string numbered = fmt::format("{}{}", name, ending);
  for (unsigned number = 2; !given_out_.insert(numbered).second; ++number) {
    numbered = fmt::format("{}-{}{}", name, number, ending);
  }
  return numbered;
}

}  // namespace lockstep
