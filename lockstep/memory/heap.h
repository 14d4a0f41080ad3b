// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/memory/vector_clock.h"

namespace lockstep {

/// The heap of one execution: what code under test gets from malloc() and its like. It is empty
/// when an execution begins, and then a part of its shared memory.
///
/// Each task takes its blocks from a part of its own, one behind the other, so that where a block
/// lies depends on nothing but what its task has allocated before, whatever the schedule. No memory
/// is used twice in an execution: a pointer to a block that was given back leads to no other block.
/// Between blocks there is room that belongs to none.
class Heap {
 public:
  /// What is wrong with an access, or with giving something back.
  enum class Misuse : std::uint8_t {
    kNone,
    kFreed,    ///< the block has been given back
    kOutside,  ///< it is not in a block, or not where one begins
  };

  /// Reserves addresses, the same in every process where they are free. Throws std::bad_alloc.
  Heap();
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// An execution begins: nothing is allocated. Memory that nobody has written yet will hold this
  /// byte.
  void begin(std::uint8_t filling);

  /// A block for the task, or null if there is no room. The alignment is a power of two.
  void* allocate(unsigned task, std::size_t size, std::size_t alignment);

  /// Whether the address is one that blocks are taken from.
  bool contains(const volatile void* address) const {
    return offset_of(address) < kTaskBytes * kMaxTasks;
  }

  /// What is wrong with an access to these bytes, the first of which the heap contains. Logarithmic
  /// in the number of the task's blocks, as are the next three.
  Misuse judge_access(const volatile void* address, std::size_t size) const;
  /// What is wrong with giving back what lies at this address, which the heap contains.
  Misuse judge_free(const void* address) const;

  /// Bytes of a block have been written.
  void note_write(const volatile void* address, std::size_t size);
  /// Whether all these bytes of a block have been written since it was allocated. Linear in their
  /// number, as is the one before.
  bool was_written(const volatile void* address, std::size_t size) const;

  /// The block that begins there, which is still allocated. Its bytes.
  std::span<std::byte> block_at(void* address);
  /// Gives it back.
  void free(void* address);

  /// Whether anything has been allocated in this execution.
  bool is_used() const { return is_used_; }

  /// Appends words that are equal for heaps in the same state.
  void append_to(std::vector<std::uint64_t>& words) const;

  /// How many blocks are still allocated though no pointer leads to them any more, neither from
  /// the roots nor from a block that something leads to. Any word that is an address in a block
  /// counts as a pointer.
  unsigned count_leaked(std::span<const std::span<const std::byte>> roots) const;

 private:
  static constexpr std::size_t kTaskBytes = std::size_t{1} << 16;
  static constexpr std::size_t kMostBlocks = 1024;  // of a task

  struct Block {
    std::byte* begin = nullptr;
    std::size_t size = 0;
    bool is_freed = false;
  };

  /// What one task has allocated.
  struct Part {
    std::vector<Block> blocks;  // by address
    std::byte* next = nullptr;
  };

  std::size_t offset_of(const volatile void* address) const {
    return reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(memory_);
  }
  void append_content(const Block& block, std::vector<std::uint64_t>& words) const;
  const Block* find(const volatile void* address) const;

  std::byte* memory_ = nullptr;
  std::byte* written_ = nullptr;  // for each byte of the memory, whether it was
  std::array<Part, kMaxTasks> parts_;
  std::uint8_t filling_ = 0;
  bool is_used_ = false;
};

}  // namespace lockstep
