// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "lockstep/check/findings.h"
#include "lockstep/cli/commands.h"
#include "lockstep/program/files.h"
#include "lockstep/program/nearest_name.h"

namespace {

using lockstep::CommandAction;
using lockstep::ExitStatus;

int status_number(ExitStatus status) { return static_cast<int>(status); }

int fail(ExitStatus status, std::string_view message) {
  fmt::print(stderr, "lockstep: {}\n", message);
  return status_number(status);
}

/// The names of all options and commands of a command.
std::vector<std::string> known_words(const CLI::App& command) {
  std::vector<std::string> words;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  }
  for (const CLI::App* sub : command.get_subcommands(nullptr)) {
    if (!sub->get_group().empty()) words.push_back(sub->get_name());
  }
  return words;
}

/// The command that the user got to.
const CLI::App& innermost(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : innermost(*chosen.front());
}

int fail_usage(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = innermost(app);
  std::string message = error.what();
  const auto extra = command.remaining();
  if (!extra.empty()) {
    const auto words = known_words(command);
    const std::vector<std::string_view> views(words.begin(), words.end());
    message = fmt::format("unexpected argument '{}'{}", extra.front(),
                          lockstep::suggest_name(extra.front(), views));
  }
  std::replace(message.begin(), message.end(), '\n', ' ');
  return fail(
      ExitStatus::kBadInput,
      fmt::format("{}; see {} --help", message,
                  command.get_parent() != nullptr ? "lockstep " + command.get_name() : "lockstep"));
}

int run(int argc, char** argv) {
  CommandAction chosen;
  const auto app = lockstep::make_app(chosen);
  try {
    app->parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app->exit(help);
  } catch (const CLI::ParseError& error) {
    return fail_usage(*app, error);
  }
  return status_number(chosen());
}

}  // namespace

int main(int argc, char** argv) {
  // Past a limit on the size of files, writing fails, and the user is told which file.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const lockstep::InputError& error) {
    return fail(ExitStatus::kBadInput, error.what());
  } catch (const lockstep::NotReproducible& error) {
    return fail(ExitStatus::kHarnessBug,
                fmt::format("a bug in Lockstep, or an implementation that keeps state from one "
                            "execution to the next: {}",
                            error.what()));
  } catch (const lockstep::NotExplorable& error) {
    return fail(ExitStatus::kInconclusive, fmt::format("cannot be explored: {}", error.what()));
  } catch (const std::bad_alloc&) {
    return fail(ExitStatus::kInconclusive, "out of memory: nothing was decided");
  } catch (const std::exception& error) {
    return fail(ExitStatus::kHarnessBug, fmt::format("a bug in Lockstep: {}", error.what()));
  }
}
