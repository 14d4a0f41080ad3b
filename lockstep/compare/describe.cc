// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

#include "lockstep/base/quote.h"
#include "lockstep/program/text.h"

namespace lockstep {
namespace {

constexpr std::int32_t kRestart = 512;  // ERESTARTSYS, which only kernels have

std::string describe_error(std::int32_t result) {
  switch (-result) {
    case EINTR:
      return "-EINTR";
    case EAGAIN:
      return "-EAGAIN";
    case kRestart:
      return "-ERESTARTSYS";
    default:
      return fmt::format("{}", result);
  }
}

std::string describe_hang(const Program& program, const Observation& observation) {
  std::string text;
  for (unsigned task = 0; task < program.tasks.size(); ++task) {
    if (!observation.final.asleep.contains(task)) continue;
    text += fmt::format("{} {} {} in {}", text.empty() ? "hangs:" : ",", program.tasks[task].name,
                        observation.final.spinning.contains(task) ? "spins" : "sleeps",
                        describe_current_operation(program, observation, task));
  }
  return text;
}

const char* describe_access(const RacingAccess& access) {
  if (access.atomic) return access.write ? "atomic write" : "atomic read";
  return access.write ? "write" : "read";
}

}  // namespace

std::string describe_result(OperationCode code, std::int32_t result) {
  switch (info(code).result) {
    case ResultForm::kLocked:
      if (result != 0 && result != 1) return describe_error(result);
      return std::string(info(code).answers[static_cast<std::size_t>(result)]);
    case ResultForm::kData:
      return result == -1 ? "torn data" : fmt::format("data {}", result);
    case ResultForm::kNothing:
    case ResultForm::kError:
    case ResultForm::kSection:
      break;
  }
  return result < 0 ? describe_error(result) : fmt::format("{}", result);
}

std::string describe_value(const Field& field, std::int64_t value) {
  if (field.describe) return field.describe(value);
  if (field.is_signed) return fmt::format("{}", value);
  return fmt::format("{}", static_cast<std::uint64_t>(value));
}

std::string describe_value(const Program& program, const Field& field, std::int64_t value) {
  if (field.is_task && value < 0) return "nobody";
  if (field.is_task) {
    const auto task = static_cast<std::size_t>(value);
    return task < program.tasks.size() ? program.tasks[task].name : "what is no task";
  }
  return describe_value(field, value);
}

std::string describe_warning(const WarningRecord& warning) {
  const lockstep_warning_site& site = *warning.site;
  const std::string condition = printable_short(site.condition);
  const std::string function = printable_short(warning.function);
  switch (site.kind) {
    case LOCKSTEP_WARN_ON_ONCE:
      return fmt::format("WARN_ON_ONCE({}) in {}", condition, function);
    case LOCKSTEP_VM_WARN_ON_ONCE:
      return fmt::format("VM_WARN_ON_ONCE({}) in {}", condition, function);
    case LOCKSTEP_ASSERTION:
      return fmt::format("assertion failed: {} in {}", condition, function);
    case LOCKSTEP_REFCOUNT:
      return fmt::format("{}: {}", function, condition);
    case LOCKSTEP_LOCKDEP:
      break;
  }
  return fmt::format("lockdep: {} ({})", condition, function);
}

std::string describe_race(const RaceRecord& race) {
  return fmt::format("{} and {} of {} race", describe_access(race.accesses[0]),
                     describe_access(race.accesses[1]), race.place);
}

std::string describe_endless_wait(const FinalRecord& final, unsigned task) {
  return final.spinning.contains(task) ? "spins for ever" : "never wakes up";
}

std::string describe_leak(std::uint32_t leaked) {
  if (leaked == 0) return "leaks nothing";
  return fmt::format("leaks {} allocation{}", leaked, leaked == 1 ? "" : "s");
}

std::string describe_crash(CrashKind kind) {
  return std::string(kCrashNames[static_cast<std::size_t>(kind)]);
}

std::string describe_end(const Program& program, const Observation& observation) {
  const FinalRecord& final = observation.final;
  switch (final.end) {
    case End::kCompleted:
      return "all tasks end";
    case End::kHang:
      return describe_hang(program, observation);
    case End::kOutOfSteps:
      return "runs out of steps";
    case End::kStopped:
      return "is stopped";
    case End::kCrash:
      break;
  }
  return fmt::format("crashes: {} in {} of {}", describe_crash(final.crash),
                     describe_current_operation(program, observation, final.crash_task),
                     program.tasks[final.crash_task].name);
}

std::string describe_operation(const Program& program, const OperationRecord& record) {
  const auto& operations = program.tasks[record.task].operations;
  if (record.index < operations.size()) return print_operation(program, operations[record.index]);
  return fmt::format("{} {} at its end", info(record.operation_code()).name, record.target);
}

const Operation* current_operation(const Program& program, const Observation& observation,
                                   unsigned task) {
  const auto returned = static_cast<std::size_t>(
      std::ranges::count(observation.operations, task, &OperationRecord::task));
  const auto& operations = program.tasks[task].operations;
  return returned < operations.size() ? &operations[returned] : nullptr;
}

std::string describe_current_operation(const Program& program, const Observation& observation,
                                       unsigned task) {
  const Operation* const operation = current_operation(program, observation, task);
  return operation ? print_operation(program, *operation) : "a release at its end";
}

}  // namespace lockstep
