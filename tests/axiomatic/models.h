// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "tests/axiomatic/execution.h"

// Whether a model allows an execution.
namespace lockstep::litmus::axiomatic {

bool allowed_by_sequential_consistency(const Execution& execution);

bool allowed_by_total_store_order(const Execution& execution);

bool allowed_by_kernel(const Execution& execution);

/// For models that order steps in time: whether `order` can be made to obey the law of RCU. A grace
/// period begins before a reader does, whose reads then see what came before the grace period, or
/// the reader ends before the grace period does.
bool obeys_grace_periods(const Execution& execution, const Relation& order);

}  // namespace lockstep::litmus::axiomatic
