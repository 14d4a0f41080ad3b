// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/replay_report.h"

#include <fmt/format.h>

#include "lockstep/program/text.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/side_by_side.h"

namespace lockstep {

std::string print_replay_report(const ReplayedPair& replayed, InterleavingDetail detail) {
  const SideNames names = {replayed.reference.name, replayed.variant.name};
  std::string text =
      fmt::format("Replayed under {}\n\n", print_configuration(replayed.program.configuration));
  text += show_side_by_side(replayed, detail, 0);
  text += '\n';
  if (replayed.differences.empty()) {
    return text + fmt::format("{} and {} showed the same.\n", names.reference, names.variant);
  }
  for (const Difference& difference : replayed.differences) {
    text += fmt::format("They differ: {}, fingerprint {}{}\n", name_of(difference.kind()),
                        difference.fingerprint(),
                        difference.diverged ? ", after taking different steps" : "");
    text += print_difference(difference, names);
  }
  return text;
}

}  // namespace lockstep
