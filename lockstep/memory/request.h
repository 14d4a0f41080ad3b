// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <type_traits>

#include "kernel/abi/engine.h"

namespace lockstep {

/// A marked access that a task asks the engine to make; see lockstep_perform().
struct Request {
  const volatile void* object = nullptr;
  lockstep_request form = {};
  unsigned long operand = 0;
  unsigned long expected = 0;
  int failure_order = __ATOMIC_RELAXED;  ///< of an update that stores nothing

  /// Whether it is the same request for the same access.
  friend bool operator==(const Request& a, const Request& b) {
    return a.object == b.object && a.operand == b.operand && a.expected == b.expected &&
           a.form.action == b.form.action && a.form.size == b.form.size;
  }

  bool is_step() const { return form.step != LOCKSTEP_NO_STEP; }
  lockstep_access step() const { return static_cast<lockstep_access>(form.step); }
  lockstep_action action() const { return static_cast<lockstep_action>(form.action); }
};

/// Whether a request that has read `before` has left memory as it was. False as well where that is
/// not looked at.
inline bool leaves_memory(const Request& request, unsigned long before) {
  const unsigned long bits = ~0ul >> (64 - 8 * request.form.size);
  if (request.action() == LOCKSTEP_LOAD) return true;
  if (request.action() == LOCKSTEP_EXCHANGE) return ((request.operand ^ before) & bits) == 0;
  return request.action() == LOCKSTEP_EXCHANGE_IF_EQUAL &&
         ((request.expected ^ before) & bits) != 0;
}

/// Whether code that makes such an update reads first, and then tries to exchange what it has read:
/// what it stores later depends on that read. The kernel has loops of this kind.
constexpr bool reads_first(lockstep_action action) {
  switch (action) {
    case LOCKSTEP_LOAD:
    case LOCKSTEP_STORE:
    case LOCKSTEP_EXCHANGE:
    case LOCKSTEP_ADD:
    case LOCKSTEP_SUB:
    case LOCKSTEP_AND:
    case LOCKSTEP_OR:
    case LOCKSTEP_XOR:
    case LOCKSTEP_NAND:
    case LOCKSTEP_EXCHANGE_IF_EQUAL:
      return false;
    case LOCKSTEP_EXCHANGE_IF_ANY:
    case LOCKSTEP_ADD_UNLESS:
    case LOCKSTEP_ADD_IF_CLEAR:
    case LOCKSTEP_ADD_IF_ABOVE:
    case LOCKSTEP_ADD_NOT_ZERO_LIMITED:
      return true;
  }
  return false;
}

/// What becomes of the value that a request reads.
template <typename Value>
struct Stored {
  bool is_stored = false;
  Value value = 0;  ///< if it is stored
};

/// What a request stores in place of `before`, if it stores. `Value` is the unsigned type of the
/// object's size. One switch, since engines come here for every update.
template <typename Value>
constexpr Stored<Value> outcome(const Request& request, Value before) {
  using Signed = std::make_signed_t<Value>;
  const auto operand = static_cast<Value>(request.operand);
  const auto expected = static_cast<Value>(request.expected);
  const auto sum = static_cast<Value>(before + operand);
  switch (request.action()) {
    case LOCKSTEP_LOAD:
      return {false, before};
    case LOCKSTEP_STORE:
    case LOCKSTEP_EXCHANGE:
      return {true, operand};
    case LOCKSTEP_ADD:
      return {true, sum};
    case LOCKSTEP_SUB:
      return {true, static_cast<Value>(before - operand)};
    case LOCKSTEP_AND:
      return {true, static_cast<Value>(before & operand)};
    case LOCKSTEP_OR:
      return {true, static_cast<Value>(before | operand)};
    case LOCKSTEP_XOR:
      return {true, static_cast<Value>(before ^ operand)};
    case LOCKSTEP_NAND:
      return {true, static_cast<Value>(~(before & operand))};
    case LOCKSTEP_EXCHANGE_IF_EQUAL:
      return {before == expected, operand};
    case LOCKSTEP_EXCHANGE_IF_ANY:
      return {(before & expected) != 0, operand};
    case LOCKSTEP_ADD_UNLESS:
      return {before != expected, sum};
    case LOCKSTEP_ADD_IF_CLEAR:
      return {(before & expected) == 0, sum};
    case LOCKSTEP_ADD_IF_ABOVE:
      return {static_cast<Signed>(before) > static_cast<Signed>(expected), sum};
    case LOCKSTEP_ADD_NOT_ZERO_LIMITED:
      return {before != 0 && static_cast<Signed>(operand) <=
                                 static_cast<Signed>(static_cast<Value>(expected - before)),
              sum};
  }
  return {false, before};
}

}  // namespace lockstep
