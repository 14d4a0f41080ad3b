// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/race_buffer.h"

#include <algorithm>

#include "lockstep/exec/places.h"
#include "lockstep/exec/race_reports.h"

namespace lockstep {

void RaceBuffer::take_over(const lockstep_objects& objects, std::vector<RaceRecord>& races) const {
  for (std::size_t i = 0; i < count_; ++i) {
    const void* const address = races_[i][0].address;
    races.push_back({name_place(objects, address), races_[i]});
    forget_accesses(address, static_cast<const std::byte*>(address) + 1);  // may be private memory
  }
  std::sort(races.begin(), races.end());
  races.erase(std::unique(races.begin(), races.end()), races.end());
}

}  // namespace lockstep
