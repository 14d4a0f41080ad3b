// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/corpus_paths.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/program/files.h"

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

}  // namespace

std::vector<fs::path> expand_inputs(const std::vector<std::string>& inputs) {
  std::vector<fs::path> files;
  for (const std::string& input : inputs) {
    if (!is_folder(input)) {
      files.emplace_back(input);
      continue;
    }
    std::vector<fs::path> folders = find_queues(input);
    if (folders.empty()) folders.emplace_back(input);
    for (const fs::path& folder : folders) {
      std::ranges::copy_if(list_folder(folder), std::back_inserter(files),
                           [](const fs::path& file) { return file.filename() != "README.txt"; });
    }
  }
  return files;
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
