# SPDX-License-Identifier: GPL-2.0-only
# ThreadSanitizer's runtime, with the functions that instrumented code calls under other names: ours
# stand in front of them (see lockstep/memory/instrumentation.h). Clang looks for its runtimes in its
# resource folder: this makes another one, of links, with a changed copy of the runtime, and sets
# LOCKSTEP_TSAN_RESOURCES to it.
execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-resource-dir
  OUTPUT_VARIABLE resources OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(LOCKSTEP_TSAN_RESOURCES ${PROJECT_BINARY_DIR}/tsan_resources)
file(REMOVE_RECURSE ${LOCKSTEP_TSAN_RESOURCES})

set(renamed "")
foreach(access read write)
  foreach(size 1 2 4 8 16)
    list(APPEND renamed ${access}${size} unaligned_${access}${size})
  endforeach()
  list(APPEND renamed ${access}_range)
endforeach()
foreach(bits 8 16 32 64)
  foreach(operation load store exchange fetch_add fetch_sub fetch_and fetch_or fetch_xor fetch_nand
          compare_exchange_strong compare_exchange_weak compare_exchange_val)
    list(APPEND renamed atomic${bits}_${operation})
  endforeach()
endforeach()
list(APPEND renamed atomic_thread_fence)
list(TRANSFORM renamed REPLACE "(.+)" "__tsan_\\1 __real___tsan_\\1")
list(JOIN renamed "\n" renamed)
file(WRITE ${PROJECT_BINARY_DIR}/tsan_renamed "${renamed}\n")

file(GLOB_RECURSE files RELATIVE ${resources} ${resources}/*)
foreach(file ${files})
  cmake_path(GET file PARENT_PATH folder)
  file(MAKE_DIRECTORY ${LOCKSTEP_TSAN_RESOURCES}/${folder})
  if(file MATCHES "libclang_rt\\.tsan[^_].*\\.a$")
    execute_process(COMMAND ${CMAKE_OBJCOPY} --redefine-syms=${PROJECT_BINARY_DIR}/tsan_renamed
      ${resources}/${file} ${LOCKSTEP_TSAN_RESOURCES}/${file} COMMAND_ERROR_IS_FATAL ANY)
  else()
    file(CREATE_LINK ${resources}/${file} ${LOCKSTEP_TSAN_RESOURCES}/${file} SYMBOLIC)
  endif()
endforeach()
