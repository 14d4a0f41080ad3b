// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lockstep/exec/uninitialised.h"
#include "lockstep/prove/proof.h"

namespace lockstep {

/// A part of a proof that one process does: the programs of one size that start in one way.
struct ProofPart {
  unsigned operations = 0;  ///< at most, or, one by one, exactly
  ProofMethod method = ProofMethod::kLockstep;
  Configuration configuration;
  std::vector<ObjectStart> objects;
  Uninitialised uninitialised = Uninitialised::kAsLeft;

  /// Tells it from all other parts of the same proof.
  std::string name() const;
};

/// Why a part could not be done.
enum class PartProblem : std::uint8_t {
  kNone,
  kNotReproducible,
  kNotExplorable,
  kReadsUninitialised,
  kStateCollision,
};

/// What came of a part.
struct PartResult {
  bool complete = false;            ///< every program was compared
  bool needs_other_method = false;  ///< the sides take different steps, or have other histories
  InterleavingCount interleavings;
  std::uint64_t states = 0;
  std::uint64_t executions = 0;
  std::uint64_t memory = 0;
  std::uint64_t race_states = 0;  ///< of each side by itself, with what can still race
  std::uint64_t programs = 0;     ///< one by one only
  std::uint64_t undecided = 0;    ///< of these
  std::string refuting;           ///< the text of a program, with its schedule; empty: none
  PartProblem problem = PartProblem::kNone;
  std::string error;  ///< what the problem is, in words; whose memory was never written, by name

  /// Whether it need not be done again, with more memory or another implementation.
  bool decides() const {
    return problem == PartProblem::kNone && (complete || needs_other_method || !refuting.empty());
  }
};

/// One line of text, and back. The latter throws std::exception on anything else.
std::string print_part_result(const PartResult& result);
PartResult parse_part_result(const std::string& text);

/// Does the part. Tells the number of states from time to time.
PartResult run_part(const ProofPart& part, const lockstep_implementation& reference,
                    const lockstep_implementation& variant, const ProofOptions& options,
                    const std::function<void(std::uint64_t)>& on_progress);

}  // namespace lockstep
