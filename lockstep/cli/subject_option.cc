// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>

#include "lockstep/base/files.h"
#include "lockstep/base/folders.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/commands.h"
#include "lockstep/program/bound_subject.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOption = "--subject";
constexpr std::string_view kCommand = "lockstep-";  // and the name of the subject

std::vector<std::string> names_of_subjects() {
  std::vector<std::string> names = {std::string(kSubject.name)};
  if (kSubject.number != 0) return names;  // only the default command becomes another one
  std::error_code error;
  for (const auto& file : fs::directory_iterator(command_folder(), error)) {
    const std::string name = file.path().filename().string();
    if (name.starts_with(kCommand) && access(file.path().c_str(), X_OK) == 0) {
      names.push_back(name.substr(kCommand.size()));
    }
  }
  std::ranges::sort(names);
  return names;
}

[[noreturn]] void become(const std::string& subject, const std::vector<std::string>& words) {
  const std::string path = command_folder() / (std::string(kCommand) + subject);
  std::vector<char*> arguments = {const_cast<char*>(path.c_str())};
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(path.c_str(), arguments.data());
  throw InputError(fmt::format("{}: {}: {}", kOption, path, std::strerror(errno)));
}

// The last one counts, as with other options.
std::optional<std::string> take_values(std::vector<std::string>& words) {
  std::optional<std::string> value;
  const auto end = [&] { return std::ranges::find(words, "--"); };
  const std::string with_value = std::string(kOption) + "=";
  for (auto word = words.begin(); word != end();) {
    if (word->starts_with(with_value)) {
      value = word->substr(with_value.size());
      word = words.erase(word);
    } else if (*word == kOption) {
      word = words.erase(word);
      value = word == words.end() ? "" : *word;
      if (word != words.end()) word = words.erase(word);
    } else {
      ++word;
    }
  }
  return value;
}

}  // namespace

std::vector<std::string> take_subject(std::vector<std::string> words) {
  const auto subject = take_values(words);
  if (!subject || *subject == kSubject.name) return words;
  const std::vector<std::string> names = names_of_subjects();
  if (std::ranges::find(names, *subject) != names.end()) become(*subject, words);
  if (subject->empty()) throw InputError("--subject: expected a value, found an empty one");
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string expected = fmt::format("{}", fmt::join(names, " or "));
  throw InputError(fmt::format("{}: {}", kOption, expected_name(expected, *subject, views)));
}

}  // namespace lockstep
