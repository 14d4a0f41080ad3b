// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/test_source.h"

#include <fmt/format.h>

namespace lockstep {
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
        "#if defined(LOCKSTEP_TSAN)  // nothing else sees data races\n\n{}\n#endif\n", source);
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
