// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/program/program.h"

// The byte form of programs, which fuzzers mutate; described in docs/program-bytes.md.
namespace lockstep {

/// The first byte of what pack_program() writes. A change that gives old bytes another meaning
/// raises it, and unpack_program() then tells by it which meaning to read.
inline constexpr std::uint8_t kBytesVersion = 1;

/// The first byte where the second one is the number of the subject, if that is not 0. The rest is
/// as in version 1.
inline constexpr std::uint8_t kNamedBytesVersion = 2;

/// The number of the subject that the bytes are about.
std::uint8_t packed_subject(std::span<const std::uint8_t> bytes);

/// Writes a program. Names of tasks are lost, everything else is kept.
std::vector<std::uint8_t> pack_program(const Program& program);

/// The same into a vector whose memory is used again.
void pack_program(const Program& program, std::vector<std::uint8_t>& bytes);

/// Reads any bytes as a program: what is missing counts as 0, what is out of range is taken modulo
/// the range, and bytes of an unknown version as of this one. Tasks are named by name_tasks().
/// unpack_program(pack_program(p)) is p up to names.
Program unpack_program(std::span<const std::uint8_t> bytes);

/// The same into a program whose memory is used again. Names are not given: they stay as they were.
void unpack_program(std::span<const std::uint8_t> bytes, Program& program);

}  // namespace lockstep
