// SPDX-License-Identifier: GPL-2.0-only
// Manual pages and completions that are installed say what `--help` says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/end_to_end/installation.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string joined(const std::vector<std::string>& words, char separator) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : std::string(1, separator)) + word;
  return text;
}

// The first words in a section of a help, e.g. "-h,--help".
std::vector<std::string> entries(const std::string& help, const std::string& title) {
  std::vector<std::string> found;
  std::istringstream stream(help.substr(std::min(help.find("\n" + title + ":\n"), help.size())));
  std::string line;
  std::getline(stream, line);
  std::getline(stream, line);
  while (std::getline(stream, line) && !line.empty()) {
    if (line.starts_with("  ") && line[2] != ' ') {
      found.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
  }
  return found;
}

// Without what roff makes of it.
std::string plain(std::string page) {
  for (const char* const markup : {"\\fB", "\\fI", "\\fR", "\\"}) {
    const std::string_view text = markup;
    for (std::size_t at = 0; (at = page.find(text)) != std::string::npos;)
      page.erase(at, text.size());
  }
  return page;
}

class InstalledManual : public ::testing::Test {
 protected:
  // Goes through the help of this command and of those below it.
  void expect_described(std::vector<std::string> command) {
    std::vector<std::string> arguments(command.begin() + 1, command.end());
    arguments.emplace_back("--help");
    const std::string help = installed_.run(arguments).output;
    const std::string file = installed_.file("share/man/man1/" + joined(command, '-') + ".1");
    const std::string page = plain(content_of(file));
    for (const std::string& names : entries(help, "Options")) {
      std::istringstream stream(names);
      for (std::string name; std::getline(stream, name, ',');) EXPECT_THAT(page, HasSubstr(name));
      ++options_;
    }
    for (const std::string& name : entries(help, "Positionals")) {
      EXPECT_THAT(page, HasSubstr("\n.TP\n" + name + "\n"));
    }
    const CommandResult typeset =
        run_command({.words = {"groff", "-z", "-ww", "-man", file}, .environment = {}});
    EXPECT_EQ(typeset.status, 0);
    EXPECT_THAT(typeset.errors, IsEmpty());
    command.emplace_back();
    for (const std::string& below : entries(help, "Subcommands")) {
      command.back() = below;
      EXPECT_THAT(page, HasSubstr("\n.TP\n" + joined(command, ' ') + "\n"));
      expect_described(command);
    }
  }

  // What a shell offers for the last word.
  std::vector<std::string> in_bash(const std::string& line) {
    const std::string script =
        "source " + installed_.file("share/bash-completion/completions/lockstep") +
        "\nCOMP_WORDS=(" + line + ")\n[[ '" + line +
        "' != *' ' ]] || COMP_WORDS+=('')\n"
        "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
        "_lockstep; ((${#COMPREPLY[@]})) && printf '%s\\n' \"${COMPREPLY[@]}\"";
    return lines_with(run_command({.words = {"bash", "-c", script}, .environment = {}}).output, "");
  }

  std::vector<std::string> in_fish(const std::string& line) {
    const std::string script = "source " +
                               installed_.file("share/fish/vendor_completions.d/lockstep.fish") +
                               "; complete -C '" + line + "' | string replace -r '\\t.*' ''";
    const std::vector<std::string> home = {"HOME=" + folder_.path().string()};
    return lines_with(run_command({.words = {"fish", "-c", script}, .environment = home}).output,
                      "");
  }

  int options_ = 0;  // that were looked for
  const TemporaryFolder folder_;
  const Installation installed_{folder_.path() / "prefix"};
};

TEST_F(InstalledManual, DescribesEveryCommandOptionAndArgument) {
  expect_described({"lockstep"});
  EXPECT_GT(options_, 100);
}

TEST_F(InstalledManual, CompletesTheSameInEveryShell) {
  struct Case {
    std::string line;
    std::vector<std::string> offered;
  };
  for (const Case& expected :
       std::vector<Case>{{"lockstep che", {"check"}},
                         {"lockstep check --stra", {"--strategy"}},
                         {"lockstep check --strategy ", {"mixed", "pct", "random"}},
                         {"lockstep prove --variant mer", {"merged"}},
                         {"lockstep corpus unp", {"unpack"}},
                         {"lockstep selftest --seed 1 thr", {"threads"}}}) {
    std::vector<std::string> bash = in_bash(expected.line);
    std::ranges::sort(bash);
    EXPECT_EQ(bash, expected.offered) << expected.line;
    EXPECT_EQ(in_fish(expected.line), expected.offered) << expected.line;
  }
}

TEST_F(InstalledManual, CompletesFilesWhereFilesAreExpected) {
  folder_.add("program.txt", "");
  const std::string start = (folder_.path() / "prog").string();
  for (const char* const before : {"lockstep replay ", "lockstep check --known "}) {
    EXPECT_THAT(in_bash(before + start), Contains((folder_.path() / "program.txt").string()));
    EXPECT_THAT(in_fish(before + start), Contains((folder_.path() / "program.txt").string()));
  }
  EXPECT_THAT(in_bash("lockstep check --seed " + start), IsEmpty());
}

TEST_F(InstalledManual, IsAScriptThatZshReads) {
  const std::string file = installed_.file("share/zsh/vendor-completions/_lockstep");
  const CommandResult read = run_command({.words = {"zsh", "-n", file}, .environment = {}});
  EXPECT_EQ(read.status, 0) << read.errors;
  EXPECT_THAT(lines_with(content_of(file), "check:Compare a variant"), SizeIs(1));
}

}  // namespace
}  // namespace lockstep::tests
