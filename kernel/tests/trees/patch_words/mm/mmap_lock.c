// SPDX-License-Identifier: GPL-2.0-only
/* Words that patches use, in the language of the kernel, with what the file has always included. */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static DEFINE_PER_CPU(unsigned long, vma_write_waits);

/* Waits by hand. */
static int wait_for_readers(struct vm_area_struct *vma, int target, int state)
{
	struct rcuwait *const wait = &vma->vm_mm->vma_writer_wait;
	int err = 0;

	might_sleep();
	this_cpu_inc(vma_write_waits);
	prepare_to_rcuwait(wait);
	for (;;) {
		set_current_state(state);
		if (atomic_read(&vma->vm_refcnt.refs) == target) {
			smp_acquire__after_ctrl_dep();
			break;
		}
		if (signal_pending_state(state, current)) {
			err = fatal_signal_pending(current) && rcuwait_active(wait) ? -ERESTARTSYS
										    : -EIO;
			break;
		}
		schedule();
	}
	finish_rcuwait(wait);
	return err == -ERESTARTSYS ? -EINTR : err;
}

static inline bool take_flag_back(struct vm_area_struct *vma)
{
	int old = atomic_read(&vma->vm_refcnt.refs);

	while (!atomic_try_cmpxchg_release(&vma->vm_refcnt.refs, &old, old - VMA_LOCK_OFFSET))
		cpu_relax();
	rwsem_release(&vma->vmlock_dep_map, _RET_IP_);
	return old == VMA_LOCK_OFFSET;
}

/* 1: readers are kept out, 0: the VMA is detached, or the error of the wait. */
static inline int __vma_enter_locked(struct vm_area_struct *vma, bool detaching, int state)
{
	int err;

	BUILD_BUG_ON(VMA_LOCK_OFFSET <= VMA_REF_LIMIT);
	guard(rcu)();
	mmap_assert_write_locked(vma->vm_mm);
	smp_mb__before_atomic();
	if (!atomic_add_unless(&vma->vm_refcnt.refs, VMA_LOCK_OFFSET, 0))
		return 0;
	rwsem_acquire(&vma->vmlock_dep_map, 0, 0, _RET_IP_);
	err = wait_for_readers(vma, VMA_LOCK_OFFSET + (detaching ? 0 : 1), state);
	if (!err)
		return 1;
	if (take_flag_back(vma)) {
		WARN_ON_ONCE(!detaching);
		err = 0;
	}
	return err;
}

static inline void __vma_exit_locked(struct vm_area_struct *vma, bool *detached)
{
	*detached = take_flag_back(vma);
	scoped_guard(rcu)
	{
		if (*detached)
			wake_up_var(&vma->vm_refcnt);
	}
}

int __vma_start_write(struct vm_area_struct *vma, unsigned int mm_lock_seq, int state)
{
	const int locked = __vma_enter_locked(vma, false, state);
	bool detached;

	if (locked < 0)
		return locked;
	(void)xchg(&vma->vm_lock_seq, mm_lock_seq);
	if (locked) {
		__vma_exit_locked(vma, &detached);
		WARN_ON_ONCE(detached);
	}
	return 0;
}

/* As the last one out would, were there one. */
void vma_wait_until_detached(struct vm_area_struct *vma)
{
	wait_var_event(&vma->vm_refcnt, refcount_read(&vma->vm_refcnt) == 0);
}

void vma_mark_detached(struct vm_area_struct *vma)
{
	bool detached = true;

	vma_assert_write_locked(vma);
	if (!atomic_dec_and_test(&vma->vm_refcnt.refs) &&
	    __vma_enter_locked(vma, true, TASK_UNINTERRUPTIBLE))
		__vma_exit_locked(vma, &detached);
	WARN_ON_ONCE(!detached);
}
