// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/command_line.h"

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <string_view>

#include "lockstep/base/quote.h"
#include "lockstep/program/bound_subject.h"

namespace lockstep {
namespace {

bool is_one_of(const std::string& word, const std::initializer_list<std::string_view>& names) {
  return std::ranges::find(names, word) != names.end();
}

// "--format=html", as against "--format" and then "html".
bool has_its_value(const std::string& word) {
  return word.starts_with("--format=") || word.starts_with("--output=");
}

}  // namespace

std::string command_line() {
  std::ifstream words("/proc/self/cmdline", std::ios::binary);
  std::string text = name_of_command();
  std::string word;
  std::getline(words, word, '\0');
  while (std::getline(words, word, '\0')) {
    if (is_one_of(word, {"--format", "--output"})) {
      std::getline(words, word, '\0');
    } else if (!has_its_value(word) && !is_one_of(word, {"--quiet", "--no-color"})) {
      text += " " + shell_word(word);
    }
  }
  return text;
}

}  // namespace lockstep
