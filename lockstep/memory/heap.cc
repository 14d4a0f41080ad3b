// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/heap.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <set>

namespace lockstep {
namespace {

// Below what the loader and the sanitizers use on x86-64.
constexpr std::uintptr_t kWantedAddress = 0x0070'0000'0000;
constexpr std::size_t kBetweenBlocks = 16;  // bytes, so that an overrun ends in none

void* reserve(std::uintptr_t address, std::size_t size, int flags) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): where it should be
  return mmap(reinterpret_cast<void*>(address), size, PROT_READ | PROT_WRITE,
              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
}

std::byte* aligned(std::byte* address, std::size_t alignment) {
  const auto past = reinterpret_cast<std::uintptr_t>(address) % alignment;
  return past == 0 ? address : address + (alignment - past);
}

}  // namespace

Heap::Heap() {
  constexpr std::size_t kSize = kTaskBytes * kMaxTasks;
  void* memory = reserve(kWantedAddress, 2 * kSize, MAP_FIXED_NOREPLACE);
  if (memory == MAP_FAILED) memory = reserve(0, 2 * kSize, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  memory_ = static_cast<std::byte*>(memory);
  written_ = memory_ + kSize;
  // Tasks should not allocate memory of ours: they may be left while they do.
  for (Part& part : parts_) part.blocks.reserve(kMostBlocks);
  is_used_ = true;  // and now it is empty
  begin(0);
}

Heap::~Heap() { munmap(memory_, 2 * kTaskBytes * kMaxTasks); }

void Heap::begin(std::uint8_t filling) {
  filling_ = filling;
  if (!is_used_) return;
  is_used_ = false;
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    parts_[task].blocks.clear();
    parts_[task].next = memory_ + task * kTaskBytes;
  }
}

void* Heap::allocate(unsigned task, std::size_t size, std::size_t alignment) {
  Part& part = parts_[task];
  std::byte* const begin = aligned(part.next, std::max(alignment, kBetweenBlocks));
  const std::byte* const end = memory_ + (task + 1) * kTaskBytes;
  if (begin + kBetweenBlocks > end || size > static_cast<std::size_t>(end - begin) - kBetweenBlocks)
    return nullptr;
  if (part.blocks.size() == kMostBlocks) return nullptr;
  is_used_ = true;
  part.blocks.push_back({.begin = begin, .size = size});
  part.next = begin + size + kBetweenBlocks;
  std::memset(begin, filling_, size);
  std::memset(written_ + offset_of(begin), 0, size);
  return begin;
}

void Heap::note_write(const volatile void* address, std::size_t size) {
  std::memset(written_ + offset_of(address), 1, size);
}

bool Heap::was_written(const volatile void* address, std::size_t size) const {
  const std::span bytes(written_ + offset_of(address), size);
  return std::ranges::find(bytes, std::byte{0}) == bytes.end();
}

// The last one that begins there or before.
const Heap::Block* Heap::find(const volatile void* address) const {
  const auto* const byte = static_cast<const std::byte*>(const_cast<const void*>(address));
  const auto& blocks = parts_[offset_of(byte) / kTaskBytes].blocks;
  const auto after = std::ranges::upper_bound(blocks, byte, {}, &Block::begin);
  return after == blocks.begin() ? nullptr : &*std::prev(after);
}

Heap::Misuse Heap::judge_access(const volatile void* address, std::size_t size) const {
  const auto* const byte = static_cast<const std::byte*>(const_cast<const void*>(address));
  const Block* const block = find(address);
  if (!block || byte + size > block->begin + block->size) return Misuse::kOutside;
  return block->is_freed ? Misuse::kFreed : Misuse::kNone;
}

Heap::Misuse Heap::judge_free(const void* address) const {
  const Block* const block = find(address);
  if (!block || block->begin != address) return Misuse::kOutside;
  return block->is_freed ? Misuse::kFreed : Misuse::kNone;
}

std::span<std::byte> Heap::block_at(void* address) {
  const Block& block = *find(address);
  return {block.begin, block.size};
}

void Heap::free(void* address) { const_cast<Block*>(find(address))->is_freed = true; }

void Heap::append_to(std::vector<std::uint64_t>& words) const {
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    for (const Block& block : parts_[task].blocks) {
      words.push_back(std::uint64_t{task} << 32 | block.size << 1 | (block.is_freed ? 1u : 0u));
      if (!block.is_freed) append_content(block, words);
    }
  }
}

// What nobody has written is the same whatever it was filled with. Code that is not instrumented
// writes, too, without telling.
void Heap::append_content(const Block& block, std::vector<std::uint64_t>& words) const {
  constexpr std::uint64_t kBlank = 1u << 8;
  constexpr std::size_t kPerWord = 4;
  for (std::size_t at = 0; at < block.size; ++at) {
    if (at % kPerWord == 0) words.push_back(0);
    const std::byte byte = block.begin[at];
    const bool blank = byte == std::byte{filling_} && !was_written(block.begin + at, 1);
    words.back() = words.back() << 16 | (blank ? kBlank : std::to_integer<std::uint64_t>(byte));
  }
}

unsigned Heap::count_leaked(std::span<const std::span<const std::byte>> roots) const {
  std::set<const Block*> reached;
  std::vector<std::span<const std::byte>> open(roots.begin(), roots.end());
  while (!open.empty()) {
    const std::span<const std::byte> bytes = open.back();
    open.pop_back();
    for (std::size_t at = 0; at + sizeof(void*) <= bytes.size(); at += sizeof(void*)) {
      const void* word = nullptr;
      std::memcpy(&word, bytes.data() + at, sizeof(word));
      if (!contains(word) || judge_access(word, 1) != Misuse::kNone) continue;
      const Block* const block = find(word);
      if (reached.insert(block).second) open.emplace_back(block->begin, block->size);
    }
  }
  std::size_t allocated = 0;
  for (const Part& part : parts_) {
    allocated += static_cast<std::size_t>(std::ranges::count(part.blocks, false, &Block::is_freed));
  }
  return static_cast<unsigned>(allocated - reached.size());
}

}  // namespace lockstep
