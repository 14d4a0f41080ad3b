// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>

namespace lockstep {

/// A stackful coroutine: Boost.Context's fcontext with a stack of its own above a guard page, and
/// known to ThreadSanitizer and AddressSanitizer as what it is. Fibers are made once and reused;
/// one whose execution was abandoned is reset() first.
class Fiber {
 public:
  using Entry = void (*)(void* argument);

  /// The fiber of the calling thread's own stack; it can only be left and returned to.
  Fiber();

  /// Calls entry(argument) on a stack of its own when first switched to. `entry` never returns.
  /// Throws std::bad_alloc if there is no memory for the stack.
  Fiber(Entry entry, void* argument);

  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;
  ~Fiber();

  /// Leaves this fiber, which is running, and continues `to`. Returns when something switches back.
  void switch_to(Fiber& to);

  /// Forgets what was on the stack; the next switch calls entry again. Not while it is running.
  /// `deep`: there may be very much on it.
  void reset(bool deep);

  /// Lets ThreadSanitizer take what the fiber did, unfinished, as happening before whatever
  /// acquires `token`, and take notice of it again if it was ignored. For a fiber that is about to
  /// be reset.
  void release_unfinished(void* token, bool ignored);

  /// What ThreadSanitizer knows the fiber by; null without it.
  void* tsan_fiber() const { return tsan_fiber_; }

  /// Its stack, from its lowest address to behind its highest one; null for the thread's own.
  const void* stack_begin() const { return bottom_; }
  const void* stack_end() const {
    return mapping_ ? static_cast<const std::byte*>(bottom_) + size_ : nullptr;
  }

  bool has_on_stack(const volatile void* address) const {
    return address >= stack_begin() && address < stack_end();
  }

  /// A hash of all that the code can go on from which runs on this fiber, without a look at shared
  /// memory: its registers and its stack. If it is equal in two calls, the code is where it was,
  /// but for a collision; what callees have left on the stack may make it differ all the same. Only
  /// for the running fiber, unless that is the thread's own. Linear in the depth of the stack.
  [[gnu::noinline]] std::uint64_t hash_local_state() const;

  /// Whether the address lies in the guard page below the stack: an overflow hits it.
  bool in_guard_page(const void* address) const;

 private:
  friend struct FiberStart;

  void prepare();

  Entry entry_ = nullptr;
  void* argument_ = nullptr;
  Fiber* target_ = nullptr;       // what this fiber last switched to
  void* context_ = nullptr;       // where to continue; meaningless while running
  std::byte* mapping_ = nullptr;  // guard page and stack; null for the thread's own
  const void* bottom_ = nullptr;  // of the stack; of the thread's own once it was left
  std::size_t size_ = 0;
  void* tsan_fiber_ = nullptr;
  unsigned resets_ = 0;
};

}  // namespace lockstep
