// SPDX-License-Identifier: GPL-2.0-only
#pragma once

// The other half of lockstep/program/bound_subject.h: how the subject's operations are called, and
// how its objects are looked at. What reads and writes programs does without, and needs no kernel.
#include "lockstep/program/bound_subject.h"
#include "subjects/bound_calls.h"
