# SPDX-License-Identifier: GPL-2.0-only
# What `cmake --install` installs: of the targets lockstep, lockstep_mutants and lockstep_manual.
include(CMakePackageConfigHelpers)

set(sources ${CMAKE_INSTALL_INCLUDEDIR}/lockstep)
set(examples ${CMAKE_INSTALL_DATADIR}/lockstep)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/lockstep)

install(TARGETS lockstep DESTINATION ${CMAKE_INSTALL_BINDIR})
get_property(mutants GLOBAL PROPERTY lockstep_mutants)
foreach(mutant ${mutants})
  install(FILES $<TARGET_FILE:${mutant}> DESTINATION ${CMAKE_INSTALL_LIBDIR}/lockstep/mutants)
endforeach()

# What imports and variants are compiled against.
install(DIRECTORY kernel/abi kernel/asm kernel/import kernel/linux kernel/trace
        DESTINATION ${sources}/kernel)
# To copy and change.
install(DIRECTORY corpus reference variants DESTINATION ${examples}
  PATTERN CMakeLists.txt EXCLUDE PATTERN .clang-format EXCLUDE)

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
install(EXPORT lockstepTargets NAMESPACE lockstep:: FILE lockstepConfig.cmake
  DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/lockstepConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/lockstepConfigVersion.cmake DESTINATION ${package})
