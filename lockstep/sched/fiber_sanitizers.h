// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>

// LOCKSTEP_TSAN is set by the build: the engine is linked with ThreadSanitizer but not compiled
// with it, so the compiler's own macro says nothing here.
#if defined(LOCKSTEP_TSAN)
#include <sanitizer/tsan_interface.h>

// What the compiler calls around instrumented functions; there is no public header for it. And
// where the code of the executable lies, as the linker says.
extern "C" {
extern const char __executable_start;
extern const char etext;
void __tsan_func_entry(void* call);
void __tsan_func_exit();
}
#endif

#if defined(__SANITIZE_ADDRESS__)
#define LOCKSTEP_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LOCKSTEP_ASAN 1
#endif
#endif

#if defined(LOCKSTEP_ASAN)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

/// What the sanitizers have to be told about fibers. Without a sanitizer, nothing.
namespace lockstep::sanitizers {

/// Its address is the outermost call on ThreadSanitizer's stack of a task: frames of abandoned
/// executions may lie behind it.
inline const char kOutermostCall = 0;

#if defined(LOCKSTEP_TSAN)
inline void* tsan_current() { return __tsan_get_current_fiber(); }
inline void* tsan_create() { return __tsan_create_fiber(0); }
inline void tsan_destroy(void* fiber) { __tsan_destroy_fiber(fiber); }
/// Without synchronisation: a switch by the scheduler orders nothing.
inline void tsan_switch(void* to) { __tsan_switch_to_fiber(to, __tsan_switch_to_fiber_no_sync); }
inline void tsan_acquire(void* token) { __tsan_acquire(token); }
inline void tsan_release(void* token) { __tsan_release(token); }
/// Takes no notice of what the current fiber does to memory, from here to the end. Meant for
/// condition variables; what is meant for this keeps every call stack for good.
inline void tsan_ignore_begin() { __tsan_mutex_pre_signal(nullptr, 0); }
inline void tsan_ignore_end() { __tsan_mutex_post_signal(nullptr, 0); }
inline void tsan_enter_task() { __tsan_func_entry(const_cast<char*>(&kOutermostCall)); }
inline void tsan_leave_task() { __tsan_func_exit(); }
/// Whether code at this address may be ThreadSanitizer's runtime, which is part of the executable.
inline bool may_be_in_runtime(std::uintptr_t address) {
  return address >= reinterpret_cast<std::uintptr_t>(&__executable_start) &&
         address < reinterpret_cast<std::uintptr_t>(&etext);
}
#else
inline bool may_be_in_runtime(std::uintptr_t /*address*/) { return false; }
inline void* tsan_current() { return nullptr; }
inline void* tsan_create() { return nullptr; }
inline void tsan_destroy(void*) {}
inline void tsan_switch(void*) {}
inline void tsan_acquire(void*) {}
inline void tsan_release(void*) {}
inline void tsan_ignore_begin() {}
inline void tsan_ignore_end() {}
inline void tsan_enter_task() {}
inline void tsan_leave_task() {}
#endif

#if defined(LOCKSTEP_ASAN)
inline void asan_leave(void** fake_stack, const void* bottom, std::size_t size) {
  __sanitizer_start_switch_fiber(fake_stack, bottom, size);
}
inline void asan_arrive(void* fake_stack, const void** old_bottom, std::size_t* old_size) {
  __sanitizer_finish_switch_fiber(fake_stack, old_bottom, old_size);
}
inline void asan_forget(const void* bottom, std::size_t size) {
  __asan_unpoison_memory_region(bottom, size);
}
#else
inline void asan_leave(void**, const void*, std::size_t) {}
inline void asan_arrive(void*, const void**, std::size_t*) {}
inline void asan_forget(const void*, std::size_t) {}
#endif

}  // namespace lockstep::sanitizers
