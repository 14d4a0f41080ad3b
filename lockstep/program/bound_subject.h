// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "subjects/bound_subject.h"

// Which subject this is about is bound when the tool is compiled: what runs in every execution is
// then inlined. The build says which one it is, by a header that includes the subject's and makes
// lockstep::bound a name for its namespace; see ci/cmake/LockstepSubject.cmake.
namespace lockstep {

/// The subject of all programs.
inline constexpr const Subject& kSubject = bound::kSubject;

/// How the command for this subject is called.
inline std::string name_of_command() {
  return kSubject.number == 0 ? "lockstep" : "lockstep --subject " + std::string(kSubject.name);
}

/// Whether objects have owners. If not, all belong to one that nobody sees.
inline constexpr bool kHasOwners = kSubject.kinds.size() > kOwners;
inline constexpr unsigned kOwnerCount = kHasOwners ? kMaxOwners : 1;

/// The kinds of objects and of owners; that of owners is blank if there are none.
inline constexpr ObjectKind kObjectKind = kSubject.kinds[kObjects];
inline constexpr ObjectKind kOwnerKind = kHasOwners ? kSubject.kinds[kOwners] : ObjectKind{};

}  // namespace lockstep
