// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/models.h"

// "Frightening small children and disconcerting grown-ups" (Alglave, Maranget, McKenney, Parri,
// Stern, ASPLOS 2018), as tools/memory-model/ of Linux 6.3 and later has it, but without plain
// accesses. The relations have their names there.
namespace lockstep::litmus::axiomatic {
namespace {

class KernelModel {
 public:
  explicit KernelModel(const Execution& execution)
      : execution_(execution),
        reads_(execution.of_kind(Kind::kRead)),
        writes_(execution.of_kind(Kind::kWrite)),
        accesses_(reads_ | writes_),
        po_(execution.program_order),
        rfe_(execution.reads_from - execution.same_process),
        overwrite_(execution.coherence | execution.from_reads) {}

  bool allows() const {
    const Relation propagation = prop();
    const Relation order = hb(propagation);
    if (!order.acyclic()) return false;
    const Relation any_order = order.any_steps();
    const Relation strong = propagation.then(strong_fence_).then(any_order);
    if (!strong.acyclic()) return false;
    if (execution_.of_kind(Kind::kGraceEnd) == 0) return true;
    return obeys_rcu(propagation, any_order.then(strong.any_steps()));
  }

 private:
  Relation around(EventSet fences) const { return po_.between(~EventSet{0}, fences).then(po_); }

  Relation full_barriers() const {
    return around(execution_.of_kind(Kind::kFullFence)).between(accesses_, accesses_);
  }

  Relation grace_periods() const {
    return po_.between(~EventSet{0}, execution_.of_kind(Kind::kGraceEnd)).then(po_.maybe());
  }

  Relation acquire() const {
    const EventSet acquiring = execution_.which([](const Event& e) { return e.acquire; });
    return po_.between(acquiring, accesses_);
  }

  Relation release() const {
    const EventSet releasing = execution_.which([](const Event& e) { return e.release; });
    return po_.between(accesses_, releasing);
  }

  Relation read_barriers() const {
    const EventSet ordered =
        execution_.which([](const Event& e) { return e.kind == Kind::kRead && !e.silent; });
    return around(execution_.of_kind(Kind::kReadFence)).between(ordered, ordered);
  }

  Relation write_barriers() const {
    return around(execution_.of_kind(Kind::kWriteFence)).between(writes_, writes_);
  }

  // From one critical section to the next, of the same lock or of the same process.
  Relation unlock_lock() const {
    const EventSet unlocks = execution_.which([](const Event& e) { return e.drops_lock; });
    const EventSet locks = execution_.which([](const Event& e) { return e.takes_lock; });
    return po_.then((po_ | execution_.reads_from).between(unlocks, locks)).then(po_);
  }

  // Each read counts as a dependency of each later write, and so of what is read from that write by
  // its own process.
  Relation ppo() const {
    const Relation rfi = execution_.reads_from & execution_.same_process;
    const Relation to_write = po_.between(reads_, writes_);
    const Relation to_read = execution_.address | (to_write | execution_.address).then(rfi);
    const Relation fences = strong_fence_ | release_ | acquire() | write_barrier_ | read_barriers();
    return to_read | to_write | (overwrite_ & execution_.same_process) | fences |
           (unlock_lock_ & execution_.same_process);
  }

  Relation cumul_fence() const {
    const Relation sequence = execution_.reads_from.then(execution_.update).any_steps();
    const Relation cumulative = rfe_.maybe().then(strong_fence_ | release_);
    return (cumulative | write_barrier_ | unlock_lock_).then(sequence);
  }

  Relation prop() const {
    return (overwrite_ - execution_.same_process)
        .maybe()
        .then(cumul_fence().any_steps())
        .then(rfe_.maybe());
  }

  Relation hb(const Relation& propagation) const {
    const Relation here = propagation & execution_.same_process;
    return ppo() | rfe_ | here;
  }

  // `forward`: hb* ; pb*
  bool obeys_rcu(const Relation& propagation, const Relation& forward) const {
    const Relation link = po_.maybe().then(forward).then(propagation).then(po_);
    const Relation fence = rcu_fence(link);
    return propagation.then(po_).then(fence).then(po_.maybe()).then(forward).irreflexive();
  }

  // The least relation that has, for sequences of grace periods and readers with at least as many
  // of the former, their first and last.
  Relation rcu_fence(const Relation& link) const {
    const Relation grace = execution_.identity(execution_.of_kind(Kind::kGraceEnd));
    Relation reader(execution_.events.size());
    for (const auto& [begin, end] : execution_.readers) reader.add(end, begin);
    Relation fence = grace;
    for (Relation before(0); !(before == fence);) {
      before = fence;
      const Relation linked = link | link.then(fence).then(link);
      fence = fence | grace.then(linked).then(reader) | reader.then(linked).then(grace) |
              fence.then(link).then(fence);
    }
    return fence;
  }

  const Execution& execution_;
  EventSet reads_;
  EventSet writes_;
  EventSet accesses_;
  Relation po_;
  Relation rfe_;
  Relation overwrite_;
  Relation strong_fence_ = full_barriers() | grace_periods();
  Relation release_ = release();
  Relation write_barrier_ = write_barriers();
  Relation unlock_lock_ = unlock_lock();
};

}  // namespace

bool allowed_by_kernel(const Execution& execution) { return KernelModel(execution).allows(); }

}  // namespace lockstep::litmus::axiomatic
