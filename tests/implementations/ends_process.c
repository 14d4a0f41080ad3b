// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ends or replaces the process, in the way that ENDS_BY names: when it is loaded if ON_LOADING is
 * 1, or else when it is killed while it waits.
 */
#include "variants/vma_lock/mutants/mutant.h"

/* Declared here: the headers of the C library are not those of the kernel. */
void exit(int status);
void _exit(int status);
void _Exit(int status);
void quick_exit(int status);
void pthread_exit(void *value);
void thrd_exit(int value);
void errx(int status, const char *format, ...);
int execl(const char *path, const char *argument, ...);
long syscall(long number, ...);

enum way { EXIT, UNDERSCORE_EXIT, C_EXIT, QUICK, PTHREAD, THRD, ERRX, EXECL, SYSCALL, INSTRUCTION };

enum { EXIT_GROUP = 231 };

static void exit_by_instruction(long status)
{
	long number = EXIT_GROUP;

	__asm__ volatile("syscall" : "+a"(number) : "D"(status) : "rcx", "r11", "memory");
}

static void end_process(enum way by)
{
	switch (by) {
	case EXIT:
		return exit(0);
	case UNDERSCORE_EXIT:
		return _exit(0);
	case C_EXIT:
		return _Exit(0);
	case QUICK:
		return quick_exit(0);
	case PTHREAD:
		return pthread_exit(NULL);
	case THRD:
		return thrd_exit(0);
	case ERRX:
		return errx(0, "ended");
	case EXECL:
		execl("/bin/true", "true", (char *)NULL);
		return;
	case SYSCALL:
		syscall(EXIT_GROUP, 0);
		return;
	case INSTRUCTION:
		exit_by_instruction(0);
	}
}

static int start_write_ends(struct vm_area_struct *vma)
{
	const int error = vma_start_write_killable(vma);

	if (error && !ON_LOADING)
		end_process(ENDS_BY);
	return error;
}

__attribute__((constructor)) static void load(void)
{
	if (ON_LOADING)
		end_process(ENDS_BY);
}

MUTANT("ends_process", table->vma_start_write_killable = start_write_ends)
