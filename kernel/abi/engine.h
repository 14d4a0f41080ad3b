/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the userspace kernel asks of the engine that runs it: the plain-C half of the seam between
 * an implementation and the engine. Every function here is defined by whatever drives the
 * implementation: the fiber engine in lockstep/exec/, or real threads in lockstep/stress/.
 */
#ifndef LOCKSTEP_ABI_ENGINE_H
#define LOCKSTEP_ABI_ENGINE_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct task_struct;

/* The kind of an access to shared state; with the object it names a step. */
enum lockstep_access {
	LOCKSTEP_READ,	 /* a load */
	LOCKSTEP_WRITE,	 /* a store */
	LOCKSTEP_UPDATE, /* an atomic read-modify-write, whether or not it stores */
	LOCKSTEP_BLOCK,	 /* about to sleep, unless woken already */
	LOCKSTEP_WAKE,	 /* about to wake a task */
};

/* What a warning is called in a kernel log. */
enum lockstep_warning_kind {
	LOCKSTEP_WARN_ON_ONCE,
	LOCKSTEP_VM_WARN_ON_ONCE,
	LOCKSTEP_ASSERTION, /* an assertion about locks or VMA state, such as vma_assert_attached()
			     */
	LOCKSTEP_REFCOUNT,  /* refcount_t saturated, or about to saturate */
	LOCKSTEP_LOCKDEP,   /* a lockdep splat */
};

/*
 * One place in the code that can warn. Sites are compared by kind, function and condition, never by
 * address, file or line, because those differ between implementations that mean the same. Strings
 * are static and never freed.
 */
struct lockstep_warning_site {
	enum lockstep_warning_kind kind;
	const char *condition;
	const char *file;
	int line;
};

/*
 * What a request does to the object that it names. Those with a condition are one access all the
 * same, as a loop of compare-and-exchange has the same outcomes as one atomic update. If the
 * condition is not met, they are no more than a relaxed read.
 */
enum lockstep_action {
	LOCKSTEP_LOAD,
	LOCKSTEP_STORE,	   /* the operand */
	LOCKSTEP_EXCHANGE, /* stores the operand */
	LOCKSTEP_ADD,	   /* arithmetic with the operand; sums wrap */
	LOCKSTEP_SUB,
	LOCKSTEP_AND,
	LOCKSTEP_OR,
	LOCKSTEP_XOR,
	LOCKSTEP_NAND,
	LOCKSTEP_EXCHANGE_IF_EQUAL,    /* if the value is `expected` */
	LOCKSTEP_EXCHANGE_IF_ANY,      /* if it has any of the bits of `expected` */
	LOCKSTEP_ADD_UNLESS,	       /* unless it is `expected` */
	LOCKSTEP_ADD_IF_CLEAR,	       /* unless it has any of the bits of `expected` */
	LOCKSTEP_ADD_IF_ABOVE,	       /* if it is above `expected`, both with a sign */
	LOCKSTEP_ADD_NOT_ZERO_LIMITED, /* unless it is 0, or above `expected` less the operand */
};

/*
 * For a request that is part of the step before it: no other task runs in between. What it returns
 * counts only until the next step: what is kept for longer is to be read by a step.
 */
#define LOCKSTEP_NO_STEP 0xffu

/* How an object is accessed. Small enough for a register. */
struct lockstep_request {
	unsigned char action; /* enum lockstep_action */
	unsigned char size;   /* of the object, in bytes: 1, 2, 4 or 8 */
	unsigned char order;  /* one of the compiler's __ATOMIC_ constants */
	unsigned char step;   /* enum lockstep_access, or LOCKSTEP_NO_STEP */
};

/*
 * Every marked access to shared state: the engine makes it, and says what it returns. Before that
 * it may run other tasks, if the request is a step. The result is the value before, without a sign;
 * 0 for a store. What an unconditional load does not need is 0.
 */
unsigned long lockstep_perform(const volatile void *object, struct lockstep_request request,
			       unsigned long operand, unsigned long expected);

/* A memory barrier of this order, one of the compiler's __ATOMIC_ constants. */
void lockstep_fence(unsigned char order);

/*
 * A step whose accesses follow, as requests that are none, or as plain accesses: the engine may run
 * other tasks before it returns, and no others until the next step.
 */
void lockstep_step(const volatile void *object, enum lockstep_access access);

/* The object of the current task's last step; after a read, the one a control dependency is on. */
const volatile void *lockstep_last_object(void);

/*
 * What the current task stores from now on depends on a marked read of this object that it has
 * made. The kernel orders that, and the engine's own race detector treats every marked read as such
 * a dependency. ThreadSanitizer does not know control dependencies: where the userspace kernel
 * calls this, it is told of an acquire, and stays quiet. What it reports elsewhere is passed over.
 */
void lockstep_control_dependency(const volatile void *object);

/*
 * Remembers what the current task has seen of shared state in this call, and goes back to that when
 * what it has read since no longer matters: a loop starts anew, a check is over. `place` tells
 * places in the code apart. Executions that differ only in what was forgotten need not be explored
 * more than once.
 */
struct lockstep_seen {
	unsigned long words[3];
};
struct lockstep_seen lockstep_remember(void);
void lockstep_forget_since(const struct lockstep_seen *seen, unsigned int place);

/* Suspends the current task until lockstep_wake() names it. Not a step of its own. */
void lockstep_sleep(void);

/* Ends the sleep of a task. True if it slept. Not a step of its own. */
bool lockstep_wake(struct task_struct *task);

/* The task that is running, and the task with an index. */
struct task_struct *lockstep_current(void);
struct task_struct *lockstep_task(unsigned int index);

/* Reports that a warning's condition was true. The engine counts how often, for each site. */
void lockstep_warn(const struct lockstep_warning_site *site, const char *function);

/* The configuration of the execution: CONFIG_DEBUG_VM and CONFIG_LOCKDEP, chosen at run time. */
bool lockstep_debug_vm(void);
bool lockstep_lockdep(void);

#ifdef __cplusplus
}
#endif

#endif
