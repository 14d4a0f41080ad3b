// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/sequential_memory.h"

#include "lockstep/memory/instrumentation.h"

namespace lockstep {
namespace {

// As the compiler numbers them.
constexpr AccessOrder order_of(int order) {
  switch (order) {
    case __ATOMIC_RELAXED:
      return {};
    case __ATOMIC_CONSUME:
    case __ATOMIC_ACQUIRE:
      return {.acquire = true};
    case __ATOMIC_RELEASE:
      return {.release = true};
    case __ATOMIC_ACQ_REL:
      return {.acquire = true, .release = true};
    default:
      return {.acquire = true, .release = true, .full = true};
  }
}

}  // namespace

void SequentialMemory::begin() {
  if (!is_watched_) return;
  detector_.begin();
  Instrumentation::watch(*this);
}

void SequentialMemory::end() {
  Instrumentation::rest();
  plain_sink_ = nullptr;
}

void SequentialMemory::tell_plain_accesses(PlainAccessSink& sink) {
  plain_sink_ = &sink;
  Instrumentation::watch(*this);
}

// A load of full order has no barrier before it, nor has a store one behind it.
void SequentialMemory::note(const Request& request, AccessKind kind) {
  AccessOrder order = order_of(request.form.order);
  if (kind == AccessKind::kMarkedRead && request.action() != LOCKSTEP_LOAD) {
    order = order_of(request.failure_order);
  }
  if (kind != AccessKind::kUpdate) order.full = false;
  detector_.marked(kind, request.object, request.form.size, order);
}

void SequentialMemory::note_update(const Request& request, bool stored) {
  if (reads_first(request.action()) || !stored) note(request, AccessKind::kMarkedRead);
  if (stored) note(request, AccessKind::kUpdate);
}

void SequentialMemory::fence(int order) {
  if (is_watched_) detector_.fence(order_of(order));
  real_fence(order);
}

void SequentialMemory::plain(AccessKind kind, const volatile void* address, std::size_t size) {
  if (plain_sink_) plain_sink_->on_plain(kind, address, size);
  if (is_watched_) detector_.plain(kind, address, size);
}

}  // namespace lockstep
