// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "lockstep/manual/command_help.h"

namespace lockstep {

/// What `--help` prints of a command, on lines of at most 80 characters where words permit.
std::string print_help(const CommandHelp& command);

/// Has CLI11 print that.
class HelpFormatter : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
};

}  // namespace lockstep
