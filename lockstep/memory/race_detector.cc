// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/race_detector.h"

#include <algorithm>
#include <bit>

namespace lockstep {
namespace {

constexpr std::size_t kMostRecords = 16'384;
constexpr std::size_t kWordsElsewhere = 4'096;  // a power of two
constexpr std::size_t kMostProbes = 64;

std::uint8_t mask_of(std::uintptr_t address, std::size_t size) {
  return static_cast<std::uint8_t>(((1u << size) - 1) << address % 8);
}

}  // namespace

RaceDetector::RaceDetector(const unsigned& running, const void* objects, const void* tasks,
                           std::size_t size, RaceSink& sink)
    : running_(running),
      objects_(reinterpret_cast<std::uintptr_t>(objects) & ~(kWord - 1)),
      first_of_tasks_(reinterpret_cast<std::uintptr_t>(tasks) - objects_),
      size_(size + kWord),
      sink_(sink),
      words_(size_ / kWord + 1),
      elsewhere_(kWordsElsewhere),
      records_(kMostRecords) {
  touched_.reserve(words_.size() + elsewhere_.size());
}

void RaceDetector::set_stack(unsigned task, const void* begin, const void* end) {
  stacks_[task] = {reinterpret_cast<std::uintptr_t>(begin), reinterpret_cast<std::uintptr_t>(end)};
}

void RaceDetector::begin() {
  ++execution_;
  accesses_ = 0;
  next_record_ = 1;
  lost_some_ = false;
  touched_.clear();
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    clocks_[task] = {};
    clocks_[task].ordered.advance(task);
  }
}

void RaceDetector::plain(AccessKind kind, const volatile void* address, std::size_t size) {
  count_access();
  auto begin = reinterpret_cast<std::uintptr_t>(address);
  while (size != 0) {
    const std::size_t part = std::min(size, kWord - begin % kWord);
    if (Word* const word = find_word(begin)) {
      touch_word(kind, *word, begin, mask_of(begin, part));
    }
    begin += part;
    size -= part;
  }
}

void RaceDetector::marked(AccessKind kind, const volatile void* address, std::size_t size,
                          AccessOrder order) {
  count_access();
  const auto begin = reinterpret_cast<std::uintptr_t>(address);
  if (order.full) fence({.acquire = true, .release = true});
  if (Word* const word = find_word(begin)) {
    touch_word(kind, *word, begin, mask_of(begin, size));
    synchronize(kind, word->released[(begin & 4) != 0 ? 1 : 0], order);
  }
  if (order.full) fence({.acquire = true, .release = true});
}

void RaceDetector::synchronize(AccessKind kind, VectorClock& released, AccessOrder order) {
  TaskClocks& self = clocks();
  if (kind != AccessKind::kMarkedWrite) {
    self.read.join(released);
    if (kind == AccessKind::kMarkedRead) self.depended.join(released);
    if (order.acquire || order.full) self.ordered.join(released);
  }
  if (!is_write(kind)) return;
  // An update goes on with what the write before it released; a mere write does not.
  if (kind == AccessKind::kMarkedWrite) released = {};
  released.join(self.fenced);
  if (order.release || order.full) {
    released.join(self.ordered);
    advance(self.ordered);
  }
}

void RaceDetector::fence(AccessOrder order) {
  TaskClocks& self = clocks();
  if (order.acquire || order.full) self.ordered.join(self.read);
  if (order.release || order.full) {
    self.fenced.join(self.ordered);
    advance(self.ordered);
  }
}

void RaceDetector::count_access() {
  ++accesses_;
  if (tells_accesses_) [[unlikely]]
    sink_.on_access(accesses_);
}

[[gnu::always_inline]] inline RaceDetector::Word* RaceDetector::find_word(std::uintptr_t address) {
  const std::uintptr_t offset = address - objects_;
  if (offset < size_) return &freshened(words_[offset / kWord]);
  const auto& [begin, end] = stacks_[running_];
  if (address - begin < end - begin) return nullptr;
  return find_elsewhere(address);
}

RaceDetector::Word& RaceDetector::freshened(Word& word) {
  if (word.execution != execution_) {
    touched_.push_back(&word);
    word.execution = execution_;
    word.plain.tasks = 0;
    word.marked.tasks = 0;
    word.latest = 0;
    word.released = {};
  }
  return word;
}

// Words of earlier executions are free to be taken.
RaceDetector::Word* RaceDetector::find_elsewhere(std::uintptr_t address) {
  const std::uintptr_t number = address / kWord;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): only compared
  const auto* const name = reinterpret_cast<const void*>(number * kWord);
  std::size_t slot = (number * 0x9e37'79b9'7f4a'7c15u) >> 52;
  for (std::size_t probe = 0; probe < kMostProbes; ++probe) {
    Word& word = elsewhere_[slot++ % kWordsElsewhere];
    if (word.execution == execution_ && word.address == name) return &word;
    if (word.execution == execution_) continue;
    freshened(word).address = name;
    return &word;
  }
  lost_some_ = true;
  return nullptr;
}

// Never 0. Another access like the latest one, with nothing between, adds nothing.
std::uint64_t RaceDetector::latest_access(AccessKind kind, Mask mask) const {
  return std::uint64_t{mask} << 32 | std::uint64_t{clocks().ordered.of(running_)} << 16 |
         std::uint64_t{running_} << 8 | static_cast<std::uint64_t>(kind);
}

[[gnu::always_inline]] inline void RaceDetector::touch_word(AccessKind kind, Word& word,
                                                            std::uintptr_t address, Mask mask) {
  const std::uint64_t access = latest_access(kind, mask);
  if (access == word.latest && !tells_accesses_) return;
  word.latest = access;
  word.seen_tasks |= static_cast<std::uint8_t>(1u << running_);
  word.seen_plain |= is_plain(kind);
  word.seen_write |= is_write(kind);
  const RaceSink::Access later = {kind, running_, accesses_};
  if (is_plain(kind)) look_for_races(word.marked, later, address, mask);
  look_for_races(word.plain, later, address, mask);
  note(kind, is_plain(kind) ? word.plain : word.marked, mask);
}

[[gnu::always_inline]] inline void RaceDetector::look_for_races(const Records& records,
                                                                const RaceSink::Access& later,
                                                                std::uintptr_t address, Mask mask) {
  for (unsigned others = records.tasks & ~(1u << running_); others != 0; others &= others - 1) {
    std::uint16_t index = records.first[static_cast<unsigned>(std::countr_zero(others))];
    for (; index != 0; index = records_[index].next) {
      const Record& earlier = records_[index];
      if ((earlier.mask & mask) != 0 && (is_write(earlier.kind) || is_write(later.kind))) {
        judge(earlier, later, address);
      }
    }
  }
}

// Less is ordered before the read of an update than before its write.
void RaceDetector::judge(const Record& earlier, const RaceSink::Access& later,
                         std::uintptr_t address) {
  const TaskClocks& self = clocks();
  if (self.ordered.covers(earlier.task, earlier.count)) return;
  const bool stores_only =
      is_write(later.kind) && !(later.kind == AccessKind::kUpdate && is_write(earlier.kind));
  const RaceSink::Access access = {earlier.kind, earlier.task, earlier.number};
  // NOLINTNEXTLINE(performance-no-int-to-ptr): it was a pointer
  const auto* const where = reinterpret_cast<const void*>(address);
  if (stores_only && self.depended.covers(earlier.task, earlier.count)) {
    sink_.on_dependent_store(access, later, where);
  } else {
    sink_.on_race(access, later, where);
  }
}

[[gnu::always_inline]] inline void RaceDetector::note(AccessKind kind, Records& records,
                                                      Mask mask) {
  Record* record = find_own(kind, records, mask);
  if (!record) record = add_own(records);
  if (!record) return;
  record->kind = kind;
  record->mask = mask;
  record->task = static_cast<std::uint8_t>(running_);
  record->count = clocks().ordered.of(running_);
  record->number = accesses_;
}

[[gnu::always_inline]] inline RaceDetector::Record* RaceDetector::find_own(AccessKind kind,
                                                                           Records& records,
                                                                           Mask mask) {
  for (std::uint16_t index = records.of(running_); index != 0; index = records_[index].next) {
    Record& record = records_[index];
    if (record.kind == kind && record.mask == mask) return &record;
  }
  return nullptr;
}

RaceDetector::Record* RaceDetector::add_own(Records& records) {
  if (next_record_ == kMostRecords) {
    lost_some_ = true;
    return nullptr;
  }
  Record& record = records_[next_record_];
  record.next = records.of(running_);
  records.first[running_] = next_record_++;
  records.tasks |= static_cast<std::uint8_t>(1u << running_);
  return &record;
}

}  // namespace lockstep
