// SPDX-License-Identifier: GPL-2.0-only
#include "tests/hostile/battery.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "tests/end_to_end/tested_build.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

// Words that only others print: sanitizers, the C++ runtime, the C library, a shell.
constexpr std::string_view kSaidByOthers[] = {
    "Sanitizer:",         "Sanitizer failed", "terminate called", "what():", "Assertion",
    "Segmentation fault", "core dumped",      "corrupted",        "free():", "stack smashing"};

bool is_known_status(int status) {
  return status == 0 || status == 1 || status == 2 || status == 4;
}

std::size_t begin_of_line(const std::string& text, std::size_t at) {
  const std::size_t end = text.rfind('\n', at);
  return end == std::string::npos ? 0 : end + 1;
}

std::size_t end_of_line(const std::string& text, std::size_t at) {
  return std::min(text.find('\n', at), text.size() - 1) + 1;
}

void damage(std::string& text, Choices& choices) {
  constexpr std::string_view kOdd("\0\r\n\t \xff\xc3#-:;*,0@~\x1b", 18);
  const std::size_t at = choices.below(text.size());
  const std::size_t begin = begin_of_line(text, at == 0 ? 0 : at - 1);
  const std::string line = text.substr(begin, end_of_line(text, at) - begin);
  switch (choices.below(8)) {
    case 0:
      text.erase(at, 1 + choices.below(4));
      break;
    case 1:
      text.insert(at, 1 + choices.below(3), choices.one_of(kOdd));
      break;
    case 2:
      text[at] = static_cast<char>(choices.below(256));
      break;
    case 3:
      text.erase(begin, line.size());
      break;
    case 4:
      text.insert(begin, line);
      break;
    case 5:
      text.insert(begin_of_line(text, choices.below(text.size())), line);
      break;
    case 6:
      text.resize(at);
      break;
    default:
      text.insert(at, std::to_string(choices.below(2) == 0 ? choices.below(10) : SIZE_MAX));
  }
}

}  // namespace

bool tries_all() {
  const char* const share = std::getenv("LOCKSTEP_HOSTILE");
  return share && std::string_view(share) == "all";
}

int expect_sound(const std::vector<std::string>& arguments, const fs::path& folder,
                 const std::string& input) {
  Command command = {.words = {"timeout", "--kill-after=5", "120", built_command()},
                     .folder = folder,
                     .environment = {"XDG_STATE_HOME=" + state_home(folder).string(),
                                     "XDG_CACHE_HOME=" + (folder / "cache").string()}};
  command.words.insert(command.words.end(), arguments.begin(), arguments.end());
  const CommandResult result = run_command(command);
  std::string line = "lockstep";
  for (const std::string& argument : arguments) line += " '" + argument + "'";
  const std::string shown = line + "\n" + input + "\n" + result.output + result.errors;
  EXPECT_TRUE(is_known_status(result.status)) << "status " << result.status << ": " << shown;
  // `reduce` leaves standard output to the program, of which there may be none.
  const bool elsewhere =
      arguments.front() == "reduce" || std::ranges::count(arguments, "--output") != 0;
  if (result.status == 0 && !elsewhere) EXPECT_NE(result.output, "") << "no report: " << shown;
  if (result.status == 2) EXPECT_NE(result.errors, "") << "a mistake without a word: " << shown;
  for (const std::string_view words : kSaidByOthers) {
    EXPECT_EQ(result.output.find(words), std::string::npos) << words << ": " << shown;
    EXPECT_EQ(result.errors.find(words), std::string::npos) << words << ": " << shown;
  }
  return result.status;
}

std::string damaged(std::string text, Choices& choices) {
  for (std::size_t times = 1 + choices.below(4); times != 0 && !text.empty(); --times) {
    damage(text, choices);
  }
  return text;
}

std::vector<std::string> corpus_texts() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(LOCKSTEP_SOURCE_DIR "/corpus/seeds")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<std::string> texts;
  for (const fs::path& file : files) texts.push_back(content_of(file));
  return texts;
}

}  // namespace lockstep::tests
