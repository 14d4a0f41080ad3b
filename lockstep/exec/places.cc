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

std::string kind_of_place(const std::string& place) {
  const std::size_t object = place.find(' ');
  const std::size_t field = place.find(' ', object == std::string::npos ? object : object + 1);
  if (field == std::string::npos) return place;
  const bool is_numbered =
      place.find_first_not_of("0123456789", object + 1) == field && field != object + 1;
  return is_numbered ? place.substr(0, object) + place.substr(field) : place;
}

}  // namespace lockstep
