// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "kernel/abi/engine.h"
#include "lockstep/base/call_stack.h"
#include "lockstep/sched/engine.h"
#include "lockstep/subject/object_kind.h"
#include "lockstep/subject/operation.h"

namespace lockstep {

/// What was seen when one operation returned. Compared word by word, all but the step.
struct OperationRecord {
  /// Bits of `flags`. Those above are what the flags of the subject's kinds of objects say.
  enum Flag : std::uint8_t {
    kSkipped = 1,  ///< the precondition did not hold; nothing else was looked at
    kSlept = 2,    ///< it had to wait
  };

  std::uint8_t task = 0;
  std::uint8_t index = 0;   ///< in the task's operations; releases at its end count on
  std::uint8_t code = 0;    ///< OperationCode,
  std::uint8_t target = 0;  ///< and its first operand
  std::uint8_t flags = 0;
  std::uint8_t woken = 0;  ///< sleeping tasks that it woke
  std::uint16_t unused = 0;
  std::int32_t result = 0;  ///< return code, or what read_data read
  /// Of the first fields of the object that it works on.
  std::array<std::uint32_t, kMaxLeftFields> values = {};
  std::uint32_t step = 0;  ///< steps that had been taken when it returned

  bool has(unsigned flag) const { return (flags & flag) != 0; }
  void set(unsigned flag, bool value = true) {
    if (value) flags = static_cast<std::uint8_t>(flags | flag);
  }
  OperationCode operation_code() const { return static_cast<OperationCode>(code); }

  friend bool operator==(const OperationRecord& a, const OperationRecord& b) {
    using Words = std::array<std::uint64_t, 3>;
    const auto x = std::bit_cast<Words>(a);
    const auto y = std::bit_cast<Words>(b);
    return x[0] == y[0] && x[1] == y[1] && a.values[1] == b.values[1];
  }
};
static_assert(std::has_unique_object_representations_v<OperationRecord>);

/// A warning or lockdep splat, the first time in an execution, and whether it came again.
struct WarningRecord {
  const lockstep_warning_site* site = nullptr;
  const char* function = nullptr;  ///< the function, or for lockdep the class of the lock
  std::uint8_t task = 0;
  std::uint8_t index = 0;  ///< of the operation during which it came first
  bool repeated = false;

  /// Equal means the same to a reader of the log; sites of different implementations can be.
  friend bool operator==(const WarningRecord& a, const WarningRecord& b);
};

/// The two accesses of a data race, smaller first. Only ThreadSanitizer builds see races.
struct RacingAccess {
  bool write = false;
  bool atomic = false;
  const void* address = nullptr;  ///< not compared
  CallStack call_stack = {};      ///< not compared

  friend auto operator<=>(const RacingAccess& a, const RacingAccess& b) {
    return std::pair(a.write, a.atomic) <=> std::pair(b.write, b.atomic);
  }
  friend bool operator==(const RacingAccess& a, const RacingAccess& b) { return a <=> b == 0; }
};

struct RaceRecord {
  std::string place;  ///< e.g. "vma 0 vm_start"
  std::array<RacingAccess, 2> accesses;

  friend auto operator<=>(const RaceRecord&, const RaceRecord&) = default;
};

/// Why an implementation would have died.
enum class CrashKind : std::uint8_t {
  kNone,
  kBadAccess,      ///< SIGSEGV or SIGBUS, e.g. a null dereference
  kStackOverflow,  ///< SIGSEGV in the guard page of the task's stack
  kAbort,
  kArithmetic,          ///< SIGFPE
  kIllegalInstruction,  ///< SIGILL or SIGTRAP
  kEndlessLoop,         ///< no step for a long time
  kExit,                ///< exit(), or whatever else ends or replaces a process
  kBlocks,              ///< it waits for something that is no part of the kernel
  kUseAfterFree,        ///< an access to memory that it has given back
  kOutOfBounds,         ///< one beside what it has allocated
  kDoubleFree,          ///< it gives back what it has given back before
  kBadFree,             ///< it gives back what it has not allocated
};

/// What each is called, in the order of their values.
inline constexpr auto kCrashNames = std::to_array<std::string_view>(
    {"no crash", "bad memory access", "stack overflow", "abort", "arithmetic error",
     "illegal instruction", "endless loop", "exit", "blocks outside the kernel", "use after free",
     "access beside allocated memory", "double free", "free of what was not allocated"});
static_assert(kCrashNames.size() == static_cast<std::size_t>(CrashKind::kBadFree) + 1);

/// In fingerprints, whatever they are called: never change one.
inline constexpr auto kCrashIdentities = std::to_array<std::string_view>(
    {"none", "memory", "stack", "abort", "arithmetic", "instruction", "loop", "exit", "blocks",
     "use-after-free", "out-of-bounds", "double-free", "bad-free"});
static_assert(kCrashIdentities.size() == kCrashNames.size());

constexpr std::string_view identity_of(CrashKind kind) {
  return kCrashIdentities[static_cast<std::size_t>(kind)];
}

/// The values of all objects, by kind.
using ObjectRecords = std::array<std::array<FieldValues, kMaxObjects>, kMaxKinds>;

/// The state in which an execution ended.
struct FinalRecord {
  ObjectRecords objects = {};
  End end = End::kCompleted;
  TaskSet asleep;                      ///< after a hang: who,
  TaskSet spinning;                    ///< and who of them asks for the same thing for ever
  CrashKind crash = CrashKind::kNone;  ///< after a crash: why,
  std::uint8_t crash_task = 0;         ///< which task,
  std::uint8_t crash_index = 0;        ///< and during which operation
  std::uint32_t leaked = 0;            ///< allocations that nothing leads to at the end

  friend bool operator==(const FinalRecord&, const FinalRecord&) = default;
};

/// What an execution showed. Reused from execution to execution: its vectors keep their memory.
struct Observation {
  std::vector<OperationRecord> operations;  ///< in the order in which they returned
  std::vector<WarningRecord> warnings;      ///< in the order in which they came
  std::vector<RaceRecord> races;            ///< sorted, each once
  FinalRecord final;

  /// What the execution did: not part of what is compared, but observations that differ after
  /// the same steps differ under the same schedule.
  StepLog steps;

  /// Has room for all that an execution can show, so that an execution allocates nothing.
  Observation();

  /// A copy to keep, which takes no more memory than it needs. No execution goes into it.
  Observation compact() const;

  void clear();

 private:
  Observation(const Observation& shown, const StepLog& compact_steps);
};

/// Whether two executions showed the same, step for step.
bool same_observation(const Observation& a, const Observation& b);

}  // namespace lockstep
