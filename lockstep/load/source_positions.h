// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <memory>
#include <string>

#include "lockstep/base/call_stack.h"
#include "lockstep/exec/observation.h"

namespace lockstep {

/// Finds the source lines of instructions, from the debug information of the executable and of the
/// shared objects that were loaded before it was made. Slow: reads that information when first
/// asked.
class SourcePositions {
 public:
  SourcePositions();
  ~SourcePositions();
  SourcePositions(const SourcePositions&) = delete;
  SourcePositions& operator=(const SourcePositions&) = delete;

  /// The line of the innermost call that is made by an implementation, e.g.
  /// "variants/vma_lock/v3.c:24"; where only the userspace kernel is on the stack, its innermost
  /// one. Empty if it is not known.
  std::string find(const CallStack& stack);

 private:
  class Resolver;
  std::unique_ptr<Resolver> resolver_;
};

/// The lines of both accesses of a race, "variants/vma_lock/v3.c:24, variants/vma_lock/v3.c:31".
std::string describe_positions(const RaceRecord& race, SourcePositions& positions);

}  // namespace lockstep
