// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/left_out.h"

#include <fmt/format.h>

namespace lockstep {

std::string print_left_out(const LeftOutOperations& operations, const SideNames& names) {
  if (operations.reference_lacks && operations.variant_lacks) {
    return fmt::format("{}: {} and {} lack it", operations.name(), names.reference, names.variant);
  }
  return fmt::format("{}: {} lacks it", operations.name(),
                     operations.reference_lacks ? names.reference : names.variant);
}

}  // namespace lockstep
