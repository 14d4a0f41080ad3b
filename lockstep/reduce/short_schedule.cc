// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/short_schedule.h"

namespace lockstep {

Schedule shorten_schedule(std::span<const Step> steps) {
  Schedule schedule;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto task = static_cast<std::uint8_t>(steps[i].task());
    if (schedule.empty() || schedule.back().task != task || steps[i].is_after_leave()) {
      schedule.push_back({task, 0});
    }
    const bool preempted = i + 1 < steps.size() && !steps[i + 1].is_after_leave() &&
                           steps[i + 1].task() != steps[i].task();
    if (preempted) {
      std::uint32_t length = 1;
      while (length <= i && steps[i - length].task() == task &&
             !steps[i - length + 1].is_after_leave()) {
        ++length;
      }
      schedule.back().steps = length;
    }
  }
  return schedule;
}

}  // namespace lockstep
