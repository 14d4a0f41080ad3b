// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/candidates.h"

#include <utility>
#include <vector>

#include "tests/axiomatic/process_run.h"

namespace lockstep::litmus::axiomatic {
namespace {

// Gives one read after another a write to read from. A read may also be put off, and then it is
// from a write that does not exist yet. So each execution is come by once: which of its reads are
// put off, and how often, follows from what they read from.
class Search {
 public:
  Search(const Test& test, std::uint64_t& budget, const std::function<void(const Runs&)>& found)
      : test_(test), budget_(budget), found_(found) {}

  // False if the budget is spent.
  bool go_on(Runs runs) {
    if (budget_ == 0) return false;
    --budget_;
    for (std::size_t i = 0; i < runs.processes.size(); ++i) run_to_read(test_, runs, i);
    for (std::size_t i = 0; i < runs.processes.size(); ++i) {
      if (runs.processes[i].lost) return true;
      if (has_ended(test_, runs, i)) continue;
      const std::vector<std::size_t> writes = new_writes(runs, i);
      if (!writes.empty()) return read(runs, i, writes);
    }
    if (have_all_ended(runs)) found_(runs);
    return true;
  }

 private:
  bool have_all_ended(const Runs& runs) const {
    for (std::size_t i = 0; i < runs.processes.size(); ++i)
      if (!has_ended(test_, runs, i)) return false;
    return true;
  }

  // The writes that it has not been put off from. It has overwritten all others that come before
  // its own latest one in its program order, or that were there at first.
  std::vector<std::size_t> new_writes(const Runs& runs, std::size_t process) const {
    const unsigned location = location_of_read(test_, runs, process);
    std::vector<std::size_t> writes;
    bool has_own = false;
    for (std::size_t i = runs.events.size(); i-- > runs.processes[process].after;) {
      const Event& event = runs.events[i];
      if (event.kind != Kind::kWrite || event.location != location) continue;
      const bool is_own = event.process == static_cast<int>(process);
      if (!has_own || (!is_own && event.process != kNobody)) writes.push_back(i);
      has_own = has_own || is_own;
    }
    return writes;
  }

  bool read(Runs& runs, std::size_t process, const std::vector<std::size_t>& writes) {
    for (const std::size_t write : writes) {
      Runs with_read = runs;
      with_read.processes[process].after = 0;
      if (!make_read(test_, with_read, process, write)) continue;
      if (!go_on(std::move(with_read))) return false;
    }
    runs.processes[process].after = runs.events.size();
    return go_on(std::move(runs));
  }

  const Test& test_;
  std::uint64_t& budget_;
  const std::function<void(const Runs&)>& found_;
};

}  // namespace

bool for_each_run(const Test& test, std::uint64_t& budget,
                  const std::function<void(const Runs&)>& found) {
  return Search(test, budget, found).go_on(beginning(test));
}

}  // namespace lockstep::litmus::axiomatic
