// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "lockstep/cli/version.h"
#include "lockstep/manual/help_text.h"
#include "lockstep/program/bound_subject.h"

namespace lockstep {
namespace {

std::string exit_statuses() {
  std::string text;
  for (const ExitStatusMeaning& one : kExitStatuses) {
    text += fmt::format("{} {} {}", text.empty() ? "Exit status:" : ",",
                        static_cast<int>(one.status), one.in_short);
  }
  return text + ".";
}

}  // namespace

std::unique_ptr<CLI::App> make_app(CommandAction& chosen) {
  auto app = std::make_unique<CLI::App>(
      "Lockstep checks that a patch to concurrent kernel code changes nothing.", "lockstep");
  app->set_version_flag("--version", version());
  app->add_option("--subject")  // has been taken by then: see take_subject()
      ->description(fmt::format("What the programs are about, {} here", kSubject.name))
      ->type_name("NAME");
  app->require_subcommand(1);
  app->formatter(std::make_shared<HelpFormatter>());
  app->footer(exit_statuses());
  add_check_command(*app, chosen);
  add_replay_command(*app, chosen);
  add_explore_command(*app, chosen);
  add_prove_command(*app, chosen);
  add_reduce_command(*app, chosen);
  add_stress_command(*app, chosen);
  add_selftest_command(*app, chosen);
  add_corpus_command(*app, chosen);
  add_mutants_command(*app, chosen);
  add_import_command(*app, chosen);
  add_list_command(*app, chosen);
  add_manual_command(*app, chosen);
  return app;
}

}  // namespace lockstep
