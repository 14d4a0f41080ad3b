// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

#include "lockstep/litmus/test.h"
#include "tests/axiomatic/relation.h"

namespace lockstep::litmus::axiomatic {

enum class Kind : std::uint8_t {
  kRead,
  kWrite,
  kFullFence,
  kReadFence,
  kWriteFence,
  kReaderBegin,  ///< of an outermost RCU reader
  kReaderEnd,
  kGraceBegin,  ///< synchronize_rcu() is entered
  kGraceEnd,    ///< it returns
};

inline constexpr int kNobody = -1;  ///< the process of initial writes
inline constexpr int kNone = -1;    ///< no event

/// Something that a process does, and that other processes might notice. The events of an execution
/// are numbered: those of a process in program order, and each read after the write it reads from.
struct Event {
  Kind kind = Kind::kRead;
  int process = kNobody;
  unsigned location = 0;  ///< of reads and writes
  Value value = 0;        ///< the same
  bool acquire = false;
  bool release = false;
  bool silent = false;        ///< the read of an update without result
  bool locked = false;        ///< on x86, part of an instruction with a lock prefix
  bool takes_lock = false;    ///< the read of a successful spin_lock() or spin_trylock()
  bool drops_lock = false;    ///< the write of spin_unlock()
  int source = kNone;         ///< of a read: the write that it reads from
  int updates = kNone;        ///< of the write of an update: its read
  EventSet address_from = 0;  ///< the reads that its address was computed from
};

}  // namespace lockstep::litmus::axiomatic
