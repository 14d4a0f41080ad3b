// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/implementation_options.h"

#include "lockstep/cli/arguments.h"

namespace lockstep {

void ImplementationOptions::add_to(CLI::App& command) {
  command
      .add_option("--reference", reference,
                  "The code before the patch: a name (see lockstep list) or a .so file")
      ->capture_default_str()
      ->type_name("NAME|FILE.so");
  command.add_option("--variant", variants, "The code after it; may be given more than once")
      ->capture_default_str()
      ->type_name("NAME|FILE.so")
      ->take_all()
      ->allow_extra_args(false);
}

const lockstep_implementation& ImplementationOptions::resolve_reference() const {
  return resolve_implementation("--reference", reference);
}

const lockstep_implementation& ImplementationOptions::resolve_variant(const std::string& name) {
  return resolve_implementation("--variant", name);
}

}  // namespace lockstep
