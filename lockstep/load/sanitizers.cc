// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/load/sanitizers.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "lockstep/load/shared_object.h"

namespace lockstep {
namespace {

/// A sanitizer that an implementation may be compiled with.
struct Sanitizer {
  std::string_view flag;     ///< of compilers
  std::string_view symbols;  ///< what the names of its functions begin with
  std::string_view gcc;      ///< what the name of GCC's library of them begins with
  bool is_here = false;      ///< this build has it
};

#ifdef LOCKSTEP_TSAN
constexpr bool kIsThread = true;
#else
constexpr bool kIsThread = false;
#endif
#ifdef LOCKSTEP_ASAN
constexpr bool kIsAddress = true;
#else
constexpr bool kIsAddress = false;
#endif

constexpr Sanitizer kThread = {"-fsanitize=thread", "__tsan_", "libtsan.", kIsThread};
constexpr std::array<Sanitizer, 4> kSanitizers = {
    {kThread,
     {"-fsanitize=address", "__asan_", "libasan.", kIsAddress},
     {"-fsanitize=memory", "__msan_", "libmsan."},
     {"-fsanitize=hwaddress", "__hwasan_", "libhwasan."}}};

// A sanitizer's library cannot be loaded into a running program: it has no memory for its
// thread-local variables, or ends the process.
std::string mismatch(const SharedObjectNeeds& needs, const Sanitizer& sanitizer) {
  if (!sanitizer.is_here && needs.has_symbol(sanitizer.symbols)) {
    return fmt::format(
        "was compiled with {}, which this build of Lockstep has not got: compile it without, or "
        "use a build that has it",
        sanitizer.flag);
  }
  if (!needs.has_library(sanitizer.gcc)) return "";
  return fmt::format(
      "is linked with {}so, which only a program can be: compile it {} {}, and link it with "
      "-shared and without that flag",
      sanitizer.gcc, sanitizer.is_here ? "with -c" : "without", sanitizer.flag);
}

}  // namespace

std::string sanitizer_mismatch(const std::string& path) {
  const auto needs = read_needs(path);
  if (!needs) return "";
  for (const Sanitizer& sanitizer : kSanitizers) {
    if (std::string found = mismatch(*needs, sanitizer); !found.empty()) return found;
  }
  if (kThread.is_here && !needs->has_symbol(kThread.symbols)) {
    return fmt::format(
        "was compiled without {}, so nobody would see its data races: compile it with that flag",
        kThread.flag);
  }
  return "";
}

}  // namespace lockstep
