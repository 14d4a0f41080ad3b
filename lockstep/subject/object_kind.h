// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lockstep/subject/difference_kind.h"

// What is observed of the objects of a subject, and how it is shown.
namespace lockstep {

/// Objects are what operations are mostly about, such as what a lock is in. Each belongs to an
/// owner. These are the numbers of the two kinds; a subject may do with objects alone.
inline constexpr unsigned kObjects = 0;
inline constexpr unsigned kOwners = 1;
inline constexpr unsigned kMaxKinds = 2;

inline constexpr unsigned kMaxObjects = 3;
inline constexpr unsigned kMaxOwners = 2;

/// How an object starts.
struct ObjectStart {
  bool attached = true;  ///< the first of its kind's states, or the second one
  std::uint8_t owner = 0;

  friend bool operator==(const ObjectStart&, const ObjectStart&) = default;
};

inline constexpr unsigned kMaxFields = 5;
inline constexpr unsigned kMaxLeftFields = 2;  ///< that operations leave: the first ones

/// The values of an object, in the order of its fields.
using FieldValues = std::array<std::int64_t, kMaxFields>;

/// One value of an object that is observed. Texts are static.
struct Field {
  /// Of the member, in tables and in fingerprints; empty: there is no such field.
  std::string_view name = {};
  /// Where two operations leave different values; empty: they leave none.
  std::string_view label = {};
  /// Where two executions do, with {} for the object's number; empty: that is not compared.
  std::string_view left = {};
  std::string_view key = {};  ///< the same in version 1 of fingerprints
  DifferenceKind kind = DifferenceKind::kReturnCode;
  std::optional<DifferenceKind> kind_if_zero = {};  ///< if it is 0 on one side only
  /// How a value reads; null: as a number.
  std::string (*describe)(std::int64_t) = nullptr;
  /// What a value means, for fingerprints; null: those say only that there are two.
  std::string (*classify)(std::int64_t) = nullptr;
  bool is_signed = false;
  bool is_task = false;   ///< the number of a task; less than 0: none
  bool is_word = false;   ///< accesses to the member are steps, and read or write this value
  bool is_shown = false;  ///< where what an operation left is told in one line

  /// The kind of a difference between these values.
  constexpr DifferenceKind kind_between(std::int64_t reference, std::int64_t variant) const {
    return kind_if_zero && (reference == 0) != (variant == 0) ? *kind_if_zero : kind;
  }
};

/// A bit of what an operation tells its caller or leaves in its object.
struct Flag {
  std::uint8_t bit = 0;
  std::string_view name = {};   ///< "write-locked", in fingerprints, too
  std::string_view label = {};  ///< where two operations differ: "write-locked:"
  DifferenceKind kind = DifferenceKind::kReturnCode;
  bool is_inside = false;  ///< it says that the task has what it asked for, and nobody else
  bool is_told = false;    ///< to the caller, as opposed to left in the object
};

/// A kind of objects that the tasks of a program share.
struct ObjectKind {
  std::string_view name = {};    ///< in programs and in names of places: "vma"
  std::string_view title = {};   ///< in reports: "VMA"
  std::string_view one = {};     ///< "a VMA"
  unsigned most = 0;             ///< in a program; of owners: all of them
  bool interchangeable = false;  ///< whether objects that start alike can change places
  std::array<std::string_view, 2> states = {};  ///< in which objects start
  std::string_view start_value = {};  ///< of owners: what a program gives one to start with; even
  std::string_view start_field = {};  ///< the field that it is the value of
  std::string_view odd_start = {};    ///< what to say if that is odd
  std::span<const Field> fields = {};
  std::span<const Flag> flags = {};  ///< of operations on it
  /// One at the end, in one line; with the text for the field that is a task. Null: each field with
  /// its name.
  std::string (*summarize)(const FieldValues& values, std::string_view task) = nullptr;

  /// The fields that operations leave.
  constexpr std::span<const Field> left_fields() const {
    return fields.first(std::min<std::size_t>(fields.size(), kMaxLeftFields));
  }

  /// The values if nothing was done to an object.
  constexpr FieldValues blank() const {
    FieldValues values = {};
    for (std::size_t i = 0; i < fields.size(); ++i) values[i] = fields[i].is_task ? -1 : 0;
    return values;
  }
};

/// An object: the number of its kind, and its own among those.
struct ObjectPlace {
  unsigned kind = 0;
  unsigned index = 0;
};

/// What an operation left in its object, and bits of flags.
struct LeftBehind {
  std::array<std::uint32_t, kMaxLeftFields> values = {};
  std::uint8_t flags = 0;
};

}  // namespace lockstep
