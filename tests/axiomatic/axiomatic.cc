// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/axiomatic.h"

#include "tests/axiomatic/candidates.h"
#include "tests/axiomatic/coherence.h"
#include "tests/axiomatic/models.h"

namespace lockstep::litmus::axiomatic {
namespace {

bool allowed(const Execution& execution, Axioms axioms) {
  switch (axioms) {
    case Axioms::kSequentialConsistency:
      return allowed_by_sequential_consistency(execution);
    case Axioms::kTotalStoreOrder:
      return allowed_by_total_store_order(execution);
    case Axioms::kKernel:
      return allowed_by_kernel(execution);
  }
  return false;
}

// All coherence orders of one choice of writes to read from.
class Orders {
 public:
  Orders(const Runs& runs, Axioms axioms, std::uint64_t& budget, AxiomaticResult& result)
      : runs_(runs), execution_(runs.events), axioms_(axioms), budget_(budget), result_(result) {}

  void try_all(std::size_t locations) {
    for (unsigned location = 0; location < locations; ++location) {
      orders_.push_back(coherence_orders(runs_.events, location));
      if (orders_.back().empty()) return;
    }
    choose();
  }

 private:
  void choose() {
    if (chosen_.size() == orders_.size()) return check();
    const std::vector<CoherenceOrder>& orders = orders_[chosen_.size()];
    for (const CoherenceOrder& order : orders) {
      chosen_.push_back(&order);
      choose();
      chosen_.pop_back();
    }
  }

  // Many executions end in the same state; one of them is enough.
  void check() {
    if (budget_ == 0) result_.complete = false;
    if (!result_.complete) return;
    --budget_;
    std::vector<Value> state = final_state();
    if (result_.states.contains(state)) return;
    execution_.order(chosen_);
    if (allowed(execution_, axioms_)) result_.states.insert(std::move(state));
  }

  std::vector<Value> final_state() const {
    std::vector<Value> state;
    for (const CoherenceOrder* order : chosen_) state.push_back(runs_.events[order->back()].value);
    for (const ProcessRun& process : runs_.processes)
      for (const Traced& content : process.registers) state.push_back(content.value);
    return state;
  }

  const Runs& runs_;
  Execution execution_;
  Axioms axioms_;
  std::uint64_t& budget_;
  AxiomaticResult& result_;
  std::vector<std::vector<CoherenceOrder>> orders_;  ///< of each location
  std::vector<const CoherenceOrder*> chosen_;        ///< of the first locations
};

}  // namespace

AxiomaticResult states_by_axioms(const Test& test, Axioms axioms, std::uint64_t budget) {
  AxiomaticResult result;
  const bool within = for_each_run(test, budget, [&](const Runs& runs) {
    Orders(runs, axioms, budget, result).try_all(test.locations.size());
  });
  result.complete = result.complete && within;
  return result;
}

}  // namespace lockstep::litmus::axiomatic
