# SPDX-License-Identifier: GPL-2.0-only
# Where an installation has its files; see docs/packaging.md.
include(GNUInstallDirs)

# The folder that looks like the checkout: kernel/ lies in it.
set(LOCKSTEP_INSTALLED_SOURCES ${CMAKE_INSTALL_FULL_INCLUDEDIR}/lockstep)
set(LOCKSTEP_INSTALLED_MUTANTS ${CMAKE_INSTALL_FULL_LIBDIR}/lockstep/mutants)
