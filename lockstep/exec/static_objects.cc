// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/static_objects.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <span>
#include <utility>

#include "lockstep/sched/fiber_sanitizers.h"

namespace lockstep {
namespace {

// What comes first that may be read: AddressSanitizer leaves room between variables, which it
// counts as a part of them, and forbids to touch it.
std::span<std::byte> first_usable(std::span<std::byte> bytes) {
#if defined(LOCKSTEP_ASAN)
  while (!bytes.empty() && __asan_address_is_poisoned(bytes.data()) != 0) bytes = bytes.subspan(1);
  const void* const end = __asan_region_is_poisoned(bytes.data(), bytes.size());
  if (end) return {bytes.data(), static_cast<const std::byte*>(end)};
#endif
  return bytes;
}

// Of several functions' variables of one name, all but one have a number behind it.
std::string without_number(std::string_view name) {
  const std::size_t end = name.find_last_not_of("0123456789");
  const bool has_end = end != std::string_view::npos && end != 0 && end + 1 < name.size();
  if (has_end && name[end] == '.') name = name.substr(0, end);
  return std::string(name);
}

/// They stay loaded.
std::map<const lockstep_implementation*, StaticObjects>& known_statics() {
  static std::map<const lockstep_implementation*, StaticObjects> statics;
  return statics;
}

}  // namespace

void StaticObjects::add(std::uintptr_t address, std::size_t size, std::string_view name) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): where the loader has put it
  std::span bytes(reinterpret_cast<std::byte*>(address), size);
  while (!bytes.empty()) {
    const std::span part = first_usable(bytes);
    if (!part.empty()) {
      objects_.insert(std::ranges::upper_bound(objects_, part.data(), {}, &Object::begin),
                      {part.data(), part.size(), without_number(name), {part.begin(), part.end()}});
    }
    bytes = {part.data() + part.size(), bytes.data() + bytes.size()};
  }
}

void StaticObjects::restore() const {
  for (const Object& object : objects_) {
    if (std::memcmp(object.begin, object.initial.data(), object.size) == 0) continue;
    std::memcpy(object.begin, object.initial.data(), object.size);
  }
}

const StaticObjects::Object* StaticObjects::find(const volatile void* address) const {
  const auto* const byte = static_cast<const std::byte*>(const_cast<const void*>(address));
  const auto after = std::ranges::upper_bound(objects_, byte, {}, &Object::begin);
  if (after == objects_.begin()) return nullptr;
  const Object& object = *std::prev(after);
  return byte < object.begin + object.size ? &object : nullptr;
}

std::string_view StaticObjects::name_at(const volatile void* address) const {
  const Object* const object = find(address);
  return object ? object->name : std::string_view();
}

std::vector<std::span<const std::byte>> StaticObjects::bytes() const {
  std::vector<std::span<const std::byte>> all;
  all.reserve(objects_.size());
  for (const Object& object : objects_) all.emplace_back(object.begin, object.size);
  return all;
}

std::uint64_t StaticObjects::hash() const {
  std::uint64_t hash = 0;
  for (const Object& object : objects_)
    hash = XXH3_64bits_withSeed(object.begin, object.size, hash);
  return hash;
}

void StaticObjects::append_changed(std::vector<std::uint64_t>& words) const {
  for (std::size_t i = 0; i < objects_.size(); ++i) {
    const Object& object = objects_[i];
    if (std::memcmp(object.begin, object.initial.data(), object.size) == 0) continue;
    words.push_back(i);
    for (std::size_t at = 0; at < object.size; at += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, object.begin + at, std::min(sizeof(word), object.size - at));
      words.push_back(word);
    }
  }
}

void keep_statics(const lockstep_implementation& implementation, StaticObjects&& statics) {
  known_statics().try_emplace(&implementation, std::move(statics));
}

const StaticObjects& statics_of(const lockstep_implementation& implementation) {
  static const StaticObjects kNone;
  const auto known = known_statics().find(&implementation);
  return known == known_statics().end() ? kNone : known->second;
}

}  // namespace lockstep
