// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/operation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace lockstep {
namespace {

TEST(OperationTable, HasUniqueNamesOfLettersAndUnderscores) {
  std::set<std::string_view> names;
  for (const OperationInfo& operation : kOperations) {
    EXPECT_TRUE(names.insert(operation.name).second) << operation.name;
    EXPECT_TRUE(std::ranges::all_of(operation.name, [](char c) {
      return (c >= 'a' && c <= 'z') || c == '_';
    })) << operation.name;
  }
  EXPECT_EQ(names.size(), kOperationCodes);
}

TEST(OperationTable, FindsEveryOperationByItsName) {
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    EXPECT_EQ(find_operation(kOperations[code].name), static_cast<OperationCode>(code));
  }
  EXPECT_EQ(find_operation(""), std::nullopt);
  EXPECT_EQ(find_operation("vma_start"), std::nullopt);
}

TEST(OperationTable, SaysInOneLineWhatAnOperationDoes) {
  for (const OperationInfo& operation : kOperations) {
    EXPECT_FALSE(operation.summary.empty()) << operation.name;
    EXPECT_LE(operation.summary.size(), 72u) << operation.name;
    EXPECT_EQ(operation.summary.find('\n'), std::string_view::npos) << operation.name;
  }
}

TEST(OperationTable, HasNoOperandAfterAMissingOne) {
  for (const OperationInfo& operation : kOperations) {
    const bool gap =
        operation.operands[0] == OperandKind::kNone && operation.operands[1] != OperandKind::kNone;
    EXPECT_FALSE(gap) << operation.name;
  }
}

// The byte form and the contract take it for granted.
TEST(OperationTable, HasTheVmaAndTheTaskFirst) {
  for (const OperationInfo& operation : kOperations) {
    EXPECT_NE(operation.operands[1], OperandKind::kObject) << operation.name;
    EXPECT_NE(operation.operands[1], OperandKind::kTask) << operation.name;
  }
}

TEST(OperationTable, CallsPrimitivesWhatEntersAndExits) {
  for (const OperationInfo& operation : kOperations) {
    const bool by_name = operation.name.find("exclusive") != std::string_view::npos;
    EXPECT_EQ(operation.is_primitive, by_name) << operation.name;
  }
}

TEST(Operations, KnowTheirVmaAndTheirMm) {
  const Operation reuse = {vma_lock::kVmaReuse, {2, 1}};
  EXPECT_EQ(object_of(reuse), 2u);
  EXPECT_EQ(owner_of(reuse), 1u);
  const Operation lock = {vma_lock::kMmapReadLock, {1, 0}};
  EXPECT_EQ(object_of(lock), std::nullopt);
  EXPECT_EQ(owner_of(lock), 1u);
  const Operation kill = {vma_lock::kSendSigkill, {1, 0}};
  EXPECT_EQ(object_of(kill), std::nullopt);
  EXPECT_EQ(owner_of(kill), std::nullopt);
}

TEST(Operations, AreFaultsIfTheyAreCalledSoOrWaitAsNoCallerDoes) {
  using namespace vma_lock;
  using enum WaitState;
  const auto enters = [](OperationCode code, WaitState state) {
    return Operation{code, {0, static_cast<std::int32_t>(state)}};
  };
  const std::vector<Operation> as_no_caller_does = {
      enters(kEnterExclusive, kInterruptible), enters(kEnterExclusiveDetaching, kKillable),
      enters(kEnterExclusiveDetaching, kInterruptible)};
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    for (std::int32_t state = 0; state < 3; ++state) {
      const Operation operation = {static_cast<OperationCode>(code), {0, state}};
      EXPECT_EQ(is_fault(operation), lockstep::kOperations[code].name.starts_with("fault_") ||
                                         std::ranges::count(as_no_caller_does, operation) != 0)
          << lockstep::kOperations[code].name << " " << state;
    }
  }
}

}  // namespace
}  // namespace lockstep
