// SPDX-License-Identifier: GPL-2.0-only
// The custom mutator of AFL++: a library that afl-fuzz loads. The interface is described in AFL++'s
// docs/custom_mutators.md. Nothing may be thrown at afl-fuzz, so all of it is noexcept.
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>

#include "fuzz/byte_mutator.h"
#include "lockstep/program/bytes.h"
#include "lockstep/program/trimmer.h"

namespace {

constexpr unsigned kCrossOverOdds = 4;  // instead of a mutation, once in so many times

/// Whether LOCKSTEP_FUZZ asks for faults. afl_check looks after what else is in it.
bool faults_asked_for() {
  const char* const options = std::getenv("LOCKSTEP_FUZZ");
  std::istringstream words(options ? options : "");
  for (std::string word; words >> word;) {
    if (word == "--faults") return true;
  }
  return false;
}

struct AflMutator {
  explicit AflMutator(unsigned seed) : random(seed) {}

  lockstep::ByteMutator mutator{faults_asked_for()};
  lockstep::Random random;
  std::optional<lockstep::Trimmer> trimmer;
  std::vector<std::uint8_t> trimmed;
};

// AFL++ takes bytes as a pointer that it may write through, but leaves them to the mutator.
std::size_t give(std::span<const std::uint8_t> bytes, std::uint8_t** out) {
  *out = const_cast<std::uint8_t*>(bytes.data());
  return bytes.size();
}

}  // namespace

extern "C" AflMutator* afl_custom_init(const void* /*afl*/, unsigned seed) noexcept {
  return new AflMutator(seed);
}

extern "C" void afl_custom_deinit(AflMutator* self) noexcept { delete self; }

extern "C" std::size_t afl_custom_fuzz(AflMutator* self, const std::uint8_t* data, std::size_t size,
                                       std::uint8_t** out, const std::uint8_t* other,
                                       std::size_t other_size, std::size_t max_size) noexcept {
  const std::uint64_t seed = self->random.next();
  if (other && self->random.one_in(kCrossOverOdds)) {
    return give(self->mutator.cross_over({data, size}, {other, other_size}, seed, max_size), out);
  }
  return give(self->mutator.mutate({data, size}, seed, max_size), out);
}

// Of the steps of trimming AFL++ wants to know how many there are and which is next. It is never
// known which is the last: so there is one, and it is the next one until there is no other.
extern "C" std::int32_t afl_custom_init_trim(AflMutator* self, const std::uint8_t* data,
                                             std::size_t size) noexcept {
  self->trimmer.emplace(lockstep::unpack_program({data, size}));
  return self->trimmer->candidate() ? 1 : 0;
}

extern "C" std::size_t afl_custom_trim(AflMutator* self, std::uint8_t** out) noexcept {
  lockstep::pack_program(*self->trimmer->candidate(), self->trimmed);
  return give(self->trimmed, out);
}

extern "C" std::int32_t afl_custom_post_trim(AflMutator* self, std::uint8_t same) noexcept {
  self->trimmer->decide(same != 0);
  return self->trimmer->candidate() ? 0 : 1;
}
