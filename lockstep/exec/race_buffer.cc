// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/race_buffer.h"

#include "lockstep/exec/places.h"

namespace lockstep {

void RaceBuffer::take_over(const lockstep_objects& objects, const StaticObjects& statics,
                           std::vector<RaceRecord>& races) const {
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    races.push_back({name_place(objects, statics, races_[i][0].address), races_[i]});
  }
  std::sort(races.begin(), races.end());
  races.erase(std::unique(races.begin(), races.end()), races.end());
}

}  // namespace lockstep
