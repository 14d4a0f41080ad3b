// SPDX-License-Identifier: GPL-2.0-only
#include <linux/refcount.h>

#define REFCOUNT_SITE(text)                                                                        \
	{                                                                                          \
		LOCKSTEP_REFCOUNT, text, __FILE__, __LINE__                                        \
	}

static const struct lockstep_warning_site causes[] = {
	[REFCOUNT_ADD_NOT_ZERO_OVF] = REFCOUNT_SITE("saturated; leaking memory"),
	[REFCOUNT_ADD_OVF] = REFCOUNT_SITE("saturated; leaking memory"),
	[REFCOUNT_ADD_UAF] = REFCOUNT_SITE("addition on 0; use-after-free"),
	[REFCOUNT_SUB_UAF] = REFCOUNT_SITE("underflow; use-after-free"),
	[REFCOUNT_DEC_LEAK] = REFCOUNT_SITE("decrement hit 0; leaking memory"),
};

void refcount_warn_saturate(refcount_t *r, enum refcount_saturation_type type)
{
	refcount_set(r, REFCOUNT_SATURATED);
	lockstep_warn(&causes[type], "refcount_t");
}
