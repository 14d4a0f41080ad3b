// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/interleaving_features.h"

namespace lockstep {
namespace {

constexpr std::uint32_t kCellSize = 4;  // no object of a step is smaller
constexpr std::uint32_t kNoFeature = kFeatures;
constexpr std::uint8_t kMostAccesses = 15;  // of an operation that are told apart

constexpr std::uint32_t hash(std::uint32_t value) {
  value ^= value >> 16;
  value *= 0x7feb352du;
  value ^= value >> 15;
  value *= 0x846ca68bu;
  return value ^ value >> 16;
}

bool reads(lockstep_access kind) {
  return kind == LOCKSTEP_READ || kind == LOCKSTEP_UPDATE || kind == LOCKSTEP_BLOCK;
}

bool writes(lockstep_access kind) { return kind != LOCKSTEP_READ && kind != LOCKSTEP_BLOCK; }

std::uint32_t result_class(std::int32_t result) {
  return result > 0 ? 1 : static_cast<std::uint32_t>(-result) * 2;
}

}  // namespace

InterleavingFeatures::InterleavingFeatures(const lockstep_objects& objects, FeedbackKinds kinds)
    : kinds_(kinds), first_(reinterpret_cast<const volatile char*>(&objects)) {
  std::size_t size = 0;
  while (lockstep_objects_contain(&objects, first_ + size)) size += kCellSize;
  cells_.resize(size / kCellSize);
}

InterleavingFeatures::Cell* InterleavingFeatures::cell_of(const volatile void* object) {
  const auto offset = static_cast<std::size_t>(static_cast<const volatile char*>(object) - first_);
  return offset / kCellSize < cells_.size() ? &cells_[offset / kCellSize] : nullptr;
}

// Goes backwards from the end, to know what each task does next.
void InterleavingFeatures::begin(const Observation& observation) {
  ++execution_;
  steps_ = 0;
  next_record_ = 0;
  positions_.fill({kUnknownCode, 0});
  next_codes_.resize(observation.operations.size());
  for (std::size_t i = observation.operations.size(); i-- > 0;) {
    const OperationRecord& record = observation.operations[i];
    std::uint8_t& next = positions_[record.task].code;
    next_codes_[i] = next;
    if (!record.has(OperationRecord::kSkipped)) next = record.code;
  }
}

// Operations that returned after this step and before the next one.
void InterleavingFeatures::pass_records(const Observation& observation) {
  const auto& records = observation.operations;
  for (; next_record_ < records.size() && records[next_record_].step <= steps_; ++next_record_) {
    positions_[records[next_record_].task] = {next_codes_[next_record_], 0};
  }
}

// The feature of a step, or kNoFeature if it reads nothing that another task wrote.
std::uint32_t InterleavingFeatures::take_step(Step step) {
  ++steps_;
  Position& position = positions_[step.task()];
  const Event event = 1 + position.code * (kMostAccesses + 1u) + position.access;
  if (position.access < kMostAccesses) ++position.access;
  Cell* const cell = cell_of(step.object());
  if (!cell) return kNoFeature;
  std::uint32_t feature = kNoFeature;
  const bool written = cell->execution == execution_;
  if (written && cell->task != step.task() && reads(step.kind())) {
    feature = hash(cell->writer << 16 | event << 1 | salt_) % kReadsFromFeatures;
  }
  if (writes(step.kind())) {
    *cell = {execution_, event, static_cast<std::uint8_t>(step.task())};
  }
  return feature;
}

std::uint32_t InterleavingFeatures::state_feature(const OperationRecord& record) const {
  const std::uint32_t state =
      (bound::state_class(record.values) * kOperationCodes + record.code) << 8 | record.flags;
  return hash(state << 8 | result_class(record.result) << 2 | (record.woken != 0 ? 2u : 0u) |
              salt_) %
         kStateFeatures;
}

std::uint32_t InterleavingFeatures::end_feature(const Observation& observation) const {
  return hash(0x80000000u | static_cast<std::uint32_t>(observation.final.end) << 8 |
              static_cast<std::uint32_t>(observation.warnings.size()) << 1 | salt_) %
         kStateFeatures;
}

}  // namespace lockstep
