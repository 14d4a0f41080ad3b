// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/generator.h"

#include <array>
#include <limits>

#include "lockstep/program/program.h"

namespace lockstep {
namespace {

constexpr unsigned kTries = 64;  // to find an operation that is permitted

constexpr unsigned kFaultOdds = 8;  // one operation in this many, if faults are allowed
constexpr unsigned kWideOdds = 3;   // one program in this many uses more than one object or owner
constexpr unsigned kDetachedOdds = 5;  // one object in this many starts detached

class Generator {
 public:
  Generator(Random& random, const GeneratorLimits& limits) : random_(random), limits_(limits) {}

  Program generate() {
    owners_ = random_.one_in(kWideOdds) ? limits_.owners : 1;
    program_.objects.resize(random_.one_in(kWideOdds) ? up_to(limits_.objects) : 1);
    for (ObjectStart& object : program_.objects) {
      object.attached = !random_.one_in(kDetachedOdds);
      object.owner = static_cast<std::uint8_t>(random_.below(owners_));
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
      const auto operation = random_permitted_operation(random_, program_, owners_, outlook,
                                                        {fault, limits_.supported});
      if (!operation) continue;
      outlook.make(*operation);
      task.operations.push_back(*operation);
    }
  }

  Random& random_;
  const GeneratorLimits& limits_;
  unsigned owners_ = 1;
  Program program_;
};

}  // namespace

std::int32_t random_operand(Random& random, const Program& program, unsigned owners,
                            OperandKind kind) {
  switch (kind) {
    case OperandKind::kNone:
      return 0;
    case OperandKind::kObject:
      return static_cast<std::int32_t>(random.index(program.objects.size()));
    case OperandKind::kOwner:
    case OperandKind::kOptionalOwner:
      return static_cast<std::int32_t>(random.index(owners));
    case OperandKind::kTask:
      return static_cast<std::int32_t>(random.index(program.tasks.size()));
    case OperandKind::kWaitState:
      return static_cast<std::int32_t>(random.index(kWaitStateNames.size()));
    case OperandKind::kCount:
      break;
  }
  return kSubject.counts[random.index(kSubject.counts.size())];
}

Operation random_operation(Random& random, const Program& program, unsigned owners) {
  Operation operation = {static_cast<OperationCode>(random.below(kOperationCodes)), {}};
  for (unsigned place = 0; place < kMaxOperands; ++place) {
    operation.operands[place] =
        random_operand(random, program, owners, info(operation.code).operands[place]);
  }
  return operation;
}

std::optional<Operation> random_permitted_operation(Random& random, const Program& program,
                                                    unsigned owners, const TaskOutlook& outlook,
                                                    const OperationWish& wish) {
  for (unsigned tries = 0; tries < kTries; ++tries) {
    const Operation operation = random_operation(random, program, owners);
    if (is_fault(operation) == wish.fault && wish.among.contains(operation) &&
        outlook.may_make(operation)) {
      return operation;
    }
  }
  return std::nullopt;
}

Program generate_program(Random& random, const GeneratorLimits& limits) {
  return Generator(random, limits).generate();
}

}  // namespace lockstep
