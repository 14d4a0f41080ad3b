// SPDX-License-Identifier: GPL-2.0-only
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>

#include "fuzz/fuzz_check.h"

namespace lockstep {
namespace {

/// A function to call, with those to call after it.
struct Frame {
  void (*function)(const Frame* next);
};

// clang-format off

// Each is a distinct function that stays on the stack while it calls: it is not merged with an
// identical one, does not end in a jump, and calls nothing that is inlined.
#define LOCKSTEP_FRAME(name, number, call)         \
  [[gnu::noinline]] void name(const Frame* next) { \
    asm volatile("" : : "i"(number), "r"(next));   \
    (call);                                        \
    asm volatile("" : : "i"(number));              \
  }
#define LOCKSTEP_KIND(name, number) LOCKSTEP_FRAME(kind_##name, 0x100 + (number), std::abort())
#define LOCKSTEP_BYTE(digits) \
  LOCKSTEP_FRAME(fingerprint_##digits, 0x##digits, next->function(next + 1))
#define LOCKSTEP_NAME(digits) {fingerprint_##digits},

#define LOCKSTEP_SIXTEEN(X, first)                                        \
  X(first##0) X(first##1) X(first##2) X(first##3) X(first##4) X(first##5) \
  X(first##6) X(first##7) X(first##8) X(first##9) X(first##a) X(first##b) \
  X(first##c) X(first##d) X(first##e) X(first##f)
#define LOCKSTEP_ALL_BYTES(X)                                          \
  LOCKSTEP_SIXTEEN(X, 0) LOCKSTEP_SIXTEEN(X, 1) LOCKSTEP_SIXTEEN(X, 2) \
  LOCKSTEP_SIXTEEN(X, 3) LOCKSTEP_SIXTEEN(X, 4) LOCKSTEP_SIXTEEN(X, 5) \
  LOCKSTEP_SIXTEEN(X, 6) LOCKSTEP_SIXTEEN(X, 7) LOCKSTEP_SIXTEEN(X, 8) \
  LOCKSTEP_SIXTEEN(X, 9) LOCKSTEP_SIXTEEN(X, a) LOCKSTEP_SIXTEEN(X, b) \
  LOCKSTEP_SIXTEEN(X, c) LOCKSTEP_SIXTEEN(X, d) LOCKSTEP_SIXTEEN(X, e) \
  LOCKSTEP_SIXTEEN(X, f)

LOCKSTEP_KIND(crash, 0)
LOCKSTEP_KIND(hang, 1)
LOCKSTEP_KIND(data_race, 2)
LOCKSTEP_KIND(return_code, 3)
LOCKSTEP_KIND(detached, 4)
LOCKSTEP_KIND(refcount, 5)
LOCKSTEP_KIND(write_locked, 6)
LOCKSTEP_KIND(warning, 7)
LOCKSTEP_KIND(lockdep, 8)
LOCKSTEP_KIND(sleep_wake, 9)
LOCKSTEP_KIND(leak, 10)
LOCKSTEP_ALL_BYTES(LOCKSTEP_BYTE)

constexpr std::array<Frame, 256> kByteFrames = {{LOCKSTEP_ALL_BYTES(LOCKSTEP_NAME)}};
// clang-format on

// In the order of the kinds.
constexpr std::array<Frame, 11> kKindFrames = {{{kind_crash},
                                                {kind_hang},
                                                {kind_data_race},
                                                {kind_return_code},
                                                {kind_detached},
                                                {kind_refcount},
                                                {kind_write_locked},
                                                {kind_warning},
                                                {kind_lockdep},
                                                {kind_sleep_wake},
                                                {kind_leak}}};

constexpr std::size_t kFingerprintBytes = 8;

}  // namespace

void abort_for(DifferenceKind kind, std::string_view fingerprint) {
  std::array<Frame, kFingerprintBytes + 1> frames = {};
  // The last byte is called first: it lies lowest.
  for (std::size_t i = 0; i < kFingerprintBytes; ++i) {
    const std::string_view digits = fingerprint.substr(2 * (kFingerprintBytes - 1 - i), 2);
    std::uint8_t byte = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    frames[i] = kByteFrames[byte];
  }
  frames.back() = kKindFrames[static_cast<std::size_t>(kind)];
  frames[0].function(&frames[1]);
  std::abort();
}

}  // namespace lockstep
