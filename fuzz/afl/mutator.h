// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>

// The custom mutator of AFL++: what afl-fuzz looks up in the library that it loads. See AFL++'s
// docs/custom_mutators.md. Returned bytes belong to the mutator, and are valid until the next call.
struct AflMutator;

extern "C" {

/// A mutator that makes the same changes whenever it has the same seed.
AflMutator* afl_custom_init(const void* afl, unsigned seed) noexcept;
void afl_custom_deinit(AflMutator* self) noexcept;

/// A changed program, sometimes with parts of `other`, which may be null.
std::size_t afl_custom_fuzz(AflMutator* self, const std::uint8_t* data, std::size_t size,
                            std::uint8_t** out, const std::uint8_t* other, std::size_t other_size,
                            std::size_t max_size) noexcept;

/// Begins to trim a program. The number of steps is not known: returns 1 if there is any, or else
/// 0.
std::int32_t afl_custom_init_trim(AflMutator* self, const std::uint8_t* data,
                                  std::size_t size) noexcept;

/// A smaller program to try.
std::size_t afl_custom_trim(AflMutator* self, std::uint8_t** out) noexcept;

/// Is told whether that had the same coverage. Returns the next step: 0, or 1 if there is none.
std::int32_t afl_custom_post_trim(AflMutator* self, std::uint8_t same) noexcept;
}
