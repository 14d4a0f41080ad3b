// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/not_shown.h"

#include <fmt/format.h>

namespace lockstep {
namespace {

constexpr const char* kAlways =
    "weak memory (all of this is about sequentially consistent memory), RCU, the lifetime of "
    "objects "
    "(such as a dropped mmgrab() or mmdrop()), and what code does that is not instrumented (such "
    "as "
    "assembly)";

}  // namespace

std::string describe_not_shown(const std::string& besides) {
  return besides.empty() ? kAlways : fmt::format("{}, {}", besides, kAlways);
}

}  // namespace lockstep
