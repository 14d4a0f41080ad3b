// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/fiber.h"

#include <sys/mman.h>
#include <unistd.h>

#include <boost/context/detail/fcontext.hpp>
#include <new>

#include "lockstep/sched/fiber_sanitizers.h"

namespace lockstep {
namespace {

namespace context = boost::context::detail;

constexpr std::size_t kStackSize = std::size_t{256} * 1024;

// ThreadSanitizer has a stack of its own per fiber, which the frames of an abandoned execution stay
// on. It has room for 65,536 of them, and is copied with every race; making a new one is slow.
constexpr unsigned kResetsPerTsanFiber = 128;

std::size_t guard_size() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

}  // namespace

/// The first frame on a fiber's stack.
struct FiberStart {
  static void arrive(context::transfer_t from, void* fake_stack) {
    auto& left = *static_cast<Fiber*>(from.data);
    left.context_ = from.fctx;
    sanitizers::asan_arrive(fake_stack, &left.bottom_, &left.size_);
  }

  static void run(context::transfer_t from) {
    // The fiber that switched here says which one it meant.
    arrive(from, nullptr);
    Fiber& self = *static_cast<Fiber*>(from.data)->target_;
    self.entry_(self.argument_);
  }
};

Fiber::Fiber() : tsan_fiber_(sanitizers::tsan_current()) {}

Fiber::Fiber(Entry entry, void* argument) : entry_(entry), argument_(argument), size_(kStackSize) {
  void* const memory = mmap(nullptr, guard_size() + kStackSize, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  mapping_ = static_cast<std::byte*>(memory);
  bottom_ = mapping_ + guard_size();
  if (mprotect(mapping_, guard_size(), PROT_NONE) != 0) {
    munmap(mapping_, guard_size() + kStackSize);
    throw std::bad_alloc();
  }
  tsan_fiber_ = sanitizers::tsan_create();
  prepare();
}

Fiber::~Fiber() {
  if (!mapping_) return;
  sanitizers::tsan_destroy(tsan_fiber_);
  munmap(mapping_, guard_size() + kStackSize);
}

void Fiber::prepare() {
  std::byte* const top = mapping_ + guard_size() + kStackSize;
  context_ = context::make_fcontext(top, kStackSize, FiberStart::run);
}

void Fiber::reset(bool deep) {
  sanitizers::asan_forget(bottom_, size_);
  if (deep || ++resets_ % kResetsPerTsanFiber == 0) {
    sanitizers::tsan_destroy(tsan_fiber_);
    tsan_fiber_ = sanitizers::tsan_create();
  }
  prepare();
}

void Fiber::switch_to(Fiber& to) {
  void* fake_stack = nullptr;
  sanitizers::asan_leave(&fake_stack, to.bottom_, to.size_);
  sanitizers::tsan_switch(to.tsan_fiber_);
  target_ = &to;
  FiberStart::arrive(context::jump_fcontext(to.context_, this), fake_stack);
}

void Fiber::release_unfinished(void* token, bool ignored) {
  void* const self = sanitizers::tsan_current();
  sanitizers::tsan_switch(tsan_fiber_);
  if (ignored) sanitizers::tsan_ignore_end();
  sanitizers::tsan_release(token);
  sanitizers::tsan_switch(self);
}

bool Fiber::in_guard_page(const void* address) const {
  const auto* const byte = static_cast<const std::byte*>(address);
  return mapping_ && byte >= mapping_ && byte < mapping_ + guard_size();
}

// Registers that callers may still need are on the stack, here or in a frame between. Words are
// read one by one, and not by a library: with AddressSanitizer, there are some that are not for
// reading.
[[gnu::no_sanitize_address]] std::uint64_t Fiber::hash_local_state() const {
  __builtin_unwind_init();
  const volatile std::uint64_t* word = nullptr;
  asm volatile("mov %%rsp, %0" : "=r"(word));
  std::uint64_t hash = 0x9e37'79b9'7f4a'7c15u;
  for (; word < stack_end(); ++word) {
    hash = (hash ^ *word) * 0xbf58'476d'1ce4'e5b9u;
    hash ^= hash >> 32;
  }
  return hash;
}

}  // namespace lockstep
