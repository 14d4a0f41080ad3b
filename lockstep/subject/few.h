// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

namespace lockstep {

/// A list of at most `most` values inside a constant table.
template <typename Value, std::size_t most>
class Few {
 public:
  constexpr Few() = default;
  /// More than `most` values do not compile, in a constant.
  constexpr Few(std::initializer_list<Value> values) : size_(values.size()) {
    std::copy(values.begin(), values.end(), values_.begin());
  }

  constexpr const Value* begin() const { return values_.data(); }
  constexpr const Value* end() const { return values_.data() + size_; }
  constexpr std::size_t size() const { return size_; }
  constexpr bool contains(const Value& value) const {
    return std::find(begin(), end(), value) != end();
  }

 private:
  std::array<Value, most> values_ = {};
  std::size_t size_ = 0;
};

}  // namespace lockstep
