// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "tests/axiomatic/event.h"

namespace lockstep::litmus::axiomatic {

/// The writes of a location in coherence order, as events.
using CoherenceOrder = std::vector<std::size_t>;

/// The coherence orders of a location with which it is sequentially consistent by itself and
/// updates are atomic. All models here ask for that.
std::vector<CoherenceOrder> coherence_orders(const std::vector<Event>& events, unsigned location);

}  // namespace lockstep::litmus::axiomatic
