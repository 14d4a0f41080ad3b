// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/afl/mutator.h"

#include <cstdlib>
#include <new>
#include <optional>
#include <sstream>
#include <string>

#include "fuzz/byte_mutator.h"
#include "lockstep/program/bytes.h"
#include "lockstep/program/trimmer.h"

namespace {

constexpr unsigned kCrossOverOdds = 4;  // instead of a mutation, once in so many times

// Whether LOCKSTEP_FUZZ asks for faults. The target reads the rest of it.
bool faults_asked_for() {
  const char* const options = std::getenv("LOCKSTEP_FUZZ");
  std::istringstream words(options ? options : "");
  for (std::string word; words >> word;) {
    if (word == "--faults") return true;
  }
  return false;
}

// AFL++ takes bytes as a pointer that it might write through, and does not.
std::size_t give(std::span<const std::uint8_t> bytes, std::uint8_t** out) {
  *out = const_cast<std::uint8_t*>(bytes.data());
  return bytes.size();
}

}  // namespace

struct AflMutator {
  explicit AflMutator(unsigned seed) : random(seed) {}

  lockstep::ByteMutator mutator{faults_asked_for()};
  lockstep::Random random;
  std::optional<lockstep::Trimmer> trimmer;
  std::vector<std::uint8_t> trimmed;
};

AflMutator* afl_custom_init(const void* /*afl*/, unsigned seed) noexcept {
  return new (std::nothrow) AflMutator(seed);
}

void afl_custom_deinit(AflMutator* self) noexcept { delete self; }

std::size_t afl_custom_fuzz(AflMutator* self, const std::uint8_t* data, std::size_t size,
                            std::uint8_t** out, const std::uint8_t* other, std::size_t other_size,
                            std::size_t max_size) noexcept {
  const std::uint64_t seed = self->random.next();
  if (other && self->random.one_in(kCrossOverOdds)) {
    return give(self->mutator.cross_over({data, size}, {other, other_size}, seed, max_size), out);
  }
  return give(self->mutator.mutate({data, size}, seed, max_size), out);
}

std::int32_t afl_custom_init_trim(AflMutator* self, const std::uint8_t* data,
                                  std::size_t size) noexcept {
  self->trimmer.emplace(lockstep::unpack_program({data, size}));
  return self->trimmer->candidate() ? 1 : 0;
}

std::size_t afl_custom_trim(AflMutator* self, std::uint8_t** out) noexcept {
  lockstep::pack_program(*self->trimmer->candidate(), self->trimmed);
  return give(self->trimmed, out);
}

std::int32_t afl_custom_post_trim(AflMutator* self, std::uint8_t same) noexcept {
  self->trimmer->decide(same != 0);
  return self->trimmer->candidate() ? 0 : 1;
}
