// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/litmus/test.h"
#include "lockstep/litmus/tokens.h"

// What a litmus test asks of its final states.
namespace lockstep::litmus {

/// Such as "0:r1=1 /\ (x=2 \/ not (1:r2=0))".
Proposition parse_proposition(Tokens& tokens, const Test& test);

/// A quantifier and its proposition.
void parse_condition(Tokens& tokens, Test& test);

/// What is between the brackets of `locations [x; 0:r1;]`.
void parse_shown_terms(Tokens& tokens, Test& test);

/// Adds the terms of a proposition to those that are shown.
void note_shown_terms(const Proposition& proposition, Test& test);

}  // namespace lockstep::litmus
