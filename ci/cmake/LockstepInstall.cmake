# SPDX-License-Identifier: GPL-2.0-only
# What `cmake --install` installs: of the targets lockstep, lockstep_mutants, lockstep_manual and lockstep_model.
include(CMakePackageConfigHelpers)

set(sources ${CMAKE_INSTALL_INCLUDEDIR}/lockstep)
set(examples ${CMAKE_INSTALL_DATADIR}/lockstep)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/lockstep)

install(TARGETS lockstep DESTINATION ${CMAKE_INSTALL_BINDIR})
get_property(mutants GLOBAL PROPERTY lockstep_mutants)
foreach(mutant ${mutants})
  install(FILES $<TARGET_FILE:${mutant}> DESTINATION ${CMAKE_INSTALL_LIBDIR}/lockstep/mutants)
endforeach()

# The headers that imports and variants are compiled against.
install(DIRECTORY kernel/abi kernel/asm kernel/linux kernel/trace DESTINATION ${sources}/kernel)
install(DIRECTORY subjects/vma_lock/import DESTINATION ${sources}/subjects/vma_lock PATTERN .clang-format EXCLUDE)
# Files to copy and change.
install(DIRECTORY corpus reference variants DESTINATION ${examples}
  PATTERN CMakeLists.txt EXCLUDE PATTERN .clang-format EXCLUDE)
install(DIRECTORY examples DESTINATION ${examples})

install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ci/packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${PROJECT_BINARY_DIR}/manual/ DESTINATION ${CMAKE_INSTALL_DATADIR})

# find_package(lockstep): a target with the flags that an implementation needs for this command.
add_library(lockstep_for_implementations INTERFACE)
set_target_properties(lockstep_for_implementations PROPERTIES EXPORT_NAME implementation)
target_compile_features(lockstep_for_implementations INTERFACE c_std_11)
target_include_directories(lockstep_for_implementations INTERFACE
  $<INSTALL_INTERFACE:${sources}/kernel>)
target_compile_options(lockstep_for_implementations INTERFACE -g ${LOCKSTEP_WATCHED_SANITIZER}
  $<INSTALL_INTERFACE:-fmacro-prefix-map=$<INSTALL_PREFIX>/${sources}/=>)
install(TARGETS lockstep_for_implementations EXPORT lockstepTargets)

# And one for programs that explore code of their own, with the headers that lockstep/explore/model.h includes.
foreach(header
  base/call_stack.h compare/outcome.h exec/observation.h exec/step_history.h explore/machine.h
  explore/model.h explore/model_engine.h explore/outcome_sets.h explore/path_scheduler.h
  explore/state_explorer.h explore/state_table.h program/choice.h sched/engine.h
  sched/fiber.h sched/scheduler.h sched/step.h sched/task_set.h subject/difference_kind.h subject/object_kind.h
  subject/operation.h)
  cmake_path(GET header PARENT_PATH folder)
  install(FILES lockstep/${header} DESTINATION ${sources}/lockstep/${folder})
endforeach()
target_include_directories(lockstep_model INTERFACE $<INSTALL_INTERFACE:${sources}>)
install(TARGETS lockstep_model EXPORT lockstepTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/lockstep)
install(EXPORT lockstepTargets NAMESPACE lockstep:: FILE lockstepConfig.cmake
  DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/lockstepConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/lockstepConfigVersion.cmake DESTINATION ${package})
