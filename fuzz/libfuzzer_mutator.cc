// SPDX-License-Identifier: GPL-2.0-only
// libFuzzer's hooks for mutators that know the structure of inputs.
#include <algorithm>

#include "fuzz/byte_mutator.h"
#include "fuzz/fuzz_check.h"

namespace {

lockstep::ByteMutator& mutator() {
  static lockstep::ByteMutator only(lockstep::fuzz_faults(), lockstep::fuzz_operations());
  return only;
}

std::size_t copy_to(std::uint8_t* out, std::span<const std::uint8_t> bytes) {
  std::ranges::copy(bytes, out);
  return bytes.size();
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  return copy_to(data, mutator().mutate({data, size}, seed, max_size));
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* a, std::size_t a_size,
                                                 const std::uint8_t* b, std::size_t b_size,
                                                 std::uint8_t* out, std::size_t max_size,
                                                 unsigned int seed) {
  return copy_to(out, mutator().cross_over({a, a_size}, {b, b_size}, seed, max_size));
}
