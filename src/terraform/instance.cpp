#include "terraform/instance.h"

namespace tieline::terraform {

std::size_t ModuleInstance::offset(SlotKind kind) const {
  const ModuleSource& s = *source;
  std::size_t offset = 0;
  switch (kind) {
    case SlotKind::children:
      offset += s.resources.size();
      [[fallthrough]];
    case SlotKind::bodies:
      offset += s.resources.size();
      [[fallthrough]];
    case SlotKind::instances:
      offset += s.providers.size();
      [[fallthrough]];
    case SlotKind::provider:
      offset += s.outputs.size();
      [[fallthrough]];
    case SlotKind::output:
      offset += s.locals.size();
      [[fallthrough]];
    case SlotKind::local:
      offset += s.variables.size();
      [[fallthrough]];
    case SlotKind::variable:
      break;
  }
  return offset;
}

void ModuleInstance::prepare() {
  slots.resize(offset(SlotKind::children) + source->calls.size());
  resources.resize(source->resources.size());
  children.resize(source->calls.size());
}

}  // namespace tieline::terraform
