// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/random.h"
#include "tests/axiomatic/random_tests.h"

namespace lockstep::litmus::axiomatic {

/// What the processes of a random test have in common.
struct Shared {
  Random random;
  Features features;
  unsigned variables = 2;      ///< x, y, z
  unsigned values = 0;         ///< values of writes that have been used: each has one of its own
  unsigned sections = 3;       ///< critical sections and RCU readers that may still be made
  unsigned grace_periods = 2;  ///< that may still be made
};

/// Writes one process of a random test.
class RandomProcess {
 public:
  explicit RandomProcess(Shared& shared) : shared_(shared) {}

  /// Its statements, with that many accesses.
  std::string body(unsigned accesses);

  unsigned registers() const { return registers_; }

 private:
  struct Section {
    std::string end;
    std::string lock;  ///< empty for RCU readers
  };

  unsigned below(unsigned bound) { return shared_.random.below(bound); }
  bool one_in(unsigned bound) { return shared_.random.one_in(bound); }
  std::string variable();
  std::string value();
  std::string fresh_register();
  void line(std::string_view text);

  void between_accesses();
  void open_section();
  void open_lock();
  bool is_open(std::string_view lock) const;
  void close_section();
  void grace_period();
  void barrier();

  unsigned step(unsigned most);
  unsigned conditional(unsigned most);
  void access();
  void read();
  void write();
  void update();

  Shared& shared_;
  std::string text_;
  std::string indent_ = "\t";
  std::vector<Section> open_;
  unsigned registers_ = 0;
  unsigned last_variable_ = 3;  ///< none
};

}  // namespace lockstep::litmus::axiomatic
