// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>

namespace lockstep::litmus::axiomatic {

/// What random tests have besides READ_ONCE() and WRITE_ONCE().
struct Features {
  bool updates = false;   ///< xchg(), cmpxchg(), atomic_fetch_add(), atomic_add(), in all orders
  bool locks = false;     ///< critical sections, in sequence or nested, of two spinlocks
  bool rcu = false;       ///< readers and grace periods
  bool barriers = false;  ///< smp_mb(), smp_rmb(), smp_wmb()
  bool ordered = false;   ///< smp_load_acquire(), smp_store_release()
  bool data = false;      ///< writes of what was computed from earlier reads
  bool control = false;   ///< accesses that depend on a branch
};

/// The source of a litmus test, in herd7's dialect for the kernel, that anyone can make again from
/// the seed: two to four processes, two or three variables, and four to eight accesses, all marked,
/// besides those of locks.
std::string random_test(std::uint64_t seed, Features features);

}  // namespace lockstep::litmus::axiomatic
