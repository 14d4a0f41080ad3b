// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>

#include "lockstep/program/mutator.h"

namespace lockstep {

/// The Mutator as fuzzers call it: from bytes to bytes.
class ByteMutator {
 public:
  explicit ByteMutator(bool faults, const OperationSet& supported = {})
      : mutator_(faults, supported) {}

  /// A changed program, of at most `limit` bytes. Valid until the next call.
  std::span<const std::uint8_t> mutate(std::span<const std::uint8_t> bytes, std::uint64_t seed,
                                       std::size_t limit);

  /// A program with parts of both, of at most `limit` bytes. Valid until the next call.
  std::span<const std::uint8_t> cross_over(std::span<const std::uint8_t> a,
                                           std::span<const std::uint8_t> b, std::uint64_t seed,
                                           std::size_t limit);

 private:
  void unpack(std::span<const std::uint8_t> bytes);
  std::span<const std::uint8_t> pack(std::size_t limit);

  const Mutator mutator_;
  Program program_;  // a scratch, as is the other one
  Program other_;
  std::vector<std::uint8_t> packed_;
  bool is_packed_ = false;  // all of program_
};

}  // namespace lockstep
