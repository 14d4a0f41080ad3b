// SPDX-License-Identifier: GPL-2.0-only
// Installed manual pages and completions say what `--help` says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/end_to_end/installation.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::ElementsAre;
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

// The text without the markup of roff.
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
    for (std::string name : entries(help, "Positionals")) {
      if (name.ends_with("...")) name.erase(name.size() - 3);
      EXPECT_THAT(page, HasSubstr("\n.TP\n" + name + "\n"));
    }
    for (const char* const title : {"EXIT STATUS", "EXAMPLES"}) {
      EXPECT_THAT(page, HasSubstr(std::string("\n.SH ") + title + "\n")) << file;
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
  static std::vector<std::string> sorted_lines(const Command& command) {
    std::vector<std::string> lines = lines_with(run_command(command).output, "");
    std::ranges::sort(lines);
    return lines;
  }

  std::vector<std::string> in_bash(const std::string& line) {
    const std::string script =
        "source " + installed_.file("share/bash-completion/completions/lockstep") +
        "\nCOMP_WORDS=(" + line + ")\n[[ '" + line +
        "' != *' ' ]] || COMP_WORDS+=('')\n"
        "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
        "_lockstep; ((${#COMPREPLY[@]})) && printf '%s\\n' \"${COMPREPLY[@]}\"";
    return sorted_lines({.words = {"bash", "-c", script}, .environment = {}});
  }

  std::vector<std::string> in_fish(const std::string& line) {
    const std::string script = "source " +
                               installed_.file("share/fish/vendor_completions.d/lockstep.fish") +
                               "; complete -C '" + line + "' | string replace -r '\\t.*' ''";
    const std::vector<std::string> home = {"HOME=" + folder_.path().string()};
    return sorted_lines({.words = {"fish", "-c", script}, .environment = home});
  }

  std::vector<std::string> in_zsh(const std::string& line) {
    const std::string functions = installed_.file("share/zsh/vendor-completions");
    return sorted_lines(
        {.words = {"zsh", "-f", LOCKSTEP_SOURCE_DIR "/tests/end_to_end/complete.zsh", functions,
                   line},
         .environment = {"HOME=" + folder_.path().string()}});
  }

  using Complete = std::vector<std::string> (InstalledManual::*)(const std::string& line);
  static constexpr Complete kShells[] = {&InstalledManual::in_bash, &InstalledManual::in_zsh,
                                         &InstalledManual::in_fish};

  int options_ = 0;  // that were looked for
  const TemporaryFolder folder_;
  const Installation installed_{folder_.path() / "prefix"};
};

TEST_F(InstalledManual, DescribesEveryCommandOptionAndArgument) {
  expect_described({"lockstep"});
  EXPECT_GT(options_, 100);
}

TEST_F(InstalledManual, HasWhatACommandReadsAndWritesByItself) {
  for (const char* const name : {"lockstep", "lockstep-check"}) {
    const std::string page =
        plain(content_of(installed_.file("share/man/man1/" + std::string(name) + ".1")));
    for (const char* const text :
         {"\n.SH ENVIRONMENT\n", "\n.TP\nXDG_STATE_HOME\n", "\n.TP\nNO_COLOR\n", "\n.SH FILES\n",
          "\n.TP\n~/.local/state/lockstep/lockstep-FINGERPRINT.txt\n"}) {
      EXPECT_THAT(page, HasSubstr(text)) << name;
    }
  }
  EXPECT_THAT(content_of(installed_.file("share/man/man1/lockstep-list.1")),
              Not(HasSubstr("ENVIRONMENT")));
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
                         {"lockstep selftest --seed 1 thr", {"threads"}},
                         {"lockstep check --format j", {"json", "junit"}},
                         {"lockstep mutants wait_dro", {"wait_dropped"}},
                         {"lockstep list vma_start_r", {"vma_start_read", "vma_start_read_locked"}},
                         {"lockstep list oper", {"operations"}}}) {
    for (const Complete complete : kShells) {
      EXPECT_EQ((this->*complete)(expected.line), expected.offered) << expected.line;
    }
  }
}

TEST_F(InstalledManual, CompletesFilesOfTheKindThatIsExpected) {
  const std::string object = folder_.add("x_patch.so", "").string();
  const std::string program = folder_.add("x_program.txt", "").string();
  const std::string crash = folder_.add("y_crash-0123", "").string();
  const std::string start = (folder_.path() / "x_").string();
  for (const Complete complete : kShells) {
    const auto offered = [&](const std::string& line) { return (this->*complete)(line); };
    EXPECT_THAT(offered("lockstep check --variant " + start), ElementsAre(object));
    EXPECT_THAT(offered("lockstep replay " + start), ElementsAre(program));
    EXPECT_THAT(offered("lockstep check --known " + start), ElementsAre(object, program));
    EXPECT_THAT(offered("lockstep replay " + crash.substr(0, crash.size() - 4)),
                ElementsAre(crash));
    EXPECT_THAT(offered("lockstep check --corpus " + start), IsEmpty());
    EXPECT_THAT(offered("lockstep check --seed " + start), IsEmpty());
  }
}

TEST_F(InstalledManual, IsAScriptThatZshReads) {
  const std::string file = installed_.file("share/zsh/vendor-completions/_lockstep");
  const CommandResult read = run_command({.words = {"zsh", "-n", file}, .environment = {}});
  EXPECT_EQ(read.status, 0) << read.errors;
  EXPECT_THAT(lines_with(content_of(file), "check:Compare a variant"), SizeIs(1));
}

}  // namespace
}  // namespace lockstep::tests
