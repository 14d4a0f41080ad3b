# SPDX-License-Identifier: GPL-2.0-only
# The Debian package, see ci/package.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "Lockstep maintainers <maintainers@lockstep.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "checks kernel patches that claim no functional change")
set(CPACK_PACKAGE_DESCRIPTION
"Runs concurrent kernel code before and after a patch, with the same
operations under the same schedules, under ThreadSanitizer, and compares
everything that a caller or a reader of the log could observe.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
# Positions in reports come from the debug information of the command.
set(CPACK_STRIP_FILES OFF)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Needed for `--tree`, which says so if they are missing.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "clang, git")
include(CPack)
