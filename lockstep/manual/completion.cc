// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/manual/completion.h"

namespace lockstep {
namespace {

constexpr std::string_view kFile = "FILE";

// CLI11 calls what an argument takes TEXT if nobody says better.
const std::string& value_of(const OptionHelp& option) {
  return option.value == "TEXT" ? option.names.back() : option.value;
}

}  // namespace

std::string_view file_ending(const OptionHelp& option) {
  const std::string_view value = value_of(option);
  const std::size_t file = value.find(kFile);
  if (file == std::string_view::npos) return {};
  const std::string_view behind = value.substr(file + kFile.size());
  return behind.starts_with('.') ? behind : std::string_view();
}

CompletedFiles completed_files(const OptionHelp& option) {
  const std::string& value = value_of(option);
  if (value.find(kFile) == std::string::npos) {
    return value == "DIR" ? CompletedFiles::kFolders : CompletedFiles::kNone;
  }
  return file_ending(option).empty() ? CompletedFiles::kAny : CompletedFiles::kWithEnding;
}

}  // namespace lockstep
