// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lockstep/memory/order.h"

// What a litmus test is once it has been read: a few processes, each a list of instructions, and
// what is asked of the states in which they can end.
namespace lockstep::litmus {

/// What registers and locations hold.
using Value = std::int64_t;

/// The address of location i is kFirstAddress + i. No test computes with numbers as large.
inline constexpr Value kFirstAddress = Value{1} << 32;

enum class Operator : std::uint8_t {
  kConstant,  ///< `value`
  kRegister,  ///< of the process, by its index in `value`
  kNot,
  kComplement,
  kNegate,
  kMultiply,
  kDivide,     ///< by 0: 0
  kRemainder,  ///< the same
  kAdd,
  kSubtract,
  kShiftLeft,
  kShiftRight,
  kLess,
  kGreater,
  kLessOrEqual,
  kGreaterOrEqual,
  kEqual,
  kUnequal,
  kBitAnd,
  kBitXor,
  kBitOr,
  kAnd,
  kOr,
};

/// Of registers and constants. Accesses inside an expression of the source have become instructions
/// before the one that it is part of.
struct Expression {
  Operator op = Operator::kConstant;
  Value value = 0;
  std::vector<Expression> operands = {};
};

using lockstep::Fence;
using lockstep::Order;

/// What a read-modify-write makes of the value before.
enum class Update : std::uint8_t {
  kExchange,
  kAdd,
  kSubtract,
  kAnd,
  kOr,
  kXor,
  kExchangeIfEqual,  ///< to `expected`
  kAddUnless,        ///< the value before is `expected`
  kAddIfBetween,     ///< 0 and `expected`: refcount_t's inc_not_zero with a limit
};

/// What a read-modify-write leaves in its register.
enum class Result : std::uint8_t {
  kNone,  ///< nothing; the kernel's void functions, which read barriers do not order
  kBefore,
  kAfter,
  kIsZero,    ///< whether the value after is 0
  kIsStored,  ///< whether it stored anything
};

enum class Action : std::uint8_t {
  kAssign,            ///< result := value
  kBranch,            ///< to `target` if `value` is 0
  kJump,              ///< to `target`
  kRead,              ///< result := *address
  kWrite,             ///< *address := value
  kUpdate,            ///< a read-modify-write, which may turn out to be no more than a read
  kFence,             ///< a barrier
  kLock,              ///< spin_lock(address): waits until the latest value is 0
  kTryLock,           ///< result := whether that was so
  kUnlock,            ///< spin_unlock(address)
  kRcuReadLock,       ///< nests
  kRcuReadUnlock,     ///< of the innermost one
  kSynchronizeBegin,  ///< synchronize_rcu() is entered
  kSynchronizeEnd,    ///< it returns, once the readers that it found have left
  kWakeUp,            ///< wake_up_process() of the process whose state lies at `address`
  kSchedule,          ///< schedule(), by that process: waits until its state is 0
};

inline constexpr int kNoRegister = -1;

struct Instruction {
  Action action = Action::kAssign;
  int result = kNoRegister;  ///< register, by its index
  Expression address = {};
  Expression value = {};
  Expression expected = {};  ///< of an update: see Update
  Order order = Order::kRelaxed;
  Fence fence = Fence::kFull;
  Update update = Update::kExchange;
  Result gives = Result::kNone;
  unsigned target = 0;  ///< index of an instruction; that of the end is the number of instructions
};

struct Process {
  std::vector<Instruction> code;
  std::vector<std::string>
      registers;               ///< their names; those of intermediate results begin with '#'
  std::vector<Value> initial;  ///< what each register holds at first
};

struct Location {
  std::string name = {};
  Value initial = 0;
};

/// A part of a proposition about a final state.
struct Term {
  enum class Kind : std::uint8_t { kValue, kRegister, kLocation } kind = Kind::kValue;
  Value value = 0;       ///< kValue
  unsigned process = 0;  ///< kRegister
  unsigned index = 0;    ///< kRegister, kLocation
};

enum class Connective : std::uint8_t { kTrue, kNot, kAnd, kOr, kCompare };

/// About a final state. A comparison has terms, others have operands.
struct Proposition {
  Connective connective = Connective::kTrue;
  std::vector<Proposition> operands = {};
  Operator comparison = Operator::kEqual;
  Term left = {};
  Term right = {};
};

enum class Quantifier : std::uint8_t { kExists, kNotExists, kForAll };

struct Test {
  std::string name;
  std::vector<Location> locations;
  std::vector<Process> processes;
  Proposition filter;  ///< final states for which this is false are passed over
  Quantifier quantifier = Quantifier::kExists;
  Proposition condition;
  std::string condition_text;  ///< as in the source, with single blanks
  std::vector<Term> shown;     ///< what the condition and `locations` name, without repetitions
  std::string result;          ///< what a line "Result: Never" of the source says; empty: nothing
};

/// How a proposition is true of all final states of a test that its filter lets through.
enum class Observation : std::uint8_t {
  kNever,
  kSometimes,
  kAlways,
  kNoStates,  ///< no process can come to its end
};

}  // namespace lockstep::litmus
