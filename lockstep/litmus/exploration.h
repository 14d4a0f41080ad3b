// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <tsl/robin_set.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "lockstep/explore/state_table.h"
#include "lockstep/litmus/evaluate.h"
#include "lockstep/litmus/explore.h"
#include "lockstep/litmus/parse.h"

namespace lockstep::litmus {

/// Explores a test on a machine: a memory of class `Memory`, such as ViewMachine, and the
/// processes.
template <typename Memory>
class Exploration {
 public:
  Exploration(const Test& test, Memory memory, std::uint64_t most_states);

  Explored run();

 private:
  using Dependency = typename Memory::Dependency;

  struct Running {
    unsigned next = 0;  ///< instruction
    std::vector<Value> registers;
    std::vector<Dependency> dependencies;  ///< of each register
    bool owes_barrier = false;             ///< the one behind an update of full order
    unsigned reader_depth = 0;             ///< of rcu_read_lock()
    std::uint32_t waits_for = 0;           ///< readers, each a bit, in synchronize_rcu()
  };

  struct State {
    Memory memory;
    std::vector<Running> processes;
  };

  /// What an access is to, and what the address depends on; what a write or an update works with.
  struct Operands {
    unsigned location = 0;
    Dependency address;
    Value value = 0;
    Value expected = 0;
  };

  bool has_ended(const State& state, unsigned process) const {
    const Running& at = state.processes[process];
    return at.next >= test_.processes[process].code.size() && !at.owes_barrier;
  }

  void settle(State& state, unsigned process) const;
  bool make_local(State& state, unsigned process) const;
  Value evaluate_in(const State& state, unsigned process, const Expression& expression) const;
  Dependency dependency_of(const State& state, unsigned process,
                           const Expression& expression) const;
  unsigned location_of(const State& state, unsigned process, const Instruction& instruction) const;
  Operands operands_of(const State& state, unsigned process, const Instruction& instruction) const;
  void assign(State& state, unsigned process, const Instruction& instruction, Value value,
              const Dependency& dependency) const;

  void add_successors(const State& state, unsigned process);
  void add(State state, unsigned process);
  void add_barrier(State state, unsigned process);
  void add_reads(const State& state, unsigned process, const Instruction& instruction);
  void add_writes(const State& state, unsigned process, const Instruction& instruction);
  void add_updates(const State& state, unsigned process, const Instruction& instruction);
  void add_failed_updates(const State& state, unsigned process, const Instruction& instruction);
  void add_locked(const State& state, unsigned process, const Instruction& instruction);
  void add_rcu(State state, unsigned process, const Instruction& instruction);
  void add_woken(State state, unsigned process, const Instruction& instruction);
  void add_scheduled(State state, unsigned process, const Instruction& instruction);

  bool is_new(const State& state);
  void note_final(const State& state);

  const Test& test_;
  const std::uint64_t most_states_;
  const bool uses_pointers_;  ///< computed ones: dependencies of registers matter
  State start_;
  Explored explored_;
  std::vector<State> successors_;  ///< of the state that is looked at
  std::vector<std::uint64_t> words_;
  tsl::robin_set<StateKey, StateKeyHash> known_;
};

}  // namespace lockstep::litmus
