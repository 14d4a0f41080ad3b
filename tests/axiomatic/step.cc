// SPDX-License-Identifier: GPL-2.0-only
#include <stdexcept>

#include "lockstep/litmus/evaluate.h"
#include "tests/axiomatic/process_run.h"

namespace lockstep::litmus::axiomatic {
namespace {

// For marked accesses, smp_acquire__after_ctrl_dep() is a read barrier.
Kind kind_of(Fence fence) {
  switch (fence) {
    case Fence::kFull:
      return Kind::kFullFence;
    case Fence::kRead:
    case Fence::kAcquire:
      return Kind::kReadFence;
    case Fence::kWrite:
      return Kind::kWriteFence;
  }
  return Kind::kFullFence;
}

// One process of `Runs`, while it makes an instruction.
class Step {
 public:
  Step(const Test& test, Runs& runs, std::size_t process)
      : locations_(test.locations.size()),
        code_(test.processes[process].code),
        runs_(runs),
        run_(runs.processes[process]),
        instruction_(code_[run_.next]),
        process_(static_cast<int>(process)) {}

  // An instruction that does not read.
  void without_read() {
    switch (instruction_.action) {
      case Action::kAssign:
        return give(value());
      case Action::kBranch:
        return value().value == 0 ? jump() : go_on();
      case Action::kJump:
        return jump();
      case Action::kWrite:
      case Action::kUnlock:
        return write();
      default:
        return barrier();
    }
  }

  bool read(std::size_t write) {
    switch (instruction_.action) {
      case Action::kRead:
        push_read(write, instruction_.order == Order::kAcquire);
        give({source(write).value, only(last())});
        return true;
      case Action::kUpdate:
        return update(write);
      default:
        return lock(write);
    }
  }

 private:
  Traced value() const { return evaluate(instruction_.value, run_.registers); }
  const Event& source(std::size_t write) const { return runs_.events[write]; }
  std::size_t last() const { return runs_.events.size() - 1; }
  void go_on() { ++run_.next; }

  void jump() {
    if (instruction_.target <= run_.next) throw std::invalid_argument("a loop");
    run_.next = instruction_.target;
  }

  void give(Traced result) {
    if (instruction_.result != kNoRegister)
      run_.registers[static_cast<std::size_t>(instruction_.result)] = result;
    go_on();
  }

  Event& push(Kind kind) {
    if (runs_.events.size() == kMostEvents) throw std::invalid_argument("too many events");
    Event& event = runs_.events.emplace_back();
    event.kind = kind;
    event.process = process_;
    return event;
  }

  Event& push_access(Kind kind) {
    const Traced address = evaluate(instruction_.address, run_.registers);
    Event& access = push(kind);
    access.location = static_cast<unsigned>(address.value - kFirstAddress);
    access.address_from = address.from;
    return access;
  }

  void push_read(std::size_t write, bool acquire) {
    const Value value = source(write).value;
    Event& read = push_access(Kind::kRead);
    read.source = static_cast<int>(write);
    read.value = value;
    read.acquire = acquire;
  }

  void push_updating_write(Value value, bool release) {
    const std::size_t read = last();
    Event& write = push_access(Kind::kWrite);
    write.value = value;
    write.release = release;
    write.locked = true;
    write.updates = static_cast<int>(read);
  }

  void write() {
    const Value address = evaluate(instruction_.address, run_.registers).value;
    if (address < kFirstAddress || address - kFirstAddress >= static_cast<Value>(locations_)) {
      run_.lost = true;
      return;
    }
    const bool unlock = instruction_.action == Action::kUnlock;
    Event& write = push_access(Kind::kWrite);
    write.value = unlock ? 0 : value().value;
    write.release = unlock || instruction_.order == Order::kRelease;
    write.drops_lock = unlock;
    go_on();
  }

  void barrier() {
    switch (instruction_.action) {
      case Action::kFence:
        push(kind_of(instruction_.fence));
        break;
      case Action::kRcuReadLock:
        if (run_.readers++ == 0) push(Kind::kReaderBegin);
        break;
      case Action::kRcuReadUnlock:
        if (run_.readers == 0) throw std::invalid_argument("rcu_read_unlock() outside a reader");
        if (--run_.readers == 0) push(Kind::kReaderEnd);
        break;
      case Action::kSynchronizeBegin:
        push(Kind::kGraceBegin);
        break;
      case Action::kSynchronizeEnd:
        push(Kind::kGraceEnd);
        break;
      default:
        throw std::invalid_argument("no axioms for this instruction");
    }
    go_on();
  }

  bool update(std::size_t write) {
    const Value before = source(write).value;
    const Traced operand = value();
    const Traced expected = evaluate(instruction_.expected, run_.registers);
    const Updated updated =
        litmus::update(instruction_.update, before, operand.value, expected.value);
    if (updated.is_stored && is_updated(runs_, write)) return false;
    const std::size_t read =
        push_update(write, updated.after, updated.is_stored, instruction_.order);
    runs_.events[read].silent = instruction_.gives == Result::kNone;
    give({result_of(instruction_.gives, before, updated),
          only(read) | operand.from | expected.from});
    return true;
  }

  bool lock(std::size_t write) {
    const bool free = source(write).value == 0;
    if (free && is_updated(runs_, write)) return false;
    if (!free && instruction_.action == Action::kLock) return false;
    const std::size_t read = push_update(write, 1, free, Order::kAcquire);
    runs_.events[read].takes_lock = free;
    give({free, only(read)});
    return true;
  }

  // Returns its read.
  std::size_t push_update(std::size_t write, Value after, bool has_stored, Order order) {
    const bool full = has_stored && order == Order::kFull;
    if (full) push(Kind::kFullFence);
    push_read(write, has_stored && order == Order::kAcquire);
    const std::size_t read = last();
    runs_.events[read].locked = true;
    if (has_stored) push_updating_write(after, order == Order::kRelease);
    if (full) push(Kind::kFullFence);
    return read;
  }

  std::size_t locations_;
  const std::vector<Instruction>& code_;
  Runs& runs_;
  ProcessRun& run_;
  const Instruction& instruction_;
  int process_;
};

}  // namespace

void make_step(const Test& test, Runs& runs, std::size_t process) {
  Step(test, runs, process).without_read();
}

bool make_read(const Test& test, Runs& runs, std::size_t process, std::size_t write) {
  return Step(test, runs, process).read(write);
}

}  // namespace lockstep::litmus::axiomatic
