// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/places.h"

#include <fmt/format.h>

namespace lockstep {

std::string name_place(const lockstep_objects& objects, const StaticObjects& statics,
                       const volatile void* address) {
  lockstep_field field;
  if (lockstep_objects_field(&objects, address, &field)) {
    return fmt::format("{} {} {}", field.object, field.index, field.field);
  }
  const std::string_view name = statics.name_at(address);
  return name.empty() ? "private memory" : fmt::format("static {}", name);
}

}  // namespace lockstep
