// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/thread_memory.h"

#include "lockstep/memory/real_atomics.h"

namespace lockstep {

unsigned long ThreadMemory::load(const Request& request) {
  return with_sized(request, [&](const auto* object) -> unsigned long {
    return real_load(object, request.form.order);
  });
}

void ThreadMemory::store(const Request& request) {
  with_sized(request, [&]<typename Value>(volatile Value* object) {
    real_store(object, static_cast<Value>(request.operand), request.form.order);
  });
}

unsigned long ThreadMemory::update(const Request& request) {
  return with_sized(request, [&](auto* object) { return update_really(object, request); });
}

void ThreadMemory::fence(int order) { real_fence(order); }

}  // namespace lockstep
