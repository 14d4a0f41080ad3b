# SPDX-License-Identifier: GPL-2.0-only
# Wrappers that give every target of the project its flags.
include(LockstepDependencies)

set(LOCKSTEP_SANITIZER "" CACHE STRING "thread, or address,undefined, or nothing")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Line numbers are all the debug information that stack traces and sanitizers need. AddressSanitizer
# builds are for finding mistakes, and compile in half the time with fewer optimizations.
set(LOCKSTEP_LEVEL -O2)
if(LOCKSTEP_SANITIZER MATCHES address)
  set(LOCKSTEP_LEVEL -O1)
endif()
set(CMAKE_C_FLAGS_RELWITHDEBINFO "${LOCKSTEP_LEVEL} -g1")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "${LOCKSTEP_LEVEL} -g1")

# A step crosses from an implementation's C into the engine's C++ and back: optimized across files,
# it is a third faster.
if(CMAKE_INTERPROCEDURAL_OPTIMIZATION AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_link_options(-fuse-ld=lld)
endif()

# Warnings are errors, unless a compiler is so new that it has warnings nobody has seen yet.
option(CMAKE_COMPILE_WARNING_AS_ERROR "Warnings are errors" ON)
add_library(lockstep_warnings INTERFACE)
target_compile_options(lockstep_warnings INTERFACE -Wall -Wextra -Wconversion)

# Whether implementations are instrumented to tell of their accesses. Not together with a sanitizer that
# watches memory in another way, be it one of the environment's flags.
set(LOCKSTEP_WATCHES_RACES TRUE)
if("${LOCKSTEP_SANITIZER} ${CMAKE_C_FLAGS}" MATCHES "address|memory")
  set(LOCKSTEP_WATCHES_RACES FALSE)
endif()

# The flags for everything.
add_library(lockstep_flags INTERFACE)
target_include_directories(lockstep_flags INTERFACE ${PROJECT_SOURCE_DIR})
# File names in warnings are those of the source tree, wherever it lies.
target_compile_options(lockstep_flags INTERFACE -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)
target_link_libraries(lockstep_flags INTERFACE lockstep_warnings)
if(LOCKSTEP_WATCHES_RACES)
  target_compile_definitions(lockstep_flags INTERFACE LOCKSTEP_WATCHES_RACES)
endif()
if(LOCKSTEP_SANITIZER STREQUAL "thread")
  # Only what runs inside a task is instrumented; the engine is not.
  include(LockstepTsanRuntime)
  target_compile_definitions(lockstep_flags INTERFACE LOCKSTEP_TSAN)
  target_link_options(lockstep_flags INTERFACE
    -fsanitize=thread -resource-dir=${LOCKSTEP_TSAN_RESOURCES})
elseif(LOCKSTEP_SANITIZER)
  target_compile_definitions(lockstep_flags INTERFACE LOCKSTEP_ASAN)
  # A null pointer that is dereferenced crashes anyway, and then in the same way as in other builds.
  set(LOCKSTEP_WATCHED_SANITIZER -fsanitize=${LOCKSTEP_SANITIZER}
      -fno-sanitize=null -fno-sanitize-recover=all)
  target_compile_options(lockstep_flags INTERFACE ${LOCKSTEP_WATCHED_SANITIZER})
  target_link_options(lockstep_flags INTERFACE -fsanitize=${LOCKSTEP_SANITIZER})
endif()

# Kernel code. Only there: kernel/linux/ would hide the host's own <linux/...> headers from others.
add_library(lockstep_kernel_headers INTERFACE)
target_include_directories(lockstep_kernel_headers INTERFACE ${PROJECT_SOURCE_DIR}/kernel)
target_link_libraries(lockstep_kernel_headers INTERFACE lockstep_flags)

# For code that is watched while it runs inside a task: implementations.
add_library(lockstep_watched INTERFACE)
target_link_libraries(lockstep_watched INTERFACE lockstep_kernel_headers)
# Clang's -g1 leaves out functions by which source positions are looked up.
target_compile_options(lockstep_watched INTERFACE -g)
if(LOCKSTEP_WATCHES_RACES)
  # The functions that this makes code call are those of lockstep/memory/instrumentation.cc.
  set(LOCKSTEP_WATCHED_SANITIZER -fsanitize=thread)
elseif(LOCKSTEP_SANITIZER)
  # Undefined behaviour is a crash of the implementation, not of the tool.
  list(APPEND LOCKSTEP_WATCHED_SANITIZER -fsanitize-undefined-trap-on-error)
endif()
target_compile_options(lockstep_watched INTERFACE ${LOCKSTEP_WATCHED_SANITIZER})
# If code is profiled for its coverage, with -fsanitize=thread its counters would be atomic: steps.
target_compile_options(lockstep_watched INTERFACE -fprofile-update=single)

# lockstep_library(NAME SOURCES...): a part of the tool.
function(lockstep_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC lockstep_flags)
endfunction()

# lockstep_unoptimized(NAMES...): targets that mostly wait for others, or run once; without
# optimization they compile in half the time.
function(lockstep_unoptimized)
  foreach(name ${ARGN})
    target_compile_options(${name} PRIVATE -O0)
  endforeach()
endfunction()

# lockstep_implementation(NAME SOURCE): an implementation, built in. Its table is hidden; otherwise
# a shared object with a table of the same name would get this one.
function(lockstep_implementation name source)
  set_property(GLOBAL APPEND PROPERTY LOCKSTEP_BUILT_IN ${CMAKE_CURRENT_SOURCE_DIR}/${source})
  set_property(GLOBAL APPEND PROPERTY LOCKSTEP_BUILT_IN_OBJECTS $<TARGET_OBJECTS:${name}>)
  add_library(${name} OBJECT ${source})
  set_target_properties(${name} PROPERTIES C_VISIBILITY_PRESET hidden UNITY_BUILD OFF)
  target_link_libraries(${name} PRIVATE lockstep_watched)
endfunction()

# lockstep_covered(NAME FLAGS...): the built-in implementations once more, with coverage of some kind.
# Executables link this and lockstep_built_in_list, instead of lockstep_built_in.
function(lockstep_covered name)
  get_property(implementations GLOBAL PROPERTY LOCKSTEP_BUILT_IN)
  add_library(${name} OBJECT ${implementations})
  set_target_properties(${name} PROPERTIES C_VISIBILITY_PRESET hidden UNITY_BUILD OFF)
  target_link_libraries(${name} PRIVATE lockstep_watched)
  target_compile_options(${name} PRIVATE ${ARGN})
endfunction()

# lockstep_variants(NAME SOURCES FOLDER FLAGS...): every C file of the folder SOURCES as a shared object
# of its own in FOLDER of the build, compiled with these flags too. Not part of a normal build; NAME
# builds them all. The global property NAME lists their targets.
function(lockstep_variants name sources folder)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${sources}/*.c)
  add_custom_target(${name})
  foreach(file ${files})
    get_filename_component(variant ${file} NAME_WE)
    add_library(${name}_${variant} MODULE EXCLUDE_FROM_ALL ${file})
    target_link_libraries(${name}_${variant} PRIVATE lockstep_watched)
    target_compile_options(${name}_${variant} PRIVATE ${ARGN})
    set_target_properties(${name}_${variant} PROPERTIES
      PREFIX "" OUTPUT_NAME ${variant} LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${folder}
      UNITY_BUILD OFF INTERPROCEDURAL_OPTIMIZATION OFF)
    add_dependencies(${name} ${name}_${variant})
    set_property(GLOBAL APPEND PROPERTY ${name} ${name}_${variant})
  endforeach()
endfunction()

# lockstep_executable(NAME SOURCES...): something that runs implementations. Shared objects that it
# loads find the engine's hooks (lockstep_*), lockdep and refcount_t in it.
function(lockstep_executable name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE lockstep_flags ${CMAKE_DL_LIBS})
  target_link_options(${name} PRIVATE "LINKER:--export-dynamic-symbol=lock*"
                      "LINKER:--export-dynamic-symbol=refcount_*")
  # They must not end the process: see lockstep/exec/process_end.h.
  foreach(end exit _exit _Exit quick_exit pthread_exit thrd_exit)
    target_link_options(${name} PRIVATE "LINKER:--export-dynamic-symbol=${end}")
  endforeach()
  if(LOCKSTEP_WATCHES_RACES)
    # The accesses of shared objects go through lockstep/memory/instrumentation.cc, whether or not
    # any code here needs it.
    target_link_libraries(${name} PRIVATE lockstep_memory)
    target_link_options(${name} PRIVATE LINKER:--undefined=__tsan_read8
                        "LINKER:--export-dynamic-symbol=__tsan_*")
  endif()
endfunction()

# lockstep_tests(SOURCES...): unit tests (*_test.cc), which lie next to what they test.
function(lockstep_tests)
  target_sources(lockstep_unit_tests PRIVATE ${ARGN})
endfunction()

# lockstep_test_executable(NAME SOURCES...): GoogleTest tests; every one is a test of CTest.
function(lockstep_test_executable name)
  lockstep_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE GTest::gmock GTest::gtest_main)
  target_compile_options(${name} PRIVATE -O0)
  target_precompile_headers(${name} PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
  # Tests of different things use the same names, and tests need not be fast.
  set_target_properties(${name} PROPERTIES UNITY_BUILD OFF INTERPROCEDURAL_OPTIMIZATION OFF)
  if(CMAKE_INTERPROCEDURAL_OPTIMIZATION AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_link_options(${name} PRIVATE LINKER:--lto-O1)
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 600)
endfunction()

# lockstep_embed_programs(FOLDER VARIABLE): sets VARIABLE to a source file that holds the programs
# (*.txt) of a folder; see lockstep/cli/corpus.h.
function(lockstep_embed_programs folder variable)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.txt)
  list(SORT files)
  set(entries "")
  foreach(file ${files})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
    get_filename_component(name ${file} NAME_WE)
    string(APPEND entries "    {\"${name}\", R\"program(${text})program\"},\n")
  endforeach()
  list(LENGTH files count)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/corpus_files.cc)
  file(GENERATE OUTPUT ${source} CONTENT
"// SPDX-License-Identifier: GPL-2.0-only
#include <array>

#include \"lockstep/cli/corpus.h\"

namespace lockstep {
namespace {

constexpr std::array<CorpusFile, ${count}> kFiles = {{
${entries}}};

}  // namespace

std::span<const CorpusFile> corpus_files() { return kFiles; }

}  // namespace lockstep
")
  set(${variable} ${source} PARENT_SCOPE)
endfunction()
