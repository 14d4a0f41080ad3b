// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/race_detector.h"

namespace lockstep {
namespace {

constexpr std::size_t kWord = 8;
constexpr std::size_t kMostRecords = 16'384;
constexpr std::size_t kWordsElsewhere = 4'096;  // a power of two
constexpr std::size_t kMostProbes = 64;

bool conflict(AccessKind a, AccessKind b) {
  return (is_plain(a) || is_plain(b)) && (is_write(a) || is_write(b));
}

}  // namespace

RaceDetector::RaceDetector(const unsigned& running, const void* objects, std::size_t size,
                           RaceSink& sink)
    : running_(running),
      objects_(reinterpret_cast<std::uintptr_t>(objects) & ~(kWord - 1)),
      size_(size + kWord),
      sink_(sink),
      words_(size_ / kWord + 1),
      elsewhere_(kWordsElsewhere),
      records_(kMostRecords) {}

void RaceDetector::set_stack(unsigned task, const void* begin, const void* end) {
  stacks_[task] = {reinterpret_cast<std::uintptr_t>(begin), reinterpret_cast<std::uintptr_t>(end)};
}

void RaceDetector::begin() {
  ++execution_;
  accesses_ = 0;
  next_record_ = 1;
  lost_some_ = false;
  clocks_ = {};
  for (unsigned task = 0; task < kMaxTasks; ++task) clocks_[task].ordered.advance(task);
}

void RaceDetector::plain(AccessKind kind, const volatile void* address, std::size_t size) {
  touch(kind, reinterpret_cast<std::uintptr_t>(address), size);
}

void RaceDetector::marked(AccessKind kind, const volatile void* address, std::size_t size,
                          AccessOrder order) {
  const auto begin = reinterpret_cast<std::uintptr_t>(address);
  if (order.full) fence({.acquire = true, .release = true});
  touch(kind, begin, size);
  Word* const word = find_word(begin);
  if (!word) return;
  VectorClock& released = word->released[(begin & 4) != 0 ? 1 : 0];
  TaskClocks& self = clocks();
  if (kind != AccessKind::kMarkedWrite) {
    self.read.join(released);
    if (kind == AccessKind::kMarkedRead) self.depended.join(released);
    if (order.acquire || order.full) self.ordered.join(released);
  }
  if (is_write(kind)) {
    // An update goes on with what the write before it released; a mere write does not.
    if (kind == AccessKind::kMarkedWrite) released = {};
    released.join(self.fenced);
    if (order.release || order.full) {
      released.join(self.ordered);
      self.ordered.advance(running_);
    }
  }
  if (order.full) fence({.acquire = true, .release = true});
}

void RaceDetector::fence(AccessOrder order) {
  TaskClocks& self = clocks();
  if (order.acquire || order.full) self.ordered.join(self.read);
  if (order.release || order.full) {
    self.fenced.join(self.ordered);
    self.ordered.advance(running_);
  }
}

void RaceDetector::touch(AccessKind kind, std::uintptr_t address, std::size_t size) {
  ++accesses_;
  if (tells_accesses_) [[unlikely]]
    sink_.on_access(accesses_);
  while (size != 0) {
    const std::size_t offset = address % kWord;
    const std::size_t part = std::min(size, kWord - offset);
    const auto mask = static_cast<Mask>(((1u << part) - 1) << offset);
    if (Word* const word = find_word(address)) touch_word(kind, *word, address, mask);
    address += part;
    size -= part;
  }
}

RaceDetector::Word* RaceDetector::find_word(std::uintptr_t address) {
  const std::uintptr_t offset = address - objects_;
  if (offset < size_) return &freshened(words_[offset / kWord]);
  const auto& [begin, end] = stacks_[running_];
  if (address - begin < end - begin) return nullptr;
  return find_elsewhere(address);
}

RaceDetector::Word& RaceDetector::freshened(Word& word) const {
  if (word.execution != execution_) {
    word.execution = execution_;
    word.first = 0;
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

// Of an update, the read comes after less than the write.
bool RaceDetector::is_ordered(const Record& earlier, AccessKind later, bool& by_dependency) const {
  const TaskClocks& self = clocks_[running_];
  if (self.ordered.covers(earlier.task, earlier.count)) return true;
  const bool stores_only =
      is_write(later) && !(later == AccessKind::kUpdate && is_write(earlier.kind));
  by_dependency = stores_only && self.depended.covers(earlier.task, earlier.count);
  return by_dependency;
}

void RaceDetector::touch_word(AccessKind kind, Word& word, std::uintptr_t address, Mask mask) {
  const RaceSink::Access later = {kind, running_, accesses_};
  Record* own = nullptr;
  for (std::uint32_t index = word.first; index != 0; index = records_[index].next) {
    Record& record = records_[index];
    if (record.task == running_) {
      if (record.kind == kind && record.mask == mask) own = &record;
      continue;
    }
    if ((record.mask & mask) == 0 || !conflict(record.kind, kind)) continue;
    bool by_dependency = false;
    const bool ordered = is_ordered(record, kind, by_dependency);
    if (ordered && !by_dependency) continue;
    const RaceSink::Access earlier = {record.kind, record.task, record.number};
    // NOLINTNEXTLINE(performance-no-int-to-ptr): it was a pointer
    const auto* const where = reinterpret_cast<const void*>(address);
    ordered ? sink_.on_dependent_store(earlier, later, where)
            : sink_.on_race(earlier, later, where);
  }
  if (!own) own = add_record(word);
  if (!own) return;
  own->kind = kind;
  own->mask = mask;
  own->task = static_cast<std::uint8_t>(running_);
  own->count = clocks().ordered.of(running_);
  own->number = accesses_;
}

RaceDetector::Record* RaceDetector::add_record(Word& word) {
  if (next_record_ == kMostRecords) {
    lost_some_ = true;
    return nullptr;
  }
  Record& record = records_[next_record_];
  record.next = word.first;
  word.first = next_record_++;
  return &record;
}

}  // namespace lockstep
