// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/fuzz_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <string_view>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/commands.h"
#include "lockstep/exec/supported_operations.h"

namespace lockstep {
namespace {

FeedbackKinds parse_feedback(const std::string& text) {
  FeedbackKinds kinds = {false, false};
  for (const std::string& word : CLI::detail::split(text, ',')) {
    if (word == "reads-from") {
      kinds.reads_from = true;
    } else if (word == "states") {
      kinds.states = true;
    } else if (word != "code") {
      throw InputError(
          fmt::format("--feedback: expected code, reads-from and states, with commas, found {}",
                      quote_word(word)));
    }
  }
  return kinds;
}

// The words in the environment, and then those of the command line.
std::vector<std::string> all_words(std::span<char* const> arguments, const char* environment) {
  std::vector<std::string> words;
  if (environment) words = CLI::detail::split_up(environment);
  const auto ignored = std::ranges::find(arguments, "-ignore_remaining_args=1",
                                         [](const char* word) { return std::string_view(word); });
  if (ignored != arguments.end()) words.insert(words.end(), ignored + 1, arguments.end());
  return words;
}

constexpr std::string_view kPrefix = "fuzz_check_";

}  // namespace

OperationSet compared_operations(const FuzzOptions& options) {
  const ImplementationOptions& sides = options.implementations;
  OperationSet operations = supported_operations(sides.resolve_reference()) &
                            supported_operations(sides.resolve_one_variant("to fuzz"));
  if (!sides.count_primitives()) operations.remove_primitives();
  return operations;
}

FuzzOptions parse_fuzz_options(std::span<char* const> arguments, const char* environment) {
  FuzzOptions options;
  std::string configurations;
  std::string feedback = "code,reads-from,states";
  CLI::App app("", "fuzz_check");
  app.set_help_flag();
  options.implementations.add_to(app);
  options.implementations.add_primitives_to(app);
  app.add_option("--config", configurations)->take_last();
  app.add_option("--known", options.known_file)->take_last();
  app.add_option("--feedback", feedback)->take_last();
  app.add_flag("--faults", options.faults);
  const std::vector<std::string> words = all_words(arguments, environment);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // as CLI11 wants them
  } catch (const CLI::ParseError& error) {
    throw InputError(fmt::format(
        "{}; expected --reference, --variant, --config, --known, --feedback, --primitives or "
        "--faults",
        error.what()));
  }
  expect_values(app, words);
  options.configurations = parse_configurations(configurations);
  options.feedback = parse_feedback(feedback);
  if (!options.known_file.empty()) options.known = KnownDiscrepancies::load(options.known_file);
  return options;
}

void add_executable_options(const std::filesystem::path& executable, FuzzOptions& options) {
  auto& variants = options.implementations.variants;
  const std::string name = executable.filename();
  if (name.starts_with(kPrefix) && variants == ImplementationOptions().variants) {
    variants = {name.substr(kPrefix.size())};
  }
  if (!options.known_file.empty() || variants.size() != 1) return;
  const auto known = executable.parent_path() / "known" / (variants.front() + ".txt");
  if (!std::filesystem::exists(known)) return;
  options.known_file = known;
  options.known = KnownDiscrepancies::load(known);
}

}  // namespace lockstep
