// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/operation_set.h"

#include <algorithm>
#include <array>

namespace lockstep {
namespace {

constexpr std::array<WaitState, kWaitStateNames.size()> kWaitStates = {
    WaitState::kUninterruptible, WaitState::kKillable, WaitState::kInterruptible};

template <typename Predicate>
bool any_operation_of(const Program& program, Predicate predicate) {
  return std::ranges::any_of(program.tasks, [&](const Task& task) {
    return std::ranges::any_of(task.operations, predicate);
  });
}

/// Where operations of this code have their wait state; kMaxOperands if they have none.
unsigned wait_state_place(OperationCode code) {
  return info(code).find(OperandKind::kWaitState, OperandKind::kWaitState);
}

Operation waiting_in(OperationCode code, WaitState state) {
  Operation operation = {code, {}};
  operation.operands[wait_state_place(code)] = static_cast<std::int32_t>(state);
  return operation;
}

/// What of one code exactly these sides lack; `states` is empty if that is all of it or nothing.
bool find_of_code(const OperationSet& reference, const OperationSet& variant,
                  LeftOutOperations& found) {
  const auto is_lacking = [&](const Operation& operation) {
    return reference.contains(operation) != found.reference_lacks &&
           variant.contains(operation) != found.variant_lacks;
  };
  if (wait_state_place(found.code) == kMaxOperands) return is_lacking({found.code, {}});
  for (const WaitState state : kWaitStates) {
    if (is_lacking(waiting_in(found.code, state))) found.states.push_back(state);
  }
  const bool any = !found.states.empty();
  if (found.states.size() == kWaitStates.size()) found.states.clear();
  return any;
}

}  // namespace

std::optional<WaitState> wait_state_of(const Operation& operation) {
  const unsigned place = wait_state_place(operation.code);
  if (place == kMaxOperands) return std::nullopt;
  return static_cast<WaitState>(operation.operands[place]);
}

void OperationSet::remove_primitives() {
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    if (kOperations[code].is_primitive) codes_.reset(code);
  }
}

bool OperationSet::has_primitives() const {
  return std::ranges::any_of(kOperations, [this](const OperationInfo& operation) {
    return operation.is_primitive && contains(operation.code);
  });
}

OperationSet OperationSet::within_contract() {
  OperationSet set;
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    if (is_fault({static_cast<OperationCode>(code), {}})) set.codes_.reset(code);
  }
  return set;
}

bool OperationSet::contains(const Program& program) const {
  return !any_operation_of(program,
                           [this](const Operation& operation) { return !contains(operation); });
}

OperationSet operator&(const OperationSet& a, const OperationSet& b) {
  OperationSet both = a;
  both.codes_ &= b.codes_;
  both.wait_states_ &= b.wait_states_;
  return both;
}

bool LeftOutOperations::contains(const Operation& operation) const {
  if (operation.code != code) return false;
  return states.empty() || std::ranges::find(states, wait_state_of(operation)) != states.end();
}

bool LeftOutOperations::any_in(const Program& program) const {
  return any_operation_of(program,
                          [this](const Operation& operation) { return contains(operation); });
}

bool LeftOutOperations::are_faults() const {
  if (wait_state_place(code) == kMaxOperands) return is_fault({code, {}});
  return std::ranges::all_of(kWaitStates, [this](WaitState state) {
    const Operation operation = waiting_in(code, state);
    return !contains(operation) || is_fault(operation);
  });
}

std::string LeftOutOperations::name() const {
  std::string text(info(code).name);
  char separator = ' ';
  for (const WaitState state : states) {
    text += separator;
    text += kWaitStateNames[static_cast<std::size_t>(state)];
    separator = '/';
  }
  return text;
}

std::vector<LeftOutOperations> find_left_out(const OperationSet& reference,
                                             const OperationSet& variant) {
  std::vector<LeftOutOperations> all;
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    for (const auto& [reference_lacks, variant_lacks] :
         {std::pair(true, false), std::pair(false, true), std::pair(true, true)}) {
      LeftOutOperations found = {
          static_cast<OperationCode>(code), {}, reference_lacks, variant_lacks};
      if (find_of_code(reference, variant, found)) all.push_back(std::move(found));
    }
  }
  return all;
}

}  // namespace lockstep
