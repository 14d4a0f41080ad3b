// SPDX-License-Identifier: GPL-2.0-only
#include "tests/crashing.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>

#include "kernel/abi/engine.h"

// The processor has to trap this before a sanitizer's check finds it.
#if defined(__clang__)
#define LOCKSTEP_UNCHECKED __attribute__((no_sanitize("address", "undefined")))
#else
#define LOCKSTEP_UNCHECKED __attribute__((no_sanitize_address, no_sanitize_undefined))
#endif

namespace lockstep::crashing {
namespace {

// Values that the compiler cannot know.
volatile int zero = 0;
int* volatile null = nullptr;
void (*volatile nowhere)() = nullptr;
volatile bool for_ever = true;

LOCKSTEP_UNCHECKED int overflow(int depth) {
  volatile char frame[512];
  frame[0] = static_cast<char>(depth);
  return for_ever ? overflow(depth + 1) + frame[0] : 0;
}

}  // namespace

LOCKSTEP_UNCHECKED void dereference_null(vm_area_struct* /*vma*/) { *null = 1; }
LOCKSTEP_UNCHECKED void call_null(vm_area_struct* /*vma*/) { nowhere(); }
LOCKSTEP_UNCHECKED void divide_by_zero(vm_area_struct* /*vma*/) { zero = 7 / zero; }
void abort(vm_area_struct* /*vma*/) { std::abort(); }
void trap(vm_area_struct* /*vma*/) { __builtin_trap(); }
void exit(vm_area_struct* /*vma*/) { std::exit(0); }
void exit_at_once(vm_area_struct* /*vma*/) { _exit(0); }
void wait_outside(vm_area_struct* /*vma*/) { sleep(100); }

void wait_in_executable(vm_area_struct* /*vma*/) {
  long result = SYS_pause;
  asm volatile("syscall" : "+a"(result) : : "rcx", "r11", "memory");
}

void overflow_stack(vm_area_struct* /*vma*/) { zero = overflow(0) * 0; }

void loop_without_steps(vm_area_struct* /*vma*/) {
  while (for_ever) {
  }
}

void loop_with_steps(vm_area_struct* vma) {
  while (for_ever) lockstep_step(vma, LOCKSTEP_READ);
}

void sleep_for_ever(vm_area_struct* /*vma*/) { lockstep_sleep(); }

}  // namespace lockstep::crashing
