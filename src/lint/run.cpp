#include "lint/run.h"

namespace tieline::lint {

std::string_view name_of(FailOn fail_on) {
  return fail_on == FailOn::never ? "never" : name_of(static_cast<Severity>(fail_on));
}

std::optional<FailOn> fail_on_of(std::string_view name) {
  for (const FailOn value : {FailOn::info, FailOn::warning, FailOn::error, FailOn::never}) {
    if (name == name_of(value)) return value;
  }
  return std::nullopt;
}

}  // namespace tieline::lint
