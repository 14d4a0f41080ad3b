// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/litmus/test.h"
#include "tests/axiomatic/evaluate.h"
#include "tests/axiomatic/event.h"

namespace lockstep::litmus::axiomatic {

/// How far a process has come. It stops in front of each instruction that reads.
struct ProcessRun {
  unsigned next = 0;  ///< index of an instruction
  std::vector<Traced> registers;
  unsigned readers = 0;   ///< RCU readers that it is in
  std::size_t after = 0;  ///< its next read is from a write that is this event or a later one
  bool lost = false;      ///< it has used a number as an address
};

/// Some processes, each run up to a point, and what they did. A value, so that it can branch.
struct Runs {
  std::vector<Event> events;
  std::vector<ProcessRun> processes;
};

/// All processes at their beginning, and the initial writes.
Runs beginning(const Test& test);

bool has_ended(const Test& test, const Runs& runs, std::size_t process);

/// Runs a process up to its next read, or to its end.
void run_to_read(const Test& test, Runs& runs, std::size_t process);

/// Makes the next instruction of a process, which does not read.
void make_step(const Test& test, Runs& runs, std::size_t process);

/// The same for one that reads: it reads from this write. False if it cannot: a lock is held, or
/// the write already has an update behind it.
bool make_read(const Test& test, Runs& runs, std::size_t process, std::size_t write);

/// The location of its next read; none that exists if it uses a number as an address. No process
/// can go on then.
unsigned location_of_read(const Test& test, const Runs& runs, std::size_t process);

/// Whether an update reads from this write. There is at most one that stores, because it does so
/// right behind the write.
bool is_updated(const Runs& runs, std::size_t write);

}  // namespace lockstep::litmus::axiomatic
