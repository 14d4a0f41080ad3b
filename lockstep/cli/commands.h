// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "lockstep/cli/exit_status.h"
#include "lockstep/manual/command_help.h"

// All commands, what the words of a command line ask of them, and what their manual pages say.
namespace lockstep {

/// What a command does once its options are parsed. Throws InputError and NotReproducible.
using CommandAction = std::function<ExitStatus()>;

/// All that `lockstep` understands, with its help. `chosen` is set when a command line is parsed,
/// and has to live as long.
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
void add_litmus_command(CLI::App& app, CommandAction& chosen);
void add_manual_command(CLI::App& app, CommandAction& chosen);

/// A command of the corpus command.
void add_unpack_command(CLI::App& corpus, CommandAction& chosen);

/// What the words of a command line, without the name of the command, ask for; --help and --version
/// are actions, too. Throws InputError for what no command understands, in one line that names the
/// option and where its help is. Empty values are mistakes, too: an unset variable of a shell must
/// not silently mean something else.
CommandAction parse_arguments(const std::vector<std::string>& words);

/// Throws InputError if an option or an argument of this command, or of the commands below it that
/// were given, has an empty value. `words` is what was parsed.
void expect_values(const CLI::App& app, std::span<const std::string> words);

/// Takes `--subject NAME` from the words of a command line, wherever it stands before a "--", and
/// returns the others. The subject is bound when the command is compiled, so each one but the
/// default has a command of its own, beside the default one. If NAME is another subject, this
/// process becomes the command for it, and the function does not return. Throws InputError if there
/// is none.
std::vector<std::string> take_subject(std::vector<std::string> words);

/// Adds what manual pages have and `--help` does not, to a command and to those below it: examples,
/// exit statuses, and the environment variables and files that their options are about.
void add_manual_texts(CommandHelp& help);

/// Adds the names that completion offers and `--help` does not list: those of operations, and these
/// of seeded bugs.
void add_completed_values(CommandHelp& help, const std::vector<std::string>& seeded_bugs);

}  // namespace lockstep
