// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/manual/manual.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;

TEST(ManPage, HasAllThatHelpSays) {
  CommandHelp help = {.path = {"tool", "run"}, .description = "Runs it"};
  help.options = {{.names = {"-o", "--output"},
                   .value = "FILE",
                   .description = "Where to",
                   .default_value = "out",
                   .excludes = {"--quiet"},
                   .needs = {"--log"}}};
  help.arguments = {{.names = {"NAME"}, .description = "Only these", .repeatable = true}};
  help.examples = {{"tool run -o x", "Runs it for x."}};
  help.exit_statuses = {{"0", "It ran."}};
  help.environment = {{"TOOL", "Which."}};
  help.files = {{"~/.tool", "What it keeps."}};
  EXPECT_EQ(print_man_page(help, "tool 1.0"),
            ".TH \"TOOL\\-RUN\" 1 \"\" \"tool 1.0\" \"User Commands\"\n"
            ".SH NAME\n"
            "tool\\-run \\- Runs it\n"
            ".SH SYNOPSIS\n"
            "\\fBtool run\\fR [\\fIOPTIONS\\fR] [\\fINAME\\fR...]\n"
            ".SH ARGUMENTS\n"
            ".TP\n\\fINAME\\fR\nOnly these.\n"
            ".SH OPTIONS\n"
            ".TP\n\\fB\\-o\\fR, \\fB\\-\\-output\\fR \\fIFILE\\fR\n"
            "Where to. Default: out. Only with \\-\\-log. Not with \\-\\-quiet.\n"
            ".SH EXIT STATUS\n.TP\n\\fB0\\fR\nIt ran.\n"
            ".SH ENVIRONMENT\n.TP\n\\fBTOOL\\fR\nWhich.\n"
            ".SH FILES\n.TP\n\\fI~/.tool\\fR\nWhat it keeps.\n"
            ".SH EXAMPLES\n.TP\n\\fBtool run \\-o x\\fR\nRuns it for x.\n"
            ".SH SEE ALSO\n\\fBtool\\fR(1)\n");
}

TEST(ManPage, PrintsWhatRoffWouldTakeForARequest) {
  const CommandHelp help = {.path = {"tool"}, .description = ".x\n'y\\z"};
  EXPECT_THAT(print_man_page(help, "1"), HasSubstr("tool \\- \\&.x\n\\&'y\\ez\n"));
}

}  // namespace
}  // namespace lockstep
