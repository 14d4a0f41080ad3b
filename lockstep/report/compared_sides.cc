// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/compared_sides.h"

#include <fmt/format.h>

#include "lockstep/base/quote.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/bound_subject.h"

namespace lockstep {

std::string claim_of(const ComparedSides& sides) {
  const lockstep_implementation& reference = *sides.reference;
  const lockstep_implementation& variant = *sides.variant;
  const std::string like = &reference == &variant ? "itself" : reference.name;
  const bool same_file = &reference != &variant && is_same_code(reference, variant);
  return fmt::format("{} behaves like {}{}: no functional change", variant.name, like,
                     same_file ? ", which is the same code" : "");
}

std::vector<const lockstep_implementation*> different_sides(const ComparedSides& sides) {
  if (sides.reference == sides.variant) return {sides.reference};
  return {sides.reference, sides.variant};
}

std::string replay_command(const ComparedSides& sides) {
  if (!sides.tree_arguments.empty()) {
    return fmt::format("{} replay {} FILE", name_of_command(), sides.tree_arguments);
  }
  const std::string reference =
      sides.reference_argument.empty()
          ? ""
          : fmt::format(" --reference {}", shell_word(sides.reference_argument));
  return fmt::format("{} replay{} --variant {} FILE", name_of_command(), reference,
                     shell_word(sides.variant_argument));
}

}  // namespace lockstep
