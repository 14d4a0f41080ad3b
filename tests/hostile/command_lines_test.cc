// SPDX-License-Identifier: GPL-2.0-only
// Command lines made of words that exist, and of some that do not.
#include <algorithm>
#include <sstream>

#include "tests/hostile/battery.h"

namespace lockstep::tests {
namespace {

class CommandLines : public Battery {
 protected:
  CommandLines() : program_(add("program.txt", corpus_texts().front())) {}

  struct Subcommand {
    std::string name;
    std::vector<std::string> first;    // with which it ends soon, whatever the other options are
    std::vector<std::string> options;  // that its help names
  };

  Subcommand subcommand(const std::string& name, std::vector<std::string> first) const {
    return {name, std::move(first), options_of(name)};
  }

  std::vector<Subcommand> subcommands() const {
    return {subcommand("check", {"--runs", "200"}),
            subcommand("replay", {program_}),
            subcommand("explore", {program_}),
            subcommand("prove", {"--tasks", "1", "--ops", "1"}),
            subcommand("reduce", {program_}),
            subcommand("stress", {"--iterations", "5", program_}),
            subcommand("corpus", {}),
            subcommand("mutants", {"nobody_made_this"}),
            subcommand("import", {}),
            subcommand("list", {}),
            subcommand("selftest", {"--no-such-option"}),
            subcommand("selftset", {})};
  }

  std::vector<std::string> make(const Subcommand& subcommand, Choices& choices) const {
    std::vector<std::string> words = {subcommand.name};
    words.insert(words.end(), subcommand.first.begin(), subcommand.first.end());
    for (std::size_t count = choices.below(5); count != 0; --count) {
      words.push_back(choices.one_in(8) || subcommand.options.empty()
                          ? choices.one_of(values())
                          : choices.one_of(subcommand.options));
      if (!choices.one_in(4)) words.push_back(choices.one_of(values()));
    }
    return words;
  }

 private:
  static std::vector<std::string> options_of(const std::string& name) {
    std::istringstream help(run_lockstep({name, "--help"}).output);
    std::vector<std::string> options;
    for (std::string word; help >> word;) {
      const std::string option =
          word.substr(0, word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"));
      // It is no mistake if it would run for minutes.
      const bool is_long = option == "--time" || option == "--runs" || option == "--ops" ||
                           option == "--tasks" || option == "--iterations";
      if (option.starts_with("--") && option.size() > 2 && !is_long) options.push_back(option);
    }
    return options;
  }

  std::vector<std::string> values() const {
    return {"",       "0",         "1",           "-1",
            "3",      "1e9",       "0x10",        "99999999999999999999",
            "before", "v3",        "merged",      "nobody",
            "text",   "json",      "mail",        "html",
            "junit",  "sarif",     "/dev/null",   "/",
            ".",      "missing",   "--",          "-",
            "all",    "\xff\xfe",  "DEBUG_VM=on", "DEBUG_VM",
            "pct",    "random",    "1K",          "program.txt",
            "--help", "--version", "out.txt",     "é",
            "a b",    "%s%n",      "$(true)",     "'"};
  }

  const std::string program_;
};

TEST_P(CommandLines, EndAsTheManualSays) {
  const std::vector<Subcommand> all = subcommands();
  Choices choices = Battery::choices(1);
  for (unsigned i = 0; i < part_of(10'000); ++i) run(make(choices.one_of(all), choices), "");
}

INSTANTIATE_TEST_SUITE_P(Part, CommandLines, testing::Range(0u, kParts));

}  // namespace
}  // namespace lockstep::tests
