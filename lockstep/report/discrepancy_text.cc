// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/discrepancy_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/reduce/short_schedule.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

constexpr std::size_t kLabelWidth = 14;

// A label that is too long stands on a line of its own.
std::string labelled(std::string_view label, std::string_view value) {
  const bool own_line = label.size() >= kLabelWidth;
  std::string text = own_line ? fmt::format("  {}\n", label) : "";
  for (const std::string& line : wrap(value, kReportWidth - kLabelWidth - 2)) {
    text += fmt::format("  {:<{}}{}\n", text.empty() ? label : "", kLabelWidth, line);
  }
  return text;
}

std::string side(const Difference& difference, std::string Aspect::*shown) {
  std::string text;
  for (const Aspect& aspect : difference.aspects) {
    if (!text.empty()) text += "; ";
    text += aspect.*shown;
  }
  return text;
}

}  // namespace

std::string print_difference(const Difference& difference, const SideNames& names) {
  std::string text = labelled("in", difference.place);
  text += labelled(names.reference, side(difference, &Aspect::reference));
  text += labelled(names.variant, side(difference, &Aspect::variant));
  const Aspect& main = difference.main();
  for (const std::string& source : {main.reference_source, main.variant_source}) {
    if (!source.empty()) text += labelled("source", source);
  }
  return text;
}

std::string print_meaning(const std::string& meaning) {
  return meaning.empty() ? "" : labelled("that is", meaning);
}

std::string print_size(const Program& reproducer) {
  const std::size_t switches = count_switches(reproducer.schedule);
  return fmt::format("{}, {}, {} switch{}", count_of(reproducer.tasks.size(), "task"),
                     count_of(count_operations(reproducer), "operation"), switches,
                     switches == 1 ? "" : "es");
}

namespace {

/// How a test looks for a discrepancy.
struct Lookup {
  std::string_view call;  ///< of a Comparison, see tests/regression.h
  std::string_view matcher;
  std::string_view name;  ///< the end of the test's
};

// Under one schedule there is one first difference. There can be many races, some seen by chance,
// and many outcomes of which each is different in its own way.
Lookup lookup(const Discrepancy& found) {
  if (found.evidence == Evidence::kOutcomeSet) {
    return {"in_outcome_sets", "Contains", "InOutcomeSets"};
  }
  if (found.difference.kind() == DifferenceKind::kDataRace) {
    return {"in_races", "Contains", "InLockstep"};
  }
  return {"in_lockstep", "ElementsAre", "InLockstep"};
}

// "sleep/wake": "SleepWake"
std::string as_identifier(std::string_view words) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  std::string identifier;
  bool begins = true;
  for (const char c : words) {
    if (is_letter(c)) identifier += static_cast<char>(begins ? c - 'a' + 'A' : c);
    begins = !is_letter(c);
  }
  return identifier;
}

std::string as_literal(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') literal += '\\';
    literal += c;
  }
  return literal + '"';
}

std::string print_case(const Discrepancy& found, std::string_view text, const SideNames& names) {
  const Lookup shown = lookup(found);
  const std::string fingerprint = found.difference.fingerprint();
  std::string source =
      fmt::format("constexpr const char* kProgram = R\"program(\n{})program\";\n\n", text);
  source += fmt::format("TEST(Regression, Shows{}{}{}) {{\n",
                        as_identifier(name_of(found.difference.kind())), fingerprint, shown.name);
  source += fmt::format("  Comparison comparison({}, {}, kProgram);\n", as_literal(names.reference),
                        as_literal(names.variant));
  return source + fmt::format("  EXPECT_THAT(comparison.{}(), testing::{}(\"{}\"));\n}}\n",
                              shown.call, shown.matcher, fingerprint);
}

}  // namespace

std::string print_test(const Discrepancy& found, std::string_view text, const SideNames& names) {
  std::string source = print_case(found, text, names);
  if (found.difference.kind() == DifferenceKind::kDataRace) {
    source = fmt::format(
        "#if !defined(LOCKSTEP_ASAN)  // that build watches for no data races\n\n{}\n#endif\n",
        source);
  }
  return fmt::format(
      "// SPDX-License-Identifier: GPL-2.0-only\n"
      "// Written by lockstep reduce.\n"
      "#include <gmock/gmock.h>\n"
      "#include <gtest/gtest.h>\n\n"
      "#include \"tests/regression.h\"\n\n"
      "namespace lockstep {{\n"
      "namespace {{\n\n"
      "{}\n"
      "}}  // namespace\n"
      "}}  // namespace lockstep\n",
      source);
}

}  // namespace lockstep
