// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "lockstep/import/kernel_sources.h"

namespace lockstep {
namespace {

TEST(CutLockBlocks, TakesOnlyBlocksThatDefineTheLockAndKeepsTheirLines) {
  EXPECT_EQ(cut_lock_blocks("int before;\n"
                            "#ifdef CONFIG_PER_VMA_LOCK\n"
                            "int something_else;\n"
                            "#endif\n"
                            "#ifdef CONFIG_PER_VMA_LOCK\n"
                            "int __vma_start_write(void);\n"
                            "#endif /* CONFIG_PER_VMA_LOCK */\n"
                            "int after;\n",
                            "mm/memory.c"),
            "#line 5 \"mm/memory.c\"\n"
            "#ifdef CONFIG_PER_VMA_LOCK\n"
            "int __vma_start_write(void);\n"
            "#endif /* CONFIG_PER_VMA_LOCK */\n");
}

TEST(CutLockBlocks, KeepsNestedBlocksAndOtherBranchesTogether) {
  const std::string block =
      "# if defined(CONFIG_PER_VMA_LOCK)\n"
      "#ifdef CONFIG_LOCKDEP\n"
      "#if defined(CONFIG_MMU)\n"
      "#endif\n"
      "#endif\n"
      "void vma_mark_detached(void);\n"
      "#else\n"
      "void other(void);\n"
      "#endif\n";
  EXPECT_EQ(cut_lock_blocks(block + "int after;\n", "a.h"), "#line 1 \"a.h\"\n" + block);
}

TEST(CutLockBlocks, FindsNothingElsewhere) {
  EXPECT_EQ(cut_lock_blocks("", "a.c"), "");
  EXPECT_EQ(cut_lock_blocks("#ifdef CONFIG_MMU\nvoid vma_mark_detached(void);\n#endif\n", "a.c"),
            "");
  EXPECT_EQ(cut_lock_blocks("#ifdef CONFIG_PER_VMA_LOCK\nvoid vma_mark_detached(void);\n", "a.c"),
            "");
}

}  // namespace
}  // namespace lockstep
