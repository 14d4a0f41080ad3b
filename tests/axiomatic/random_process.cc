// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/random_process.h"

#include <algorithm>
#include <array>

namespace lockstep::litmus::axiomatic {

std::string RandomProcess::body(unsigned accesses) {
  while (accesses > 0) {
    between_accesses();
    accesses -= step(accesses);
  }
  while (!open_.empty()) close_section();
  return text_;
}

void RandomProcess::line(std::string_view text) {
  text_ += indent_;
  text_ += text;
  text_ += '\n';
}

// Mostly another one than that of the access before: few weak behaviours are of one variable.
std::string RandomProcess::variable() {
  unsigned chosen = below(shared_.variables);
  if (chosen == last_variable_ && !one_in(4))
    chosen = (chosen + 1 + below(shared_.variables - 1)) % shared_.variables;
  last_variable_ = chosen;
  return std::string(1, "xyz"[chosen]);
}

std::string RandomProcess::fresh_register() { return "r" + std::to_string(registers_++); }

// Mostly one that no other write has, so that final states tell writes apart.
std::string RandomProcess::value() {
  const std::string constant = std::to_string(one_in(4) ? 1 : ++shared_.values);
  if (!shared_.features.data || registers_ == 0 || one_in(2)) return constant;
  const std::string earlier = "r" + std::to_string(below(registers_));
  return one_in(2) ? earlier : earlier + " + " + constant;
}

void RandomProcess::between_accesses() {
  if (!open_.empty() && one_in(3)) close_section();
  if (one_in(2)) open_section();
  if (shared_.features.rcu && one_in(3)) grace_period();
  if (shared_.features.barriers && one_in(3)) barrier();
}

void RandomProcess::open_section() {
  const bool may_read = shared_.features.rcu && (!shared_.features.locks || one_in(2));
  if (shared_.sections == 0 || !(may_read || shared_.features.locks)) return;
  --shared_.sections;
  if (!may_read) return open_lock();
  line("rcu_read_lock();");
  open_.push_back({"rcu_read_unlock();", ""});
}

// A process that takes a lock twice would wait for itself.
void RandomProcess::open_lock() {
  const std::string lock = one_in(2) ? "l" : "m";
  if (is_open(lock)) return;
  line("spin_lock(" + lock + ");");
  open_.push_back({"spin_unlock(" + lock + ");", lock});
}

bool RandomProcess::is_open(std::string_view lock) const {
  return std::any_of(open_.begin(), open_.end(),
                     [&](const Section& section) { return section.lock == lock; });
}

void RandomProcess::close_section() {
  line(open_.back().end);
  open_.pop_back();
}

// Not inside a reader, which would wait for itself.
void RandomProcess::grace_period() {
  if (shared_.grace_periods == 0 || is_open("")) return;
  --shared_.grace_periods;
  line("synchronize_rcu();");
}

void RandomProcess::barrier() {
  static constexpr std::array kBarriers = {"smp_mb();", "smp_rmb();", "smp_wmb();"};
  line(kBarriers[below(kBarriers.size())]);
}

// Returns how many accesses it has made.
unsigned RandomProcess::step(unsigned most) {
  if (shared_.features.control && registers_ > 0 && one_in(3)) return conditional(most);
  access();
  return 1;
}

unsigned RandomProcess::conditional(unsigned most) {
  const std::string tested = "r" + std::to_string(below(registers_));
  line("if (" + tested + (one_in(2) ? ") {" : " == 1) {"));
  indent_ += '\t';
  access();
  indent_.pop_back();
  const bool has_else = most > 1 && one_in(2);
  if (has_else) {
    line("} else {");
    indent_ += '\t';
    access();
    indent_.pop_back();
  }
  line("}");
  return has_else ? 2 : 1;
}

void RandomProcess::access() {
  if (shared_.features.updates && one_in(3)) return update();
  if (one_in(2)) return read();
  write();
}

void RandomProcess::read() {
  const bool acquire = shared_.features.ordered && one_in(2);
  const std::string address = variable();
  line(fresh_register() +
       (acquire ? " = smp_load_acquire(" + address : " = READ_ONCE(*" + address) + ");");
}

void RandomProcess::write() {
  const bool release = shared_.features.ordered && one_in(2);
  const std::string address = variable();
  line((release ? "smp_store_release(" : "WRITE_ONCE(*") + address + ", " + value() + ");");
}

void RandomProcess::update() {
  static constexpr std::array kOrders = {"", "_relaxed", "_acquire", "_release"};
  const std::string order = kOrders[below(kOrders.size())];
  const std::string address = variable();
  const std::string operand = value();
  switch (below(4)) {
    case 0:
      return line("atomic_add(1, " + address + ");");
    case 1:
      return line(fresh_register() + " = atomic_fetch_add" + order + "(1, " + address + ");");
    case 2:
      return line(fresh_register() + " = xchg" + order + "(" + address + ", " + operand + ");");
    default:
      return line(fresh_register() + " = cmpxchg" + order + "(" + address + ", " +
                  std::to_string(below(3)) + ", " + operand + ");");
  }
}

}  // namespace lockstep::litmus::axiomatic
