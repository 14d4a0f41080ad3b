// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/generator.h"

#include "lockstep/program/random_operation.h"
#include "lockstep/program/task_names.h"

namespace lockstep {
namespace {

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

Program generate_program(Random& random, const GeneratorLimits& limits) {
  return Generator(random, limits).generate();
}

}  // namespace lockstep
