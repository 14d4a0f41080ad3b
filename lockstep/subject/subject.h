// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lockstep/subject/configuration.h"
#include "lockstep/subject/object_kind.h"
#include "lockstep/subject/operation_row.h"

namespace lockstep {

/// The first field of an object, on both sides, after an operation or at the end.
struct ComparedValues {
  unsigned object = 0;
  std::uint32_t reference = 0;
  std::uint32_t variant = 0;
  std::string_view is = {};  ///< "is", or "stays"
  std::string_view reference_name = {};
  std::string_view variant_name = {};
  std::string (*count_of)(std::uint64_t number, std::string_view thing) = nullptr;  ///< "2 readers"
};

inline std::string nothing_to_say(const ComparedValues& /*compared*/) { return ""; }

/// What a subject has of its own to say, with {} for what it is said of. Texts are static.
struct Phrases {
  std::string_view held = {};     ///< what readers hold of an object: "the read lock of VMA {}"
  std::string_view is_left = {};  ///< its flag is set on one side only: of the object and that side
  std::string_view waits =
      {};  ///< a field names a task that is gone: of a side, an owner and the task
  std::string_view primitives =
      {};  ///< all that are primitives, "enter and exit"; or there are none
  std::string_view any_primitive = {};  ///< "enter or exit"
  std::string_view out_of_reach = {};   ///< what is about the subject and nobody looks at

  /// What the values mean that differ; empty: nothing that they do not say by themselves.
  std::string (*values)(const ComparedValues& compared) = nothing_to_say;
};

/// A file of a kernel tree that an import takes, and where else what it should define may be.
struct TreeFile {
  std::string_view name = {};    ///< in the tree
  std::string_view symbol = {};  ///< what it defines
  std::string_view former = {};  ///< the file that defined that in older kernels
};

/// How implementations of a subject are made from kernel trees. All is static.
struct SourceTree {
  std::span<const TreeFile> files = {};
  std::string_view main_file = {};                 ///< the one that is compiled
  std::span<const std::string_view> folders = {};  ///< where files that were renamed are looked for

  /// In a former file, the subject is in the blocks with this condition that define one of these.
  std::string_view condition = {};
  std::span<const std::string_view> symbols = {};
};

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
