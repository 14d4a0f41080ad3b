// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace lockstep {

/// Whoever gives memory to the task that runs.
class AllocationHandler {
 public:
  /// As malloc(), with an alignment that is a power of two. Null if there is no room.
  virtual void* on_allocate(std::size_t size, std::size_t alignment) = 0;
  /// As free(). False if the address is not of this handler's memory: somebody else has allocated
  /// it. Does not return if it is of it, but no block that can be given back.
  virtual bool on_free(void* block) = 0;
  /// The size of an allocated block; nothing if on_free() would not take it.
  virtual std::optional<std::size_t> size_of(void* block) = 0;

 protected:
  ~AllocationHandler() = default;
};

/// From now on, tasks run, and what they allocate comes from the handler. Null: there are no tasks.
void hand_allocations_to(AllocationHandler* handler);

/// A function of the C library, or of that of C++, and what implementations call in its place.
struct RedirectedFunction {
  const char* name;
  void* function;
};

/// All of them. Those that allocate memory lead to the handler. Those that copy or fill it are
/// accesses like any other: not every compiler makes them calls of `__tsan_memcpy` and the like.
std::span<const RedirectedFunction> redirected_functions();

}  // namespace lockstep
