/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Stands in for the tree in which the kernel looks VMAs up by address. Operations name their VMA,
 * so there is no tree, and code that walks it must not be called: it is a BUG().
 */
#ifndef _LINUX_MAPLE_TREE_H
#define _LINUX_MAPLE_TREE_H

#include <linux/bug.h>

struct maple_tree {
	void *ma_root;
};

struct ma_state {
	struct maple_tree *tree;
	unsigned long index;
	unsigned long last;
};

#define MA_STATE(name, the_tree, first, end)                                                       \
	struct ma_state name = {.tree = (the_tree), .index = (first), .last = (end)}

static inline void *mas_walk(struct ma_state *mas)
{
	(void)mas;
	BUG();
}

static inline void mas_set(struct ma_state *mas, unsigned long index)
{
	mas->index = index;
	mas->last = index;
}

#endif
