// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <compare>
#include <cstdint>

#include "lockstep/subject/operation.h"

// What the contract of a subject is about: what a task holds, and what it may know of an object.
namespace lockstep {

/// What a task holds, by its own reckoning: what its calls returned, not what the objects say.
/// Small numbers in slots to which the subject gives a meaning; all are 0 if it holds nothing.
struct Holdings {
  std::array<std::uint8_t, 8> slots = {};

  friend auto operator<=>(const Holdings&, const Holdings&) = default;
};

/// What an operation does to what its task holds, if it succeeds. The slot is the one of object 0;
/// those of the other objects of the kind follow.
struct Effect {
  enum class Kind : std::uint8_t { kNone, kSet, kRaise, kLower };

  Kind kind = Kind::kNone;
  std::uint8_t slot = 0;
  std::uint8_t value = 0;  ///< that kSet leaves in the slot

  /// Of an operation on the object with this number.
  constexpr void apply(Holdings& holdings, unsigned target) const {
    switch (kind) {
      case Kind::kNone:
        return;
      case Kind::kSet:
        holdings.slots[slot + target] = value;
        return;
      case Kind::kRaise:
        ++holdings.slots[slot + target];
        return;
      case Kind::kLower:
        --holdings.slots[slot + target];
        return;
    }
  }

  friend bool operator==(const Effect&, const Effect&) = default;
};

/// What a caller may know of an object when the locks it holds keep it from changing.
struct Facts {
  std::uint8_t owner = 0;  ///< number of the object that it belongs to, or too large: to none
  std::uint8_t flags = 0;  ///< bits to which the subject gives a meaning

  constexpr bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
  constexpr void set(std::uint8_t flag, bool value = true) {
    flags = static_cast<std::uint8_t>(value ? flags | flag : flags & ~flag);
  }

  friend auto operator<=>(const Facts&, const Facts&) = default;
};

/// What a task can tell of an object without running: what its own calls made of it, and which of
/// the facts other tasks may have changed since.
struct Expectation {
  Facts facts;               ///< flags that are unknown are 0
  std::uint8_t unknown = 0;  ///< flags that may be set or not

  /// The task's own call has settled a flag.
  constexpr void settle(std::uint8_t flag, bool value) {
    facts.set(flag, value);
    unknown = static_cast<std::uint8_t>(unknown & ~flag);
  }

  friend auto operator<=>(const Expectation&, const Expectation&) = default;
};

/// A task's question whether it may make a call.
struct Asked {
  const Operation& operation;
  const Holdings& holdings;
  const Facts&
      facts;  ///< of the object that the operation works on, if the operation looks at them

  constexpr unsigned target() const { return target_of(operation); }
};

}  // namespace lockstep
