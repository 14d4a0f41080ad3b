// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/outcome.h"

#include <xxhash.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

/// Collects values field by field: padding and addresses must not count.
class Digest {
 public:
  template <typename Integer>
  void add(Integer value) {
    words_.push_back(static_cast<std::uint64_t>(value));
  }

  void add(const std::string& text) {
    add(text.size());
    add(XXH3_64bits(text.data(), text.size()));
  }

  OutcomeDigest finish() const {
    const XXH128_hash_t hash = XXH3_128bits(words_.data(), words_.size() * sizeof(std::uint64_t));
    return {hash.high64, hash.low64};
  }

 private:
  std::vector<std::uint64_t> words_;
};

void add_operations(const Observation& observation, Digest& digest) {
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    for (const OperationRecord& record : observation.operations) {
      if (record.task != task) continue;
      digest.add(record.task);
      digest.add(record.index);
      digest.add(record.flags);
      digest.add(record.woken);
      digest.add(static_cast<std::uint32_t>(record.result));
      digest.add(record.refcount);
      digest.add(record.sequence);
    }
  }
}

void add_warnings(const Observation& observation, Digest& digest) {
  using Key = std::tuple<unsigned, unsigned, std::string, bool>;
  std::vector<Key> keys;
  for (const WarningRecord& warning : observation.warnings) {
    keys.emplace_back(warning.task, warning.index, describe_warning(warning), warning.repeated);
  }
  std::sort(keys.begin(), keys.end());
  for (const auto& [task, index, text, repeated] : keys) {
    digest.add(task);
    digest.add(index);
    digest.add(text);
    digest.add(repeated);
  }
}

void add_final(const FinalRecord& final, Digest& digest) {
  for (const VmaRecord& vma : final.vmas) {
    digest.add(vma.refcount);
    digest.add(vma.sequence);
    digest.add(vma.mm);
    digest.add(vma.write_locked);
    digest.add(vma.data);
  }
  for (const MmRecord& mm : final.mms) {
    digest.add(mm.sequence);
    digest.add(static_cast<std::uint32_t>(mm.lock_count));
    digest.add(static_cast<std::uint32_t>(mm.waiter));
  }
  digest.add(static_cast<unsigned>(final.end));
  for (unsigned task = 0; task < kMaxTasks; ++task) digest.add(final.asleep.contains(task));
  digest.add(static_cast<unsigned>(final.crash));
  digest.add(final.crash_task);
  digest.add(final.crash_index);
}

}  // namespace

OutcomeDigest digest_outcome(const Observation& observation) {
  Digest digest;
  add_operations(observation, digest);
  add_warnings(observation, digest);
  for (const RaceRecord& race : observation.races) digest.add(describe_race(race));
  add_final(observation.final, digest);
  return digest.finish();
}

bool OutcomeSet::add(const Observation& observation) {
  const OutcomeDigest digest = digest_outcome(observation);
  if (outcomes_.contains(digest)) return false;
  outcomes_.emplace(digest, std::vector(observation.steps.begin(), observation.steps.end()));
  return true;
}

}  // namespace lockstep
