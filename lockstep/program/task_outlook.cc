// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/task_outlook.h"

namespace lockstep {

TaskOutlook::TaskOutlook(const Program& start) {
  for (Expectation& object : objects_) object.unknown = kSubject.forgotten;
  for (std::size_t i = 0; i < start.objects.size(); ++i)
    objects_[i].facts.owner = start.objects[i].owner;
}

// Permitted with some of the unknown flags set, all of them or none.
bool TaskOutlook::may_make(const Operation& operation) const {
  const auto index = object_of(operation);
  if (!index) return permitted(operation, holdings_, {});
  const Expectation& object = objects_[*index];
  for (unsigned set = object.unknown;; set = (set - 1) & object.unknown) {
    Facts facts = object.facts;
    facts.set(static_cast<std::uint8_t>(set));
    if (permitted(operation, holdings_, facts)) return true;
    if (set == 0) return false;
  }
}

void TaskOutlook::make(const Operation& operation) {
  apply_success(operation, holdings_);
  if (const auto index = object_of(operation)) {
    const auto expect = info(operation.code).expect;
    if (expect) expect(operation, objects_[*index]);
  } else if (const auto owner = owner_of(operation)) {
    forget(*owner);  // a lock was taken or released: other tasks can have been at work
  }
}

void TaskOutlook::forget(unsigned owner) {
  for (Expectation& object : objects_) {
    if (object.facts.owner != owner) continue;
    object.facts.set(kSubject.forgotten | kSubject.cleared, false);
    object.unknown |= kSubject.forgotten;
  }
}

}  // namespace lockstep
