// SPDX-License-Identifier: GPL-2.0-only
// The kernel's functions, a row each.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lockstep/base/quote.h"
#include "lockstep/litmus/parse_process.h"

namespace lockstep::litmus {
namespace {

/// A function that is one instruction. Of its arguments, 'l' is something like *x, the access being
/// to x; 'p' is a pointer, 'v' a value, 'e' what an update compares with.
struct Call {
  std::string_view name;
  std::string_view arguments;
  Action action;
  Order order = Order::kRelaxed;
  Fence fence = Fence::kFull;
};

constexpr auto kCalls = std::to_array<Call>({
    {"READ_ONCE", "l", Action::kRead},
    {"ACCESS_ONCE", "l", Action::kRead},
    {"rcu_dereference", "l", Action::kRead},
    {"rcu_dereference_raw", "l", Action::kRead},
    {"lockless_dereference", "l", Action::kRead},
    {"smp_load_acquire", "p", Action::kRead, Order::kAcquire},
    {"atomic_read", "p", Action::kRead},
    {"atomic_read_acquire", "p", Action::kRead, Order::kAcquire},
    {"refcount_read", "p", Action::kRead},
    {"spin_is_locked", "p", Action::kRead},
    {"WRITE_ONCE", "lv", Action::kWrite},
    {"rcu_assign_pointer", "lv", Action::kWrite, Order::kRelease},
    {"smp_store_release", "pv", Action::kWrite, Order::kRelease},
    {"atomic_set", "pv", Action::kWrite},
    {"atomic_set_release", "pv", Action::kWrite, Order::kRelease},
    {"refcount_set", "pv", Action::kWrite},
    {"smp_mb", "", Action::kFence},
    {"smp_mb__before_atomic", "", Action::kFence},
    {"smp_mb__after_atomic", "", Action::kFence},
    {"smp_mb__after_spinlock", "", Action::kFence},
    {"smp_mb__after_unlock_lock", "", Action::kFence},
    {"smp_rmb", "", Action::kFence, Order::kRelaxed, Fence::kRead},
    {"smp_acquire__after_ctrl_dep", "", Action::kFence, Order::kRelaxed, Fence::kAcquire},
    {"smp_wmb", "", Action::kFence, Order::kRelaxed, Fence::kWrite},
    {"spin_lock", "p", Action::kLock},
    {"spin_trylock", "p", Action::kTryLock},
    {"spin_unlock", "p", Action::kUnlock},
    {"rcu_read_lock", "", Action::kRcuReadLock},
    {"rcu_read_unlock", "", Action::kRcuReadUnlock},
    {"WAKE", "p", Action::kWakeUp},
    {"SCHEDULE", "p", Action::kSchedule},
});

/// What it says of refcount_t: a reader of a lock whose writer adds 1000.
constexpr Value kReaderLimit = 1000;

/// A read-modify-write. Its name may end with an order; none is full. Without 'v', the operand is
/// 1; without 'e', what it compares with is 0.
struct UpdateCall {
  std::string_view name;
  std::string_view arguments;
  Update update;
  Result gives;
};

constexpr auto kUpdates = std::to_array<UpdateCall>({
    {"xchg", "pv", Update::kExchange, Result::kBefore},
    {"atomic_xchg", "pv", Update::kExchange, Result::kBefore},
    {"cmpxchg", "pev", Update::kExchangeIfEqual, Result::kBefore},
    {"atomic_cmpxchg", "pev", Update::kExchangeIfEqual, Result::kBefore},
    {"atomic_add_unless", "pve", Update::kAddUnless, Result::kIsStored},
    {"atomic_inc_not_zero", "p", Update::kAddUnless, Result::kIsStored},
    {"atomic_add", "vp", Update::kAdd, Result::kNone},
    {"atomic_sub", "vp", Update::kSubtract, Result::kNone},
    {"atomic_inc", "p", Update::kAdd, Result::kNone},
    {"atomic_dec", "p", Update::kSubtract, Result::kNone},
    {"atomic_and", "vp", Update::kAnd, Result::kNone},
    {"atomic_or", "vp", Update::kOr, Result::kNone},
    {"atomic_xor", "vp", Update::kXor, Result::kNone},
    {"atomic_add_return", "vp", Update::kAdd, Result::kAfter},
    {"atomic_sub_return", "vp", Update::kSubtract, Result::kAfter},
    {"atomic_inc_return", "p", Update::kAdd, Result::kAfter},
    {"atomic_dec_return", "p", Update::kSubtract, Result::kAfter},
    {"atomic_fetch_add", "vp", Update::kAdd, Result::kBefore},
    {"atomic_fetch_sub", "vp", Update::kSubtract, Result::kBefore},
    {"atomic_fetch_inc", "p", Update::kAdd, Result::kBefore},
    {"atomic_fetch_dec", "p", Update::kSubtract, Result::kBefore},
    {"atomic_fetch_and", "vp", Update::kAnd, Result::kBefore},
    {"atomic_fetch_or", "vp", Update::kOr, Result::kBefore},
    {"atomic_fetch_xor", "vp", Update::kXor, Result::kBefore},
    {"atomic_add_and_test", "vp", Update::kAdd, Result::kIsZero},
    {"atomic_sub_and_test", "vp", Update::kSubtract, Result::kIsZero},
    {"atomic_inc_and_test", "p", Update::kAdd, Result::kIsZero},
    {"atomic_dec_and_test", "p", Update::kSubtract, Result::kIsZero},
});

Order take_order(std::string_view& name) {
  const auto ends = [&](std::string_view suffix) {
    if (!name.ends_with(suffix)) return false;
    name.remove_suffix(suffix.size());
    return true;
  };
  if (ends("_relaxed")) return Order::kRelaxed;
  if (ends("_acquire")) return Order::kAcquire;
  return ends("_release") ? Order::kRelease : Order::kFull;
}

template <typename Rows>
const auto* find_row(const Rows& rows, std::string_view name) {
  const auto* const found = std::ranges::find(rows, name, [](const auto& row) { return row.name; });
  return found == rows.end() ? nullptr : found;
}

std::string suggestion(std::string_view name) {
  std::vector<std::string_view> names;
  names.reserve(kCalls.size() + kUpdates.size());
  for (const Call& call : kCalls) names.push_back(call.name);
  for (const UpdateCall& call : kUpdates) names.push_back(call.name);
  return suggest_name(name, names);
}

}  // namespace

Expression ProcessParser::parse_argument(bool is_last) {
  Expression argument = parse_expression();
  tokens_.expect(is_last ? ")" : ",");
  return argument;
}

void ProcessParser::parse_operands(std::string_view arguments, Instruction& instruction) {
  for (const char& kind : arguments) {
    const bool is_last = &kind == &arguments.back();
    Expression& operand = kind == 'v'   ? instruction.value
                          : kind == 'e' ? instruction.expected
                                        : instruction.address;
    operand = kind == 'l' ? parse_lvalue() : parse_expression();
    if (!is_last) tokens_.expect(",");
  }
  tokens_.expect(")");
}

bool ProcessParser::parse_simple_call(std::string_view name, Expression& result) {
  const Call* const call = find_row(kCalls, name);
  if (!call) return false;
  Instruction instruction = {.action = call->action, .order = call->order, .fence = call->fence};
  parse_operands(call->arguments, instruction);
  if (call->action == Action::kRead || call->action == Action::kTryLock) {
    result = emit_with_result(std::move(instruction));
  } else {
    emit(std::move(instruction));
  }
  return true;
}

bool ProcessParser::parse_update_call(std::string_view name, Expression& result) {
  std::string base(name);
  if (base.starts_with("atomic_long_")) base.erase(7, 5);
  std::string_view stem = base;
  Instruction instruction = {.action = Action::kUpdate, .order = take_order(stem)};
  const UpdateCall* const call = find_row(kUpdates, stem);
  if (!call) return false;
  instruction.update = call->update;
  instruction.gives = call->gives;
  instruction.value = {.value = 1};
  if (call->gives == Result::kNone) instruction.order = Order::kRelaxed;
  parse_operands(call->arguments, instruction);
  if (call->gives == Result::kNone) {
    emit(std::move(instruction));
  } else {
    result = emit_with_result(std::move(instruction));
  }
  return true;
}

Expression ProcessParser::parse_call(const Token& name) {
  tokens_.expect("(");
  Expression result;
  if (parse_simple_call(name.text, result) || parse_update_call(name.text, result)) return result;
  if (name.text == "barrier" || name.text == "cpu_relax" ||
      name.text == "smp_read_barrier_depends") {
    tokens_.expect(")");
    return result;
  }
  if (name.text == "READER_INC_ACQ") {
    Instruction update = {.action = Action::kUpdate, .order = Order::kAcquire};
    update.update = Update::kAddIfBetween;
    update.gives = Result::kIsStored;
    update.value = {.value = 1};
    update.expected = {.value = kReaderLimit};
    parse_operands("p", update);
    return emit_with_result(std::move(update));
  }
  if (name.text == "smp_store_mb") {
    Instruction write = {.action = Action::kWrite};
    parse_operands("lv", write);
    emit(std::move(write));
    emit({.action = Action::kFence});
    return result;
  }
  if (name.text == "synchronize_rcu" || name.text == "synchronize_rcu_expedited") {
    tokens_.expect(")");
    emit({.action = Action::kSynchronizeBegin});
    emit({.action = Action::kSynchronizeEnd});
    return result;
  }
  tokens_.fail_unsupported(
      name, fmt::format("no function {}{}", quote_word(name.text), suggestion(name.text)));
}

}  // namespace lockstep::litmus
