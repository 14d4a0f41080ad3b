// SPDX-License-Identifier: GPL-2.0-only
// Opens reports in a browser, as their readers do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

namespace fs = std::filesystem;

/// What a page printed, and the browser's messages about it.
struct Opened {
  json said;
  std::vector<std::string> console;
};

class Html : public ::testing::Test {
 protected:
  /// The report of a command that ends with a status.
  std::string report_of(std::vector<std::string> arguments, int status) const {
    const std::string file = folder_.path() / "report.html";
    arguments.insert(arguments.end(), {"--format", "html", "--output", file});
    const CommandResult run = run_lockstep(arguments, folder_.path());
    EXPECT_EQ(run.status, status) << run.errors;
    EXPECT_THAT(run.output, IsEmpty());
    return content_of(file);
  }

  std::string report_of_the_patch() const {
    return report_of({"check", "--runs", "3000", "--quiet"}, 1);
  }

  /// Opens a page in a frame of this width, with a script from pages/ at its end that says
  /// something.
  Opened open(const std::string& page, const std::string& script, unsigned width,
              const std::vector<std::string>& options = {}) const {
    const fs::path pages = LOCKSTEP_SOURCE_DIR "/tests/end_to_end/pages";
    folder_.add("page.html", page + "<script>" + content_of(pages / script) + "</script>");
    std::string frame = content_of(pages / "frame.html");
    frame.replace(frame.find("WIDTH"), 5, std::to_string(width));
    const CommandResult run = browse(folder_.add("frame.html", frame), options);
    return {said_in(run.output), lines_with(run.errors, ":CONSOLE")};
  }

  /// What a page shows of its first operations as a pointer comes and goes.
  json point_at(const std::string& page) const {
    const CommandResult run = run_command(
        {.words = {"/usr/bin/python3", LOCKSTEP_SOURCE_DIR "/tests/end_to_end/pages/pointer.py",
                   folder_.add("page.html", page)},
         .environment = {"HOME=" + std::string(folder_.path())}});
    EXPECT_EQ(run.status, 0) << run.errors;
    return json::parse(run.output);
  }

 private:
  // No sandbox, because it does not work for root, and tests run as root in a container.
  CommandResult browse(const fs::path& file, const std::vector<std::string>& options) const {
    const std::string folder = folder_.path();
    Command command = {.words = {"chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                                 "--window-size=1400,1000", "--enable-logging=stderr",
                                 "--virtual-time-budget=20000", "--user-data-dir=" + folder},
                       .folder = folder_.path(),
                       .environment = {"HOME=" + folder}};
    command.words.insert(command.words.end(), options.begin(), options.end());
    command.words.insert(command.words.end(), {"--dump-dom", "file://" + file.string()});
    CommandResult run = run_command(command);
    EXPECT_EQ(run.status, 0) << run.errors;
    return run;
  }

  static json said_in(const std::string& document) {
    const std::size_t begin = document.find("SAID {");
    const std::size_t end = document.find("} DIAS", begin);
    if (end == std::string::npos) {
      ADD_FAILURE() << "the page said nothing: " << document;
      return json::object();
    }
    return json::parse(document.substr(begin + 5, end + 1 - begin - 5));
  }

  TemporaryFolder folder_;
};

void expect_readable(const Opened& opened, unsigned width) {
  EXPECT_THAT(opened.console, IsEmpty());
  const json& said = opened.said;
  EXPECT_EQ(said.at("requests"), 0);
  EXPECT_EQ(said.at("repeatedIds"), 0);
  EXPECT_LE(said.at("width"), width);
  EXPECT_LE(said.at("openWidth"), width);
  EXPECT_GE(said.at("texts"), 100);
  EXPECT_EQ(said.at("faint"), json::array());
  EXPECT_EQ(said.at("brokenLabels"), json::array());
  EXPECT_GE(said.at("operations"), 1);
  EXPECT_EQ(said.at("focusable"), said.at("operations"));
  EXPECT_EQ(said.at("described"), said.at("operations"));
}

TEST_F(Html, OfThePatchShowsVerdictAndDiagram) {
  const Opened opened = open(report_of_the_patch(), "probe.js", 1280);
  expect_readable(opened, 1280);
  EXPECT_EQ(opened.said.at("verdict"), "✗ REFUTED by 1 reachable discrepancy");
  EXPECT_EQ(opened.said.at("diagrams"), 1);
  EXPECT_EQ(opened.said.at("operations"), 12);  // four in the program, two releases, on each side
  EXPECT_EQ(opened.said.at("firstDifferences"), 2);  // one on each side
}

TEST_F(Html, ShowsValuesByKeyboard) {
  const Opened opened = open(report_of_the_patch(), "probe.js", 1280);
  for (const auto& [key, works] : opened.said.at("keys").items()) EXPECT_EQ(works, true) << key;
  EXPECT_EQ(opened.said.at("keys").size(), 6u);
}

TEST_F(Html, ShowsValuesUnderThePointerAndAfterAClick) {
  const json seen = point_at(report_of_the_patch());
  EXPECT_EQ(seen.at("away"), "");
  EXPECT_THAT(seen.at("hovered"), StartsWith("reader: send_sigkill writer"));
  EXPECT_EQ(seen.at("left"), "");
  EXPECT_THAT(seen.at("clicked"), StartsWith("reader: vma_start_read 0"));
}

TEST_F(Html, FitsOnAPhone) { expect_readable(open(report_of_the_patch(), "probe.js", 360), 360); }

TEST_F(Html, FitsOnAPhoneHoweverLongANameIs) {
  const std::string page = report_of({"check", "--runs", "3000", "--quiet", "--variant",
                                      implementation_file("writer_does_not_wait")},
                                     1);
  expect_readable(open(page, "probe.js", 360), 360);
}

TEST_F(Html, OfManyTasksScrollsInADiagramOnly) {
  std::string program = "vma 0 attached\n";
  for (char name = 'a'; name <= 'h'; ++name) {
    program += std::string("task a_task_with_a_name_of_its_own_") + name +
               ": vma_start_read 0; read_data 0; vma_end_read 0\n";
  }
  const TemporaryFolder folder;
  const std::string page = report_of({"replay", folder.add("program.txt", program)}, 0);
  for (const unsigned width : {360u, 1280u}) {
    expect_readable(open(page, "probe.js", width), width);
  }
}

TEST_F(Html, IsReadableInDarkColours) {
  const std::string page = report_of_the_patch();
  const Opened light = open(page, "probe.js", 1280);
  const Opened dark = open(page, "probe.js", 1280, {"--force-dark-mode"});
  EXPECT_EQ(light.said.at("dark"), false);
  EXPECT_EQ(dark.said.at("dark"), true);
  EXPECT_NE(light.said.at("background"), dark.said.at("background"));
  expect_readable(dark, 1280);
}

TEST_F(Html, OfHangsAndOfManyFindingsIsReadable) {
  const auto opened = [&](const std::string& variant) {
    const std::string page = report_of(
        {"check", "--runs", "3000", "--quiet", "--variant", implementation_file(variant)}, 1);
    return open(page, "probe.js", 1280);
  };
  expect_readable(opened("deadlock"), 1280);
  const Opened many = opened("writer_does_not_wait");
  expect_readable(many, 1280);
  EXPECT_GE(many.said.at("diagrams"), 2);
}

TEST_F(Html, LetsNothingBeFetched) {
  const Opened opened = open(report_of_the_patch(), "fetch.js", 1280);
  EXPECT_EQ(opened.said.at("forbade"), "img-src");
  EXPECT_THAT(opened.console, Contains(HasSubstr("Content Security Policy")));
}

}  // namespace
}  // namespace lockstep::tests
