// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct exclusive_token {
	struct vm_area_struct *vma;
};

static struct exclusive_token __vma_enter_locked(struct vm_area_struct *vma)
{
	const bool attached = refcount_add_not_zero(VMA_LOCK_OFFSET, &vma->vm_refcnt);
	const struct exclusive_token token = {attached ? vma : NULL};

	return token;
}

static void __vma_exit_locked(struct exclusive_token token)
{
	if (token.vma)
		WARN_ON_ONCE(refcount_sub_and_test(VMA_LOCK_OFFSET, &token.vma->vm_refcnt));
}

void __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq)
{
	__vma_exit_locked(__vma_enter_locked(vma));
	WRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);
}

void vma_mark_detached(struct vm_area_struct *vma)
{
	WARN_ON_ONCE(!refcount_dec_and_test(&vma->vm_refcnt));
}
