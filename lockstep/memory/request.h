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

/// Whether a request stores, if `before` is what it reads. `Value` is the unsigned type of the
/// object's size.
template <typename Value>
constexpr bool stores(const Request& request, Value before) {
  using Signed = std::make_signed_t<Value>;
  const auto operand = static_cast<Value>(request.operand);
  const auto expected = static_cast<Value>(request.expected);
  switch (request.action()) {
    case LOCKSTEP_LOAD:
      return false;
    case LOCKSTEP_STORE:
    case LOCKSTEP_EXCHANGE:
    case LOCKSTEP_ADD:
    case LOCKSTEP_SUB:
    case LOCKSTEP_AND:
    case LOCKSTEP_OR:
    case LOCKSTEP_XOR:
    case LOCKSTEP_NAND:
      return true;
    case LOCKSTEP_EXCHANGE_IF_EQUAL:
      return before == expected;
    case LOCKSTEP_EXCHANGE_IF_ANY:
      return (before & expected) != 0;
    case LOCKSTEP_ADD_UNLESS:
      return before != expected;
    case LOCKSTEP_ADD_IF_CLEAR:
      return (before & expected) == 0;
    case LOCKSTEP_ADD_IF_ABOVE:
      return static_cast<Signed>(before) > static_cast<Signed>(expected);
    case LOCKSTEP_ADD_NOT_ZERO_LIMITED:
      return before != 0 && static_cast<Signed>(operand) <=
                                static_cast<Signed>(static_cast<Value>(expected - before));
  }
  return false;
}

/// What a request stores in place of `before`, if it stores.
template <typename Value>
constexpr Value stored(const Request& request, Value before) {
  const auto operand = static_cast<Value>(request.operand);
  switch (request.action()) {
    case LOCKSTEP_LOAD:
      return before;
    case LOCKSTEP_STORE:
    case LOCKSTEP_EXCHANGE:
    case LOCKSTEP_EXCHANGE_IF_EQUAL:
    case LOCKSTEP_EXCHANGE_IF_ANY:
      return operand;
    case LOCKSTEP_ADD:
    case LOCKSTEP_ADD_UNLESS:
    case LOCKSTEP_ADD_IF_CLEAR:
    case LOCKSTEP_ADD_IF_ABOVE:
    case LOCKSTEP_ADD_NOT_ZERO_LIMITED:
      return static_cast<Value>(before + operand);
    case LOCKSTEP_SUB:
      return static_cast<Value>(before - operand);
    case LOCKSTEP_AND:
      return before & operand;
    case LOCKSTEP_OR:
      return before | operand;
    case LOCKSTEP_XOR:
      return before ^ operand;
    case LOCKSTEP_NAND:
      return static_cast<Value>(~(before & operand));
  }
  return before;
}

}  // namespace lockstep
