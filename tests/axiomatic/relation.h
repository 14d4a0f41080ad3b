// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

// Sets of events and relations between them, as bits: event i is bit i. An execution has at
// most 64.
namespace lockstep::litmus::axiomatic {

using EventSet = std::uint64_t;

inline constexpr std::size_t kMostEvents = 64;

constexpr EventSet only(std::size_t event) { return EventSet{1} << event; }

class Relation {
 public:
  /// Empty, between that many events.
  explicit Relation(std::size_t size) : size_(size) {}

  /// From each event of one set to each of the other.
  static Relation product(std::size_t size, EventSet from, EventSet to) {
    Relation all(size);
    for (std::size_t a = 0; a < size; ++a) all.rows_[a] = from & only(a) ? to : 0;
    return all;
  }

  /// From each event of a set to itself.
  static Relation identity(std::size_t size, EventSet set) {
    Relation same(size);
    for (std::size_t a = 0; a < size; ++a) same.rows_[a] = set & only(a);
    return same;
  }

  void add(std::size_t from, std::size_t to) { rows_[from] |= only(to); }
  bool has(std::size_t from, std::size_t to) const { return (rows_[from] & only(to)) != 0; }
  EventSet after(std::size_t from) const { return rows_[from]; }
  std::size_t size() const { return size_; }

  friend Relation operator|(Relation a, const Relation& b) {
    for (std::size_t i = 0; i < a.size_; ++i) a.rows_[i] |= b.rows_[i];
    return a;
  }

  friend Relation operator&(Relation a, const Relation& b) {
    for (std::size_t i = 0; i < a.size_; ++i) a.rows_[i] &= b.rows_[i];
    return a;
  }

  friend Relation operator-(Relation a, const Relation& b) {
    for (std::size_t i = 0; i < a.size_; ++i) a.rows_[i] &= ~b.rows_[i];
    return a;
  }

  friend bool operator==(const Relation&, const Relation&) = default;

  /// One step of this, then one of `next`.
  Relation then(const Relation& next) const {
    Relation both(size_);
    for (std::size_t a = 0; a < size_; ++a)
      for (EventSet rest = rows_[a]; rest != 0; rest &= rest - 1)
        both.rows_[a] |= next.rows_[static_cast<std::size_t>(__builtin_ctzll(rest))];
    return both;
  }

  /// What begins in one set and ends in the other.
  Relation between(EventSet from, EventSet to) const { return *this & product(size_, from, to); }

  Relation inverse() const {
    Relation turned(size_);
    for (std::size_t a = 0; a < size_; ++a)
      for (std::size_t b = 0; b < size_; ++b)
        if (has(a, b)) turned.add(b, a);
    return turned;
  }

  /// At most one step.
  Relation maybe() const { return *this | identity(size_, ~EventSet{0}); }

  /// At least one step (Warshall's algorithm).
  Relation steps() const {
    Relation closed = *this;
    for (std::size_t via = 0; via < size_; ++via)
      for (std::size_t a = 0; a < size_; ++a)
        if (closed.has(a, via)) closed.rows_[a] |= closed.rows_[via];
    return closed;
  }

  /// Any number of steps.
  Relation any_steps() const { return steps().maybe(); }

  bool irreflexive() const {
    for (std::size_t a = 0; a < size_; ++a)
      if (has(a, a)) return false;
    return true;
  }

  bool acyclic() const { return steps().irreflexive(); }

 private:
  std::size_t size_;
  std::array<EventSet, kMostEvents> rows_{};
};

}  // namespace lockstep::litmus::axiomatic
