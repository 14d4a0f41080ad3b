// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/numbers.h"

#include <fmt/format.h>

namespace lockstep {

std::string group_digits(std::uint64_t number) { return group_digits(fmt::format("{}", number)); }

std::string group_digits(std::string digits) {
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
  return digits;
}

std::string count_of(std::uint64_t number, std::string_view thing) {
  return fmt::format("{} {}{}", group_digits(number), thing, number == 1 ? "" : "s");
}

}  // namespace lockstep
