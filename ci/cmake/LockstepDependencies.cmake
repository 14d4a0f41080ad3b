# SPDX-License-Identifier: GPL-2.0-only
# Libraries of other projects.

# For executables that run where these libraries are not installed. They do not even need libstdc++.
# {fmt} is not available as a static library everywhere, so its headers alone are used.
option(LOCKSTEP_STATIC "Link libraries of others statically" OFF)
if(LOCKSTEP_STATIC)
  set(Boost_USE_STATIC_LIBS ON)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
  add_link_options(-static-libstdc++ -static-libgcc)
  if(LOCKSTEP_SANITIZER STREQUAL "thread")
    # Its runtime defines some of what the static libstdc++ has. It comes first, so its definitions
    # are used.
    add_link_options(LINKER:-z,muldefs)
  endif()
endif()

find_package(fmt REQUIRED)
add_library(lockstep_fmt INTERFACE)
target_link_libraries(lockstep_fmt INTERFACE
  $<IF:$<BOOL:${LOCKSTEP_STATIC}>,fmt::fmt-header-only,fmt::fmt>)

find_package(pugixml REQUIRED)
add_library(lockstep_pugixml INTERFACE)
target_link_libraries(lockstep_pugixml INTERFACE
  $<IF:$<BOOL:${LOCKSTEP_STATIC}>,pugixml::static,pugixml::shared>)

# Debian's xxHash comes without a CMake package.
find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
find_library(XXHASH_LIBRARY xxhash REQUIRED)
add_library(lockstep_xxhash INTERFACE)
target_include_directories(lockstep_xxhash SYSTEM INTERFACE ${XXHASH_INCLUDE_DIR})
target_link_libraries(lockstep_xxhash INTERFACE ${XXHASH_LIBRARY})

# Nor does GMP.
find_path(GMP_INCLUDE_DIR gmpxx.h REQUIRED)
find_library(GMP_LIBRARY gmp REQUIRED)
find_library(GMPXX_LIBRARY gmpxx REQUIRED)
add_library(lockstep_gmp INTERFACE)
target_include_directories(lockstep_gmp SYSTEM INTERFACE ${GMP_INCLUDE_DIR})
target_link_libraries(lockstep_gmp INTERFACE ${GMPXX_LIBRARY} ${GMP_LIBRARY})

# Nor does elfutils.
find_path(LIBDW_INCLUDE_DIR elfutils/libdwfl.h REQUIRED)
find_library(LIBDW_LIBRARY dw REQUIRED)
find_library(LIBELF_LIBRARY elf REQUIRED)
find_path(BACKWARD_INCLUDE_DIR backward.hpp REQUIRED)
add_library(lockstep_libdw INTERFACE)
target_include_directories(lockstep_libdw SYSTEM INTERFACE ${LIBDW_INCLUDE_DIR} ${BACKWARD_INCLUDE_DIR})
target_link_libraries(lockstep_libdw INTERFACE ${LIBDW_LIBRARY} ${LIBELF_LIBRARY})
if(LOCKSTEP_STATIC)
  # The libraries that it needs itself; zstd only where it was built with that.
  foreach(name elf lzma bz2 z)
    find_library(LIBDW_NEEDS_${name} ${name} REQUIRED)
    target_link_libraries(lockstep_libdw INTERFACE ${LIBDW_NEEDS_${name}})
  endforeach()
  find_library(LIBDW_NEEDS_zstd zstd)
  if(LIBDW_NEEDS_zstd)
    target_link_libraries(lockstep_libdw INTERFACE ${LIBDW_NEEDS_zstd})
  endif()
endif()
