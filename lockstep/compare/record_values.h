// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/exec/observation.h"

namespace lockstep {

/// One thing that the record of an operation says. What is compared, and what reports show of an
/// operation, is made from the list of them.
struct RecordValue {
  /// Of the same kind of difference, the one with the smaller form is more telling.
  enum class Form : std::uint8_t { kResult, kFlag, kNumber };

  Form form = Form::kNumber;
  std::string_view name = {};   ///< in fingerprints: never change one
  std::string_view label = {};  ///< where two operations differ; empty: it is not compared
  std::string_view title = {};  ///< in a table of values; empty: what is told has a row of its own
  std::string text = {};        ///< the value, as it is compared and shown
  std::string phrase = {};      ///< in one line about the operation; empty: nothing worth saying
  /// In fingerprints; empty: those say only that there are two values.
  std::string identity = {};
  std::string old_identity = {};  ///< the same for version 1 of fingerprints
  /// What version 1 says if there are only two values, reference first.
  std::array<std::string_view, 2> old_two_values = {"one", "another"};
  std::uint32_t value = 0;
  DifferenceKind kind = DifferenceKind::kSleepWake;
  const Field* field = nullptr;  ///< of the object that the operation works on, if it is one
  bool is_event = false;         ///< what the task does shows it

  /// The kind of the difference between this value of the reference and one of the variant.
  DifferenceKind kind_to(const RecordValue& variant) const {
    return field ? field->kind_between(value, variant.value) : kind;
  }
};

/// Everything that the record says. Records of the same operation have the same list.
std::vector<RecordValue> values_of(const OperationRecord& record);

}  // namespace lockstep
