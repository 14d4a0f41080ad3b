// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "lockstep/subject/holdings.h"
#include "lockstep/subject/operation.h"

namespace lockstep {

/// A list of at most `most` values inside a constant table.
template <typename Value, std::size_t most>
class Few {
 public:
  constexpr Few() = default;
  /// More than `most` values do not compile, in a constant.
  constexpr Few(std::initializer_list<Value> values) : size_(values.size()) {
    std::copy(values.begin(), values.end(), values_.begin());
  }

  constexpr const Value* begin() const { return values_.data(); }
  constexpr const Value* end() const { return values_.data() + size_; }
  constexpr std::size_t size() const { return size_; }
  constexpr bool contains(const Value& value) const {
    return std::find(begin(), end(), value) != end();
  }

 private:
  std::array<Value, most> values_ = {};
  std::size_t size_ = 0;
};

/// What the result of an operation is, and with it how it reads and when the call has failed.
enum class ResultForm : std::uint8_t {
  kNothing,  ///< there is none
  kError,    ///< 0, or a negative error number
  kLocked,   ///< 1: it has got what it tried for; 0: it has not; or a negative error number
  kData,     ///< what was read, or -1 if that was torn
  kSection,  ///< what the caller was told of the section that it entered; or an error number
};

/// All that is known of an operation; see docs/adding-an-operation.md. The engine derives what it
/// does from these rows. Texts are static.
struct OperationInfo {
  OperationCode code = {};
  std::string_view name = {};                           ///< in programs
  std::array<OperandKind, kMaxOperands> operands = {};  ///< the object or the task first
  std::string_view summary = {};                        ///< one line, for `lockstep list`

  // How it is called.
  /// Of the implementation's table: those that it needs. It calls the first one with its operands,
  /// unless the subject has a call of its own for it.
  Few<std::string_view, 3> entries = {};
  ResultForm result = ResultForm::kNothing;
  std::array<std::string_view, 2> answers = {"not locked",
                                             "locked"};  ///< what kLocked's 0 and 1 say

  // The contract.
  bool (*permitted)(const Asked&) = nullptr;  ///< null: always
  bool needs_facts = false;                   ///< whether that looks at the facts of the object
  Effect effect = {};                         ///< of success on what the task holds
  /// Changes what the task can expect of the object; null: nothing.
  void (*expect)(const Operation&, Expectation&) = nullptr;
  /// Whether it breaks the contract of the code under test: an injected fault, or a call that its
  /// callers promise not to make. Null: never.
  bool (*is_fault)(const Operation&) = nullptr;

  // What it is to the engine.
  bool is_primitive = false;  ///< called by the code under test itself, as opposed to its callers
  bool makes_steps = true;    ///< false: it only accesses the protected data, which is plain memory
  bool drops_count = false;   ///< at its first step, one reader fewer is counted
  bool keeps_readers_out = false;      ///< once it has succeeded, nobody else may hold the lock
  bool is_signal = false;              ///< it sends its task operand a signal
  std::string_view role = {};          ///< names a task that makes it; see Subject::roles
  Few<OperationCode, 2> plainer = {};  ///< what a reducer tries instead, in this order

  // How reports tell it. {} stands for the number of the object that it works on, or for the task,
  // and {kind} for the title of the kind of objects.
  std::string_view done = {};
  std::string_view failed = {};  ///< empty: it cannot fail

  /// The operand of one of two kinds: its place, or kMaxOperands.
  constexpr std::uint8_t find(OperandKind a, OperandKind b) const {
    for (std::uint8_t i = 0; i < kMaxOperands; ++i) {
      if (operands[i] == a || operands[i] == b) return i;
    }
    return kMaxOperands;
  }
};

}  // namespace lockstep
