// SPDX-License-Identifier: GPL-2.0-only
// The workload in Relacy's words, since Relacy runs no other code: the lock before the patch, with
// the accesses and orders of kernel/linux/ and reference/vma_lock/before.c. Built by bench/relacy.
#include <array>
#include <limits>
#include <ostream>
#include <vector>

#include "bench/measure.h"

// Relacy's names include `$` for the place in the source.
#include <relacy/relacy.hpp>

namespace lockstep::bench {
namespace {

constexpr int kReadersExcluded = 1 << 30;
constexpr unsigned kRounds = 2;  // of each task

/// One VMA, attached, and its mm.
class VmaLock {
 public:
  void reset() {
    refcount_($).store(1);
    vma_sequence_($).store(std::numeric_limits<unsigned>::max());
    mm_sequence_($).store(0);
    mmap_lock_($).store(0);
    waiter_($).store(0);
    mm_($) = 0;
  }

  int refcount() { return refcount_.load(rl::mo_relaxed, $); }

  void mmap_write_lock() {
    int free = 0;
    mmap_lock_.compare_exchange_strong(free, 1, rl::mo_acquire, $);  // nobody else takes it
    raise_mm_sequence();
    rl::atomic_thread_fence(rl::mo_release, $);
  }

  void mmap_write_unlock() {
    rl::atomic_thread_fence(rl::mo_release, $);
    raise_mm_sequence();
    mmap_lock_.store(0, rl::mo_release, $);
  }

  int start_write_killable() {
    const unsigned sequence = mm_sequence_.load(rl::mo_relaxed, $);
    if (vma_sequence_.load(rl::mo_relaxed, $) == sequence) return 0;
    const bool is_attached = add_unless_zero(kReadersExcluded, rl::mo_relaxed) != 0;
    if (is_attached) wait_for_readers();
    vma_sequence_.store(sequence, rl::mo_relaxed, $);
    if (is_attached) refcount_.fetch_sub(kReadersExcluded, rl::mo_release, $);
    return 0;
  }

  bool start_read() {
    const unsigned sequence = vma_sequence_.load(rl::mo_relaxed, $);
    if (sequence == mm_sequence_.load(rl::mo_relaxed, $)) return false;
    const int count = add_unless_zero(1, rl::mo_acquire);
    if (count == 0 || count >= kReadersExcluded) return false;
    if (mm_($) == 0 &&
        vma_sequence_.load(rl::mo_relaxed, $) != mm_sequence_.load(rl::mo_acquire, $)) {
      return true;
    }
    end_read();
    return false;
  }

  void end_read() {
    const int left = refcount_.fetch_sub(1, rl::mo_release, $) - 1;
    if (left != kReadersExcluded && left != kReadersExcluded + 1) return;
    rl::atomic_thread_fence(rl::mo_seq_cst, $);
    if (waiter_.load(rl::mo_relaxed, $) != 0) event().set($);
  }

 private:
  void raise_mm_sequence() {
    mm_sequence_.store(mm_sequence_.load(rl::mo_relaxed, $) + 1, rl::mo_relaxed, $);
  }

  // Readers add nothing while they are excluded, either. What was there before.
  int add_unless_zero(int amount, rl::memory_order order) {
    int count = refcount_.load(rl::mo_relaxed, $);
    while (count != 0 && count < kReadersExcluded &&
           !refcount_.compare_exchange_strong(count, count + amount, order, rl::mo_relaxed, $)) {
    }
    return count;
  }

  void wait_for_readers() {
    waiter_.store(1, rl::mo_release, $);
    for (;;) {
      rl::atomic_thread_fence(rl::mo_seq_cst, $);
      if (refcount_.load(rl::mo_acquire, $) == kReadersExcluded + 1) break;
      event().wait(false, false, $);
    }
    waiter_.store(0, rl::mo_release, $);
  }

  rl::event_data& event() { return woken_; }

  rl::atomic<int> refcount_;
  rl::atomic<unsigned> vma_sequence_;
  rl::atomic<unsigned> mm_sequence_;
  rl::atomic<int> mmap_lock_;
  rl::atomic<int> waiter_;
  rl::var<int> mm_;
  rl::event_data_impl<kTasks> woken_{false, false};
};

// Relacy makes its test suites by itself, and during a run all memory is its own.
std::vector<Outcome> shown;

struct WriterAndTwoReaders : rl::test_suite<WriterAndTwoReaders, kTasks> {
  void before() { lock.reset(); }

  void thread(unsigned task) {
    for (unsigned round = 0; round < kRounds; ++round) {
      if (task == 0) {
        lock.mmap_write_lock();
        outcome.results[task][round] = lock.start_write_killable();
        lock.mmap_write_unlock();
        continue;
      }
      const bool locked = lock.start_read();
      outcome.results[task][round] = locked ? 1 : 0;
      if (locked) lock.end_read();
    }
  }

  void after() {
    outcome.refcount = static_cast<std::uint32_t>(lock.refcount());
    shown.push_back(outcome);
  }

  VmaLock lock;
  Outcome outcome;
};

/// Two executions count as a pair, although there is nothing that compares them.
struct RelacyHarness {
  static unsigned run_pairs(unsigned count, OutcomeSet& outcomes) {
    shown.clear();
    shown.reserve(2 * count);
    std::ostream nowhere(nullptr);
    rl::test_params parameters;
    parameters.iteration_count = 2 * count;
    parameters.output_stream = &nowhere;
    parameters.progress_stream = &nowhere;
    const bool passed = rl::simulate<WriterAndTwoReaders>(parameters);
    outcomes.insert(shown.begin(), shown.end());
    return passed ? 0 : count;
  }
};

void random_scheduler(benchmark::State& state) {
  RelacyHarness harness;
  measure(state, harness, 1 << 14);  // it takes a while to begin
}
LOCKSTEP_BENCHMARK(random_scheduler, "Relacy, random scheduler");

}  // namespace
}  // namespace lockstep::bench
