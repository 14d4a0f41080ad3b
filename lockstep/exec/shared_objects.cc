// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/shared_objects.h"

#include <fmt/format.h>

#include <new>

#include "lockstep/exec/race_reports.h"
#include "subjects/bound_calls.h"

namespace lockstep {

ObjectsPtr create_objects() {
  ObjectsPtr objects(lockstep_objects_create(), lockstep_objects_destroy);
  if (!objects) throw std::bad_alloc();
  return objects;
}

void reset_objects(lockstep_objects& objects, const Program& program) {
  bound::reset(objects, static_cast<unsigned>(program.tasks.size()), program.objects,
               program.sequences);
  // The tasks behind them are only accessed atomically, or by themselves.
  forget_accesses(&objects, lockstep_objects_task(&objects, 0));
}

void record_objects(const lockstep_objects& objects, const Program& program, FinalRecord& final) {
  for (unsigned kind = 0; kind < kSubject.kinds.size(); ++kind) {
    for (unsigned index = 0; index < count_objects(program, kind); ++index) {
      final.objects[kind][index] = bound::values_of(objects, {kind, index});
    }
  }
}

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
