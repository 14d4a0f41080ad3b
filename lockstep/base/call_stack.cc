// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/call_stack.h"

#include <unwind.h>

#include <cstddef>

namespace lockstep {
namespace {

struct Capture {
  bool with_interrupted = true;
  CallStack stack = {};
  std::size_t depth = 0;
};

_Unwind_Reason_Code add_frame(_Unwind_Context* frame, void* argument) {
  auto& capture = *static_cast<Capture*>(argument);
  int interrupted = 0;  // the address is that of the instruction, not of what is behind a call
  const auto address = _Unwind_GetIPInfo(frame, &interrupted) + (interrupted != 0 ? 1 : 0);
  if (interrupted != 0 && !capture.with_interrupted) return _URC_NO_REASON;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): it is an address
  capture.stack[capture.depth++] = reinterpret_cast<const void*>(address);
  return capture.depth == capture.stack.size() ? _URC_NORMAL_STOP : _URC_NO_REASON;
}

}  // namespace

CallStack capture_call_stack(bool with_interrupted) {
  Capture capture;
  capture.with_interrupted = with_interrupted;
  _Unwind_Backtrace(&add_frame, &capture);
  return capture.stack;
}

}  // namespace lockstep
