// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "lockstep/subject/configuration.h"
#include "lockstep/subject/object_kind.h"
#include "lockstep/subject/operation_row.h"
#include "lockstep/subject/phrases.h"
#include "lockstep/subject/source_tree.h"

namespace lockstep {

/// A kernel primitive under test: everything that the engine knows of it. All is static.
struct Subject {
  std::string_view name = {};
  /// In packed programs. 0: programs say it neither there nor in their text, as it is the subject
  /// of those that say none.
  std::uint8_t number = 0;
  std::span<const OperationInfo> operations = {};  ///< by code
  std::span<const ObjectKind> kinds = {};          ///< at most kMaxKinds
  std::span<const Switch> switches = {};  ///< in the order of their bits in packed programs
  std::span<const std::string_view> roles =
      {};  ///< what tasks are named by, the most telling first

  const SourceTree* source_tree = nullptr;    ///< how implementations are imported
  std::span<const std::int32_t> counts = {};  ///< that mean something, for operands that are one
  std::string_view example = {};              ///< of an operation, for manuals
  Phrases phrases = {};
  /// What it means that sides differ in DifferenceKind::kDetached, kRefcount and kWriteLocked.
  std::array<std::string_view, 3> state_rules = {};

  /// What others may do to an object while its task does not hold the object's owner: these flags
  /// of its facts become unknown,
  std::uint8_t forgotten = 0;
  std::uint8_t cleared = 0;  ///< and these are not set any more

  /// What a task does first at its end to give back what it holds, which is something.
  Operation (*next_release)(const Holdings&) = nullptr;
};

}  // namespace lockstep
