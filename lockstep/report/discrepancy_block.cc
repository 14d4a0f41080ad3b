// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/discrepancy_block.h"

#include <fmt/format.h>

#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/side_by_side.h"

namespace lockstep {
namespace {

std::string_view describe(Evidence evidence) {
  return evidence == Evidence::kLockstep
             ? "both sides took the same steps up to there"
             : "one side has this outcome, the other has it under no schedule";
}

std::string replay_command(const ComparedSides& sides) {
  if (!sides.tree_arguments.empty()) {
    return fmt::format("lockstep replay {} FILE", sides.tree_arguments);
  }
  const std::string reference = sides.reference_argument.empty()
                                    ? ""
                                    : fmt::format(" --reference {}", sides.reference_argument);
  return fmt::format("lockstep replay{} --variant {} FILE", reference, sides.variant_argument);
}

}  // namespace

std::string print_claim(const ComparedSides& sides) {
  std::string text = fmt::format("Claim    {} behaves like {}: no functional change\n",
                                 sides.variant->name, sides.reference->name);
  for (const lockstep_implementation* side : {sides.reference, sides.variant}) {
    text += fmt::format("         {}: {} ({})\n", side->name, side->summary, side->source);
  }
  return text;
}

std::string print_title(const Discrepancy& found) {
  return fmt::format("{}, {}, fingerprint {}", name_of(found.difference.kind()),
                     name_of(found.discrepancy_class()), found.difference.fingerprint());
}

std::string print_discrepancy(const Discrepancy& found, const ReplayedPair& replayed,
                              const ComparedSides& sides, const std::string& how_found) {
  std::string text =
      print_difference(found.difference, {sides.reference->name, sides.variant->name});
  const Aspect& main = found.difference.main();
  if (main.reference_source.empty() && main.variant_source.empty()) {
    text += fmt::format("  source        {}\n", sides.variant->source);
  }
  text += fmt::format("  configuration {}\n", print_configuration(found.reproducer.configuration));
  text += fmt::format("  found         {}; {}\n", how_found, describe(found.evidence));
  text += fmt::format("\n  Reproducer ({}):\n\n", print_size(found.reproducer));
  text += prefix_lines(print_program(found.reproducer), "    ");
  text += "\n  What happens:\n\n";
  text += show_side_by_side(replayed, InterleavingDetail::kOperations, 2);
  text += fmt::format("\n  To replay it, save the reproducer as a file and give that to:\n    {}\n",
                      replay_command(sides));
  return text;
}

}  // namespace lockstep
