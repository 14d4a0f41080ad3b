// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/not_shown.h"

#include <fmt/format.h>

#include "lockstep/program/bound_subject.h"

namespace lockstep {
namespace {

std::string always() {
  const std::string_view out_of_reach = kSubject.phrases.out_of_reach;
  return fmt::format(
      "weak memory (all of this is about sequentially consistent memory), {}{}and what code does "
      "that is not instrumented (such as assembly)",
      out_of_reach, out_of_reach.empty() ? "" : ", ");
}

}  // namespace

std::string describe_not_shown(const std::string& besides) {
  return besides.empty() ? always() : fmt::format("{}, {}", besides, always());
}

}  // namespace lockstep
