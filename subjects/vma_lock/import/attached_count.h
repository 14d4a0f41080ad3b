/* SPDX-License-Identifier: GPL-2.0-only */
/* The count of the attached state, dropped as the tree's own vma_mark_detached() does it. */
#ifndef LOCKSTEP_IMPORT_ATTACHED_COUNT_H
#define LOCKSTEP_IMPORT_ATTACHED_COUNT_H

#include "tree.h"

/* True if the count hit 0. */
static inline bool lockstep_drop_attached(struct vm_area_struct *vma)
{
#if LOCKSTEP_HAS_VMA_REFCOUNT_PUT_RETURN
	return __vma_refcount_put_return(vma) == 0;
#elif LOCKSTEP_HAS_VMA_REFCOUNT_PUT
	return __vma_refcount_put(vma, NULL);
#else
	return refcount_dec_and_test(&vma->vm_refcnt);
#endif
}

#endif
