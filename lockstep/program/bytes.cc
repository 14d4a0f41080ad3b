// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/bytes.h"

#include <algorithm>
#include <array>

#include "lockstep/program/program.h"

namespace lockstep {
namespace {

// The bits of the second byte, behind one for each switch.
constexpr unsigned kObjectCountShift = 2;  // two bits: the number of objects
static_assert(kSubject.switches.size() == kObjectCountShift);
constexpr unsigned kSequencesBit = 4;  // the sequences of the owners follow

// A run of the schedule is one byte: three bits of task, five of steps.
constexpr unsigned kRunTaskBits = 3;
constexpr std::uint32_t kMostRunSteps = 31;

class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  bool at_end() const { return next_ >= bytes_.size(); }
  std::uint8_t byte() { return at_end() ? 0 : bytes_[next_++]; }
  // What pack_program() wrote is in range, and needs no division.
  std::uint32_t below(std::uint32_t bound) {
    const std::uint32_t value = byte();
    return value < bound ? value : value % bound;
  }
  std::uint32_t word() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) value |= std::uint32_t{byte()} << shift;
    return value;
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t next_ = 0;
};

class Writer {
 public:
  explicit Writer(std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}

  void byte(std::uint32_t value) { bytes_.push_back(static_cast<std::uint8_t>(value)); }
  void word(std::uint32_t value) {
    for (unsigned shift = 0; shift < 32; shift += 8) byte(value >> shift & 0xff);
  }

 private:
  std::vector<std::uint8_t>& bytes_;
};

void pack_operand(Writer& out, OperandKind kind, std::int32_t value) {
  if (kind == OperandKind::kNone) return;
  if (kind == OperandKind::kCount) {
    out.word(static_cast<std::uint32_t>(value));
  } else {
    out.byte(static_cast<std::uint32_t>(value));
  }
}

constexpr unsigned kOperandKinds = static_cast<unsigned>(OperandKind::kCount) + 1;

/// How many values an operand of a kind has in a program; counts have all there are.
using OperandBounds = std::array<std::uint32_t, kOperandKinds>;

OperandBounds operand_bounds(const Program& program) {
  OperandBounds bounds = {};
  const auto set = [&](OperandKind kind, std::size_t bound) {
    bounds[static_cast<unsigned>(kind)] = static_cast<std::uint32_t>(bound);
  };
  set(OperandKind::kObject, program.objects.size());
  set(OperandKind::kOwner, kMaxOwners);
  set(OperandKind::kOptionalOwner, kMaxOwners);
  set(OperandKind::kTask, program.tasks.size());
  set(OperandKind::kWaitState, kWaitStateNames.size());
  return bounds;
}

std::int32_t unpack_operand(Reader& in, OperandKind kind, const OperandBounds& bounds) {
  if (kind == OperandKind::kNone) return 0;
  if (kind == OperandKind::kCount) return static_cast<std::int32_t>(in.word());
  return static_cast<std::int32_t>(in.below(bounds[static_cast<unsigned>(kind)]));
}

// An operation on an object cannot be read for a program without one: such codes stand for others.
OperationCode unpack_code(Reader& in, const Program& program) {
  unsigned code = in.below(kOperationCodes);
  while (program.objects.empty() && kOperandPlaces[code].object != kMaxOperands) {
    code = (code + 1) % kOperationCodes;
  }
  return static_cast<OperationCode>(code);
}

void unpack_task(Reader& in, const Program& program, const OperandBounds& bounds, Task& task) {
  const std::uint32_t count = in.below(kMaxOperationsPerTask + 1);
  task.operations.resize(count);
  for (Operation& operation : task.operations) {
    operation.code = unpack_code(in, program);
    const OperationInfo& known = info(operation.code);
    for (unsigned place = 0; place < kMaxOperands; ++place) {
      operation.operands[place] = unpack_operand(in, known.operands[place], bounds);
    }
  }
}

void unpack_header(Reader& in, Program& program) {
  const std::uint8_t version = in.byte();
  if (version == kNamedBytesVersion) in.byte();
  const std::uint8_t bits = in.byte();
  for (unsigned i = 0; i < kSubject.switches.size(); ++i) {
    program.configuration.*kSubject.switches[i].value = (bits >> i & 1) != 0;
  }
  program.objects.resize(bits >> kObjectCountShift & 3);
  program.sequences = {};
  if (bits >> kSequencesBit & 1) {
    for (std::uint32_t& sequence : program.sequences) sequence = in.word() & ~1u;
    if (!kHasOwners) program.sequences = {};
  }
  for (ObjectStart& object : program.objects) {
    const std::uint8_t start = in.byte();
    object.attached = (start & 1) != 0;
    object.owner = static_cast<std::uint8_t>((start >> 1 & 1) % kOwnerCount);
  }
  program.tasks.resize(1 + in.below(kMaxTasks));
}

unsigned switch_bits(const Configuration& configuration) {
  unsigned bits = 0;
  for (unsigned i = 0; i < kSubject.switches.size(); ++i) {
    bits |= unsigned{configuration.*kSubject.switches[i].value} << i;
  }
  return bits;
}

void pack_header(const Program& program, Writer& out) {
  const bool sequences = program.sequences != std::array<std::uint32_t, kMaxOwners>{};
  if (kSubject.number == 0) {
    out.byte(kBytesVersion);
  } else {
    out.byte(kNamedBytesVersion);
    out.byte(kSubject.number);
  }
  out.byte(switch_bits(program.configuration) |
           static_cast<unsigned>(program.objects.size()) << kObjectCountShift |
           unsigned{sequences} << kSequencesBit);
  if (sequences) {
    for (const std::uint32_t sequence : program.sequences) out.word(sequence);
  }
  for (const ObjectStart& object : program.objects)
    out.byte(unsigned{object.attached} | unsigned{object.owner} << 1);
  out.byte(static_cast<std::uint32_t>(program.tasks.size() - 1));
}

void pack_run(Writer& out, ScheduleRun run) {
  std::uint32_t left = run.steps;
  do {
    const std::uint32_t steps = std::min(left, kMostRunSteps);
    out.byte(run.choice.task() | steps << kRunTaskBits);
    left -= steps;
  } while (left != 0);
}

}  // namespace

std::uint8_t packed_subject(std::span<const std::uint8_t> bytes) {
  return bytes.size() < 2 || bytes[0] != kNamedBytesVersion ? 0 : bytes[1];
}

std::vector<std::uint8_t> pack_program(const Program& program) {
  std::vector<std::uint8_t> bytes;
  pack_program(program, bytes);
  return bytes;
}

void pack_program(const Program& program, std::vector<std::uint8_t>& bytes) {
  bytes.clear();
  Writer out(bytes);
  pack_header(program, out);
  for (const Task& task : program.tasks) {
    out.byte(static_cast<std::uint32_t>(task.operations.size()));
    for (const Operation& operation : task.operations) {
      out.byte(static_cast<std::uint32_t>(operation.code));
      for (unsigned place = 0; place < kMaxOperands; ++place) {
        pack_operand(out, info(operation.code).operands[place], operation.operands[place]);
      }
    }
  }
  for (const ScheduleRun run : program.schedule) pack_run(out, run);
}

Program unpack_program(std::span<const std::uint8_t> bytes) {
  Program program;
  unpack_program(bytes, program);
  name_tasks(program);
  return program;
}

void unpack_program(std::span<const std::uint8_t> bytes, Program& program) {
  Reader in(bytes);
  unpack_header(in, program);
  const OperandBounds bounds = operand_bounds(program);
  for (Task& task : program.tasks) unpack_task(in, program, bounds, task);
  const auto tasks = static_cast<std::uint32_t>(program.tasks.size());
  program.schedule.clear();
  while (!in.at_end()) {
    const std::uint8_t run = in.byte();
    append_run(program.schedule, {Choice::of_task((run & 7u) % tasks),
                                  static_cast<std::uint32_t>(run >> kRunTaskBits)});
  }
}

}  // namespace lockstep
