// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/base/random.h"
#include "lockstep/program/mutator.h"
#include "lockstep/program/operation_set.h"
#include "lockstep/program/text.h"

namespace lockstep {

/// The random programs of a check: made from nothing and, in turn, from a program of the corpus by
/// a few small changes. The corpus leads to places that programs made from nothing hardly ever come
/// to, such as a detach that has to wait; the changes look around there.
class RandomPrograms {
 public:
  /// Takes from the corpus the programs that have only supported operations, and no faults unless
  /// programs may have some. The corpus must outlive this.
  RandomPrograms(const std::vector<NamedProgram>& corpus, bool faults,
                 const OperationSet& supported);

  /// The next one. It has a schedule only if it was made from a program of the corpus; sequences
  /// start at 0. The configuration is the caller's to set.
  Program next(Random& random);

 private:
  const bool faults_;
  const OperationSet supported_;
  const Mutator mutator_;
  std::vector<const Program*> corpus_;
  bool from_corpus_ = false;  // the next one
};

}  // namespace lockstep
