// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <memory>

#include "lockstep/cli/exit_status.h"

namespace lockstep {

/// What a command does once its options are parsed. Throws InputError and NotReproducible.
using CommandAction = std::function<ExitStatus()>;

/// All that `lockstep` understands, with its help. `chosen` is set when it is parsed, and has to
/// live as long.
std::unique_ptr<CLI::App> make_app(CommandAction& chosen);

/// Each adds one command with its options to `app`; `chosen` is set when the user gives it.
void add_check_command(CLI::App& app, CommandAction& chosen);
void add_replay_command(CLI::App& app, CommandAction& chosen);
void add_explore_command(CLI::App& app, CommandAction& chosen);
void add_prove_command(CLI::App& app, CommandAction& chosen);
void add_reduce_command(CLI::App& app, CommandAction& chosen);
void add_selftest_command(CLI::App& app, CommandAction& chosen);
void add_stress_command(CLI::App& app, CommandAction& chosen);
void add_corpus_command(CLI::App& app, CommandAction& chosen);
void add_import_command(CLI::App& app, CommandAction& chosen);
void add_mutants_command(CLI::App& app, CommandAction& chosen);
void add_list_command(CLI::App& app, CommandAction& chosen);
void add_manual_command(CLI::App& app, CommandAction& chosen);

/// A command of the corpus command.
void add_unpack_command(CLI::App& corpus, CommandAction& chosen);

}  // namespace lockstep
