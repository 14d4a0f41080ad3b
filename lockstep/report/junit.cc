// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/report_formats.h"
#include "lockstep/report/scope_text.h"

namespace lockstep {
namespace {

/// Why a test did not pass. The type is what CI servers group by.
struct Reason {
  std::string type;
  std::string message;
  std::string text;
};

/// A test suite while it is written; keeps the counts in its attributes right.
class JunitSuite {
 public:
  JunitSuite(pugi::xml_node suites, const std::string& name)
      : suite_(suites.append_child("testsuite")) {
    suite_.append_attribute("name") = name.c_str();
    for (const char* count : {"tests", "failures", "errors", "skipped"}) {
      suite_.append_attribute(count) = 0;
    }
  }

  pugi::xml_node add_case(const std::string& class_name, const std::string& name) {
    raise("tests");
    pugi::xml_node test = suite_.append_child("testcase");
    test.append_attribute("classname") = class_name.c_str();
    test.append_attribute("name") = name.c_str();
    return test;
  }

  /// `end` is "failure", "error" or "skipped".
  void end(pugi::xml_node test, const char* end, const Reason& reason) {
    const std::string ends = end == std::string("skipped") ? end : std::string(end) + "s";
    raise(ends.c_str());
    pugi::xml_node node = test.append_child(end);
    node.append_attribute("type") = reason.type.c_str();
    node.append_attribute("message") = reason.message.c_str();
    node.text() = reason.text.c_str();
  }

  pugi::xml_node node() const { return suite_; }

 private:
  void raise(const char* count) {
    pugi::xml_attribute attribute = suite_.attribute(count);
    attribute = attribute.as_int() + 1;
  }

  pugi::xml_node suite_;
};

// What CI servers take for a class has no blanks and no quotes: an NMTOKEN of XML.
std::string class_of(const std::string& command, std::string name) {
  std::ranges::replace_if(
      name,
      [](char c) {
        return !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
               std::string_view("-_.:").find(c) == std::string_view::npos;
      },
      '_');
  return fmt::format("lockstep.{}.{}", command, name);
}

void add_comparison(pugi::xml_node suites, const std::string& command,
                    const ReportedComparison& comparison) {
  const ComparedSides& sides = comparison.sides;
  const std::string class_name = class_of(command, sides.variant->name);
  JunitSuite suite(suites, fmt::format("lockstep {}: {} against {}", command, sides.variant->name,
                                       sides.reference->name));
  if (comparison.verdict != Verdict::kRefuted) {
    const pugi::xml_node test = suite.add_case(class_name, "no functional change");
    if (comparison.verdict == Verdict::kInconclusive) {
      suite.end(test, "error",
                {"inconclusive", comparison.verdict_text,
                 comparison.changes ? print_change_rows(*comparison.changes) : ""});
    }
  }
  for (const ReportedFinding& finding : comparison.findings) {
    if (comparison.verdict != Verdict::kRefuted) continue;
    const std::string kind(name_of(finding.difference.kind()));
    const pugi::xml_node test = suite.add_case(
        class_name, fmt::format("{}, fingerprint {}", kind, finding.difference.fingerprint()));
    suite.end(test, "failure", {kind, print_title(finding), print_finding(finding, sides, {})});
  }
  suite.node().append_child("system-out").text() = print_comparison(comparison, {}).c_str();
}

void add_mutants(pugi::xml_node suites, const MutantsReport& report) {
  JunitSuite suite(suites, "lockstep mutants");
  for (const MutantRun& run : report.runs) {
    const pugi::xml_node test = suite.add_case("lockstep.mutants", run.mutant.name);
    if (run.fate == MutantFate::kNotRun) {
      suite.end(test, "skipped", {"not run", std::string(describe_fate(run)), ""});
    } else if (!run.as_it_should()) {
      const bool killed = run.fate == MutantFate::kKilled;
      suite.end(test, "failure",
                {killed ? "killed" : "survived",
                 killed ? "an equivalent was killed" : "a seeded bug survived",
                 fmt::format("{} pairs of executions", run.pairs)});
    }
  }
}

// XML cannot hold most control characters at all.
std::string without_control_characters(std::string text) {
  std::erase_if(text, [](char c) { return c >= 0 && c < ' ' && c != '\n' && c != '\t'; });
  return text;
}

}  // namespace

std::string print_junit(const Report& report) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  const pugi::xml_node suites = document.append_child("testsuites");
  for (const ReportedComparison& comparison : report.comparisons) {
    add_comparison(suites, report.command, comparison);
  }
  if (report.mutants) add_mutants(suites, *report.mutants);
  std::ostringstream stream;
  document.save(stream, "  ");
  return without_control_characters(stream.str());
}

}  // namespace lockstep
