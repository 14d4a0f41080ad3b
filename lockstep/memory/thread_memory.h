// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/memory/memory_model.h"

namespace lockstep {

/// Real atomics, for tasks that are threads: the answers are the processor's. Nothing is kept, so
/// all threads can share one.
class ThreadMemory final : public MemoryModel {
 public:
  void begin() override {}
  void end() override {}
  unsigned long load(const Request& request) override;
  void store(const Request& request) override;
  unsigned long update(const Request& request) override;
  void fence(int order) override;
  void plain(AccessKind /*kind*/, const volatile void* /*address*/, std::size_t /*size*/) override {
  }
  void write_state(TaskSet /*unfinished*/, RaceState& /*state*/) const override {}
};

}  // namespace lockstep
