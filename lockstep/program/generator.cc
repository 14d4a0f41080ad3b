// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/generator.h"

#include <array>

#include "lockstep/program/task_names.h"
#include "lockstep/program/task_outlook.h"

namespace lockstep {
namespace {

constexpr unsigned kFaultOdds = 8;     // one operation in this many, if faults are allowed
constexpr unsigned kWideOdds = 3;      // one program in this many uses more than one VMA or mm
constexpr unsigned kDetachedOdds = 5;  // one VMA in this many starts detached
constexpr unsigned kTries = 64;        // to find an operation that is permitted

// Values of vm_refcnt that mean something; see linux/mm_types.h.
constexpr std::int32_t kFlag = 1 << 30;
constexpr std::array<std::int32_t, 10> kCounts = {0,     1,         2,         3,  kFlag - 1,
                                                  kFlag, kFlag + 1, kFlag + 2, -1, -kFlag};

class Generator {
 public:
  Generator(Random& random, const GeneratorLimits& limits) : random_(random), limits_(limits) {}

  Program generate() {
    mms_ = random_.one_in(kWideOdds) ? limits_.mms : 1;
    program_.vmas.resize(random_.one_in(kWideOdds) ? up_to(limits_.vmas) : 1);
    for (VmaStart& vma : program_.vmas) {
      vma.attached = !random_.one_in(kDetachedOdds);
      vma.mm = static_cast<std::uint8_t>(random_.below(mms_));
    }
    program_.tasks.resize(up_to(limits_.tasks));
    for (Task& task : program_.tasks) generate_task(task);
    name_tasks(program_);
    return std::move(program_);
  }

 private:
  unsigned up_to(unsigned most) { return 1 + random_.below(most); }

  void generate_task(Task& task) {
    TaskOutlook outlook(program_);
    const unsigned count = up_to(limits_.operations);
    for (unsigned i = 0; i < count; ++i) {
      const bool fault = limits_.faults && random_.one_in(kFaultOdds);
      for (unsigned tries = 0; tries < kTries; ++tries) {
        const Operation operation = random_operation();
        if (is_fault(operation) != fault || !outlook.may_make(operation)) continue;
        outlook.make(operation);
        task.operations.push_back(operation);
        break;
      }
    }
  }

  Operation random_operation() {
    Operation operation = {static_cast<OperationCode>(random_.below(kOperationCodes)), {}};
    for (unsigned place = 0; place < kMaxOperands; ++place) {
      operation.operands[place] = random_operand(info(operation.code).operands[place]);
    }
    return operation;
  }

  std::int32_t random_operand(OperandKind kind) {
    switch (kind) {
      case OperandKind::kNone:
        return 0;
      case OperandKind::kVma:
        return below(program_.vmas.size());
      case OperandKind::kMm:
      case OperandKind::kOptionalMm:
        return below(mms_);
      case OperandKind::kTask:
        return below(program_.tasks.size());
      case OperandKind::kWaitState:
        return below(kWaitStateNames.size());
      case OperandKind::kCount:
        break;
    }
    return kCounts[random_.below(kCounts.size())];
  }

  std::int32_t below(std::size_t bound) {
    return static_cast<std::int32_t>(random_.below(static_cast<std::uint32_t>(bound)));
  }

  Random& random_;
  const GeneratorLimits& limits_;
  unsigned mms_ = 1;
  Program program_;
};

}  // namespace

Program generate_program(Random& random, const GeneratorLimits& limits) {
  return Generator(random, limits).generate();
}

}  // namespace lockstep
