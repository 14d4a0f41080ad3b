// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/differing_values.h"

namespace lockstep {

DifferingValues differing_values(const ReplayedPair& replayed, ReplayedSide side) {
  const auto shown = side == &ReplayedPair::reference ? &Aspect::reference : &Aspect::variant;
  DifferingValues values;
  for (const Difference& difference : replayed.differences) {
    for (const Aspect& aspect : difference.aspects) {
      if (aspect.is_event) continue;
      if (!values.text.empty()) values.text += ", ";
      values.text += aspect.*shown;
      values.operation = difference.operation;
    }
    if (!values.text.empty()) break;
  }
  return values;
}

}  // namespace lockstep
