# SPDX-License-Identifier: GPL-2.0-only
# Which subject this build of the tool is about: a folder of subjects/, or any other one that holds
#   kernel/: its objects, and its implementations if they lie nowhere else, in C,
#   subject.h: its description, in the namespace lockstep::NAME,
#   entries.h: how its operations are called, and how its objects are looked at,
#   CMakeLists.txt: the library lockstep_subject (what else there is in C++), its objects, which it adds to
#     lockstep_kernel, and the built-in implementations,
#   corpus/: programs to start from.
# NAME is the name of the folder. LOCKSTEP_TABLE is the header with the table of its implementations, if
# that is not the VMA lock's.
set(LOCKSTEP_SUBJECT ${PROJECT_SOURCE_DIR}/subjects/vma_lock CACHE PATH "The folder of the subject")
get_filename_component(subject ${LOCKSTEP_SUBJECT} NAME)
file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${LOCKSTEP_SUBJECT})

set(bound ${PROJECT_BINARY_DIR}/generated/subjects)
file(CONFIGURE OUTPUT ${bound}/bound_subject.h CONTENT
"// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include \"${folder}/subject.h\"

namespace lockstep {

namespace bound = ${subject};

/// Where its files lie.
inline constexpr const char* kSubjectFolder = \"${folder}/\";

}  // namespace lockstep
")
file(CONFIGURE OUTPUT ${bound}/bound_calls.h CONTENT
"// SPDX-License-Identifier: GPL-2.0-only
#pragma once

// How the subject's operations are called, and how its objects are looked at. What reads and writes programs does
// without, and needs no kernel.
#include \"lockstep/program/bound_subject.h\"
#include \"${folder}/entries.h\"
")

target_include_directories(lockstep_flags INTERFACE ${PROJECT_BINARY_DIR}/generated)
if(EXISTS ${LOCKSTEP_SUBJECT}/kernel/table.h)
  target_compile_definitions(lockstep_flags INTERFACE "LOCKSTEP_TABLE=<${folder}/kernel/table.h>")
endif()

# The command is named after the subject, unless that is the default one.
set(LOCKSTEP_COMMAND lockstep)
set(LOCKSTEP_SEEDS ${PROJECT_SOURCE_DIR}/corpus/seeds)
if(NOT subject STREQUAL vma_lock)
  set(LOCKSTEP_SEEDS ${LOCKSTEP_SUBJECT}/corpus)
  string(REPLACE _ - suffix ${subject})
  string(APPEND LOCKSTEP_COMMAND -${suffix})
endif()

# lockstep_subject_of_one_kind(OBJECTS): a subject whose objects are one kind, in this C file that includes
# kernel/objects/one_kind.h; see docs/adding-a-subject.md.
function(lockstep_subject_of_one_kind objects)
  add_library(lockstep_subject INTERFACE)
  target_link_libraries(lockstep_subject INTERFACE lockstep_flags lockstep_fmt)
  target_sources(lockstep_kernel PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/${objects})
endfunction()
