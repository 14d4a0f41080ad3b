// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>

#include "lockstep/prove/proof.h"
#include "lockstep/report/discrepancy_block.h"

namespace lockstep {

/// A proof with what it was about.
struct ProveReport {
  ComparedSides sides;
  ProofOptions options;
  ProofResult result;
  std::optional<Discrepancy> refutation;  ///< reduced
  std::optional<ReplayedPair> replay;     ///< of the refutation
};

/// The verdict, what refutes if something does, and how much was compared.
std::string print_prove_report(const ProveReport& report);

}  // namespace lockstep
