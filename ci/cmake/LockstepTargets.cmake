# SPDX-License-Identifier: GPL-2.0-only
# Wrappers that give every target of the project its flags.

set(LOCKSTEP_SANITIZER "" CACHE STRING "thread, or address,undefined, or nothing")
option(LOCKSTEP_COVERAGE "Instrument implementations for llvm-cov" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(lockstep_warnings INTERFACE)
target_compile_options(lockstep_warnings INTERFACE -Wall -Wextra -Wconversion -Werror)

# What everything is built with.
add_library(lockstep_flags INTERFACE)
target_include_directories(lockstep_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(lockstep_flags INTERFACE -fno-omit-frame-pointer)
target_link_libraries(lockstep_flags INTERFACE lockstep_warnings)
if(LOCKSTEP_SANITIZER STREQUAL "thread")
  # Only what runs inside a task is instrumented; the engine is not.
  target_compile_definitions(lockstep_flags INTERFACE LOCKSTEP_TSAN)
  target_link_options(lockstep_flags INTERFACE -fsanitize=thread)
elseif(LOCKSTEP_SANITIZER)
  target_compile_options(lockstep_flags INTERFACE -fsanitize=${LOCKSTEP_SANITIZER} -fno-sanitize-recover=all)
  target_link_options(lockstep_flags INTERFACE -fsanitize=${LOCKSTEP_SANITIZER})
endif()

# Kernel code. Only there: kernel/linux/ would hide the host's own <linux/...> headers from others.
add_library(lockstep_kernel_headers INTERFACE)
target_include_directories(lockstep_kernel_headers INTERFACE ${PROJECT_SOURCE_DIR}/kernel)
target_link_libraries(lockstep_kernel_headers INTERFACE lockstep_flags)

# What is watched while it runs inside a task: implementations.
add_library(lockstep_watched INTERFACE)
target_link_libraries(lockstep_watched INTERFACE lockstep_kernel_headers)
if(LOCKSTEP_SANITIZER STREQUAL "thread")
  target_compile_options(lockstep_watched INTERFACE -fsanitize=thread)
endif()

# Debian's xxHash comes without a CMake package.
find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
find_library(XXHASH_LIBRARY xxhash REQUIRED)
add_library(lockstep_xxhash INTERFACE)
target_include_directories(lockstep_xxhash SYSTEM INTERFACE ${XXHASH_INCLUDE_DIR})
target_link_libraries(lockstep_xxhash INTERFACE ${XXHASH_LIBRARY})

# lockstep_library(NAME SOURCES...): a part of the tool.
function(lockstep_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC lockstep_flags)
endfunction()

# lockstep_implementation(NAME SOURCE): an implementation, built in.
function(lockstep_implementation name source)
  add_library(${name} OBJECT ${source})
  target_link_libraries(${name} PRIVATE lockstep_watched)
endfunction()
