// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/command_line.h"

#include <fstream>
#include <string_view>

namespace lockstep {
namespace {

std::string quote(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

}  // namespace

std::string command_line() {
  std::ifstream words("/proc/self/cmdline", std::ios::binary);
  std::string text = "lockstep";
  std::string word;
  std::getline(words, word, '\0');
  while (std::getline(words, word, '\0')) text += " " + quote(word);
  return text;
}

}  // namespace lockstep
