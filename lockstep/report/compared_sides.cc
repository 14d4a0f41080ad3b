// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/compared_sides.h"

#include <fmt/format.h>

#include "lockstep/program/quote.h"

namespace lockstep {

std::string claim_of(const ComparedSides& sides) {
  return fmt::format("{} behaves like {}: no functional change", sides.variant->name,
                     sides.reference->name);
}

std::string replay_command(const ComparedSides& sides) {
  if (!sides.tree_arguments.empty()) {
    return fmt::format("lockstep replay {} FILE", sides.tree_arguments);
  }
  const std::string reference =
      sides.reference_argument.empty()
          ? ""
          : fmt::format(" --reference {}", shell_word(sides.reference_argument));
  return fmt::format("lockstep replay{} --variant {} FILE", reference,
                     shell_word(sides.variant_argument));
}

}  // namespace lockstep
