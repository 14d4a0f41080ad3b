// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/models.h"

// The models in which writes reach all processes at once.
namespace lockstep::litmus::axiomatic {
namespace {

bool is_full_barrier(const Event& event) {
  return event.locked || event.kind == Kind::kFullFence || event.kind == Kind::kGraceBegin ||
         event.kind == Kind::kGraceEnd;
}

// Nothing but a write that waits in its store buffer is overtaken, and by reads only. So neither is
// the beginning or end of an RCU reader between both ordered with that read.
Relation kept_program_order(const Execution& execution) {
  const EventSet barriers = execution.which(is_full_barrier);
  const EventSet weak = execution.which([](const Event& event) {
    return event.kind == Kind::kReadFence || event.kind == Kind::kWriteFence;
  });
  const EventSet reads = execution.of_kind(Kind::kRead);
  const EventSet overtaken = ~(reads | barriers);
  return execution.program_order.between(~weak, ~weak) -
         Relation::product(execution.events.size(), overtaken, reads & ~barriers);
}

}  // namespace

bool allowed_by_sequential_consistency(const Execution& execution) {
  return obeys_grace_periods(execution, execution.program_order | execution.reads_from |
                                            execution.coherence | execution.from_reads);
}

// "A better x86 memory model: x86-TSO" (Owens, Sarkar, Sewell, TPHOLs 2009), in the axioms of
// "Herding cats" (Alglave, Maranget, Tautschnig, TOPLAS 2014).
bool allowed_by_total_store_order(const Execution& execution) {
  const Relation from_others = execution.reads_from - execution.same_process;
  return obeys_grace_periods(execution, kept_program_order(execution) | from_others |
                                            execution.coherence | execution.from_reads);
}

}  // namespace lockstep::litmus::axiomatic
