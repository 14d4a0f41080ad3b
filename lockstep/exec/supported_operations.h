// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/program/operation_set.h"

// What an implementation's table says about the operations it has functions for.
namespace lockstep {

/// The operations that can be made on the implementation: every entry that they call is there.
OperationSet supported_operations(const lockstep_implementation& implementation);

/// The operations that an execution of the program can make: its own, and what tasks release at
/// their end.
OperationSet operations_of(const Program& program);

/// The entries of a table that these operations call, by name: "vma_start_read".
std::vector<std::string_view> called_entries(const OperationSet& operations);

/// The entries of a table of this version that are empty and must not be, by name: "read_data,
/// write_data". Empty if none is.
std::string what_is_missing(const lockstep_implementation& implementation);

/// Whether a comparison has programs with faults.
enum class Faults : std::uint8_t { kCompared, kLeftOut };

/// What is left out when the two are compared because one lacks it. Faults are not mentioned if
/// they are left out anyway.
std::vector<LeftOutOperations> find_left_out(const lockstep_implementation& reference,
                                             const lockstep_implementation& variant, Faults faults);

}  // namespace lockstep
