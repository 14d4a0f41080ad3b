// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// How reports tell what a difference means.
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

}  // namespace lockstep
