// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/byte_mutator.h"

#include <algorithm>

#include "lockstep/program/bytes.h"

namespace lockstep {

std::span<const std::uint8_t> ByteMutator::mutate(std::span<const std::uint8_t> bytes,
                                                  std::uint64_t seed, std::size_t limit) {
  Random random(seed);
  unpack(bytes);
  mutator_.mutate(random, program_);
  return pack(limit);
}

// Fuzzers change most programs several times, one change after the other.
void ByteMutator::unpack(std::span<const std::uint8_t> bytes) {
  if (!is_packed_ || !std::ranges::equal(bytes, packed_)) unpack_program(bytes, program_);
}

std::span<const std::uint8_t> ByteMutator::cross_over(std::span<const std::uint8_t> a,
                                                      std::span<const std::uint8_t> b,
                                                      std::uint64_t seed, std::size_t limit) {
  Random random(seed);
  unpack(a);
  unpack_program(b, other_);
  mutator_.cross_over(random, program_, other_);
  return pack(limit);
}

// A program that is too long loses the end of its schedule, and then operations.
std::span<const std::uint8_t> ByteMutator::pack(std::size_t limit) {
  pack_program(program_, packed_);
  while (packed_.size() > limit) {
    if (!program_.schedule.empty()) {
      program_.schedule.pop_back();
    } else if (program_.tasks.back().operations.empty()) {
      if (program_.tasks.size() == 1) break;  // there is no shorter one
      program_.tasks.pop_back();
    } else {
      program_.tasks.back().operations.pop_back();
    }
    mutator_.repair(program_);
    pack_program(program_, packed_);
  }
  is_packed_ = packed_.size() <= limit;
  if (!is_packed_) packed_.resize(limit);
  return packed_;
}

}  // namespace lockstep
