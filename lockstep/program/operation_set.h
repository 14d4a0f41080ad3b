// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <bitset>
#include <string>
#include <vector>

#include "lockstep/program/program.h"

namespace lockstep {

/// The state in which an operation waits, if that is one of its operands.
std::optional<WaitState> wait_state_of(const Operation& operation);

/// A set of operations, told by their codes, and of those that name a wait state, by that: what an
/// implementation supports, for example. All questions take constant time.
class OperationSet {
 public:
  /// All of them.
  OperationSet() {
    codes_.set();
    wait_states_.set();
  }

  /// None of them.
  static OperationSet none() {
    OperationSet set;
    set.codes_.reset();
    return set;
  }

  /// Those of all codes that have operations within the contract.
  static OperationSet within_contract();

  /// Puts every operation of this code in that names a state of the set's, or none.
  void add(OperationCode code) { codes_.set(static_cast<std::size_t>(code)); }

  void remove(OperationCode code) { codes_.reset(static_cast<std::size_t>(code)); }

  /// Takes out primitives, which callers of an implementation do not call themselves.
  void remove_primitives();

  /// Whether it has any of these.
  bool has_primitives() const;

  /// Takes out every operation that names this state.
  void remove(WaitState state) { wait_states_.reset(static_cast<std::size_t>(state)); }

  bool contains(const Operation& operation) const {
    const auto state = wait_state_of(operation);
    return codes_[static_cast<std::size_t>(operation.code)] &&
           (!state || wait_states_[static_cast<std::size_t>(*state)]);
  }

  /// Whether it has operations of this code.
  bool contains(OperationCode code) const { return codes_[static_cast<std::size_t>(code)]; }

  /// Whether it has every operation of the program. Linear in their number.
  bool contains(const Program& program) const;

  /// What is in both.
  friend OperationSet operator&(const OperationSet& a, const OperationSet& b);

  friend bool operator==(const OperationSet&, const OperationSet&) = default;

 private:
  std::bitset<kOperationCodes> codes_;
  std::bitset<kWaitStateNames.size()> wait_states_;
};

/// Operations of one code that a comparison leaves out, because a side lacks them.
struct LeftOutOperations {
  OperationCode code = {};
  std::vector<WaitState> states;  ///< only those that name one of these; empty: all
  bool reference_lacks = false;
  bool variant_lacks = false;

  bool contains(const Operation& operation) const;
  bool any_in(const Program& program) const;

  /// Whether all of them are faults.
  bool are_faults() const;

  /// As program texts name them: "enter_exclusive killable/interruptible".
  std::string name() const;
};

/// What is left out when sides that support these operations are compared, in the order of codes.
/// Of one code and one side that lacks it, all is one entry.
std::vector<LeftOutOperations> find_left_out(const OperationSet& reference,
                                             const OperationSet& variant);

}  // namespace lockstep
