#include "terraform/read.h"

#include <string>
#include <vector>

#include "terraform/expressions.h"

namespace tieline::terraform {
namespace {

using value::Flavour;
using value::MappingEntry;

/// Puts the values of instances together as count or for_each has it.
class Collection {
 public:
  Collection(Evaluation& evaluation, bool count, bool for_each)
      : evaluation_(evaluation), count_(count), for_each_(for_each) {}

  void add(const Repetition& repetition, Value value) {
    if (!count_ && !for_each_) {
      single_ = value;
    } else if (count_) {
      items_.push_back(repetition.symbolic ? value::rest_of(evaluation_.arena, value)
                                           : item_when(evaluation_, value, repetition.when));
    } else if (repetition.symbolic) {
      rest_ = has_rest_ ? value::unknown(evaluation_.arena) : value;
      has_rest_ = true;
    } else {
      entries_.push_back({{repetition.key, {}, value}, repetition.when});
    }
  }

  [[nodiscard]] Value finish() {
    if (count_) return value::sequence(evaluation_.arena, items_, Flavour::tuple);
    if (for_each_) {
      return mapping_when(evaluation_, entries_, has_rest_ ? &rest_ : nullptr, Flavour::object, {});
    }
    return single_;
  }

 private:
  Evaluation& evaluation_;
  bool count_;
  bool for_each_;
  Value single_ = {};
  std::vector<Value> items_;
  std::vector<ConditionalEntry> entries_;
  Value rest_ = {};
  bool has_rest_ = false;
};

Value unknown_because(Evaluation& evaluation, const std::string& cause) {
  return value::unknown(evaluation.arena, {.cause = evaluation.arena.copy(cause)});
}

std::string call_address(const ModuleInstance& module, std::uint32_t call) {
  std::string address(module.address);
  if (!address.empty()) address += '.';
  return address + "module." + std::string(module.source->calls[call].name);
}

}  // namespace

std::string_view full_address(Evaluation& evaluation, const ModuleInstance& module, std::string_view address) {
  if (module.address.empty()) return evaluation.arena.copy(address);
  std::string whole(module.address);
  whole += '.';
  whole += address;
  return evaluation.arena.copy(whole);
}

Value instance_object(Evaluation& evaluation, ModuleInstance& module, std::uint32_t resource,
                      ResourceInstance& instance) {
  if (instance.has_object) return instance.object;
  text::Arena& arena = evaluation.arena;
  if (instance.resource == nullptr) {
    const ResourceDeclaration& declaration = module.source->resources[resource];
    return unknown_because(evaluation, std::string(full_address(evaluation, module, address_of(declaration))));
  }
  const value::Reference owner{instance.resource, "", instance.resource->header};
  std::vector<MappingEntry> entries(instance.computed.begin(), instance.computed.end());
  const auto configured = instance.resource->attributes.entries();
  entries.insert(entries.end(), configured.begin(), configured.end());
  Value object = value::open_mapping(arena, entries, value::reference_to(arena, owner), false, Flavour::object,
                                     instance.resource->span);
  object = value::with_reference(arena, object, owner);
  if (module.slot(SlotKind::bodies, resource).state == Slot::State::done) {
    instance.object = object;
    instance.has_object = true;
  }
  return object;
}

Value resource_value(Evaluation& evaluation, ModuleInstance& module, std::uint32_t index) {
  const ResourceDeclaration& declaration = module.source->resources[index];
  ResourceState& state = module.resources[index];
  if (state.has_whole) return state.whole;
  if (module.slot(SlotKind::instances, index).state != Slot::State::done) {
    return unknown_because(evaluation, std::string(full_address(evaluation, module, address_of(declaration))));
  }
  Collection collection(evaluation, declaration.count != nullptr, declaration.for_each != nullptr);
  for (ResourceInstance& instance : state.instances) {
    collection.add(instance.repetition, instance_object(evaluation, module, index, instance));
  }
  const Value whole = collection.finish();
  if (module.slot(SlotKind::bodies, index).state == Slot::State::done) {
    state.whole = whole;
    state.has_whole = true;
  }
  return whole;
}

Value call_output(Evaluation& evaluation, ModuleInstance& module, std::uint32_t call, std::string_view output) {
  const ModuleCall& declaration = module.source->calls[call];
  CallState& state = module.children[call];
  if (state.source == nullptr) {
    return unknown_because(evaluation, call_address(module, call) + "." + std::string(output));
  }
  const auto found = state.source->output_index.find(output);
  if (found == state.source->output_index.end()) return value::unknown(evaluation.arena);  // reported as undeclared
  Collection collection(evaluation, declaration.count != nullptr, declaration.for_each != nullptr);
  for (ModuleInstance* instance : state.instances) {
    collection.add(instance->repetition, instance->slot(SlotKind::output, found->second).value);
  }
  return collection.finish();
}

Value call_value(Evaluation& evaluation, ModuleInstance& module, std::uint32_t call) {
  const ModuleCall& declaration = module.source->calls[call];
  CallState& state = module.children[call];
  if (state.has_whole) return state.whole;
  if (state.source == nullptr) return unknown_because(evaluation, call_address(module, call));
  Collection collection(evaluation, declaration.count != nullptr, declaration.for_each != nullptr);
  bool complete = true;
  for (ModuleInstance* instance : state.instances) {
    std::vector<MappingEntry> entries;
    entries.reserve(state.source->outputs.size());
    for (std::uint32_t i = 0; i < state.source->outputs.size(); ++i) {
      const Slot& slot = instance->slot(SlotKind::output, i);
      complete = complete && slot.state == Slot::State::done;
      entries.push_back({state.source->outputs[i].name, state.source->outputs[i].block->header, slot.value});
    }
    collection.add(instance->repetition,
                   value::mapping(evaluation.arena, entries, Flavour::object, declaration.block->header));
  }
  const Value whole = collection.finish();
  if (complete) {
    state.whole = whole;
    state.has_whole = true;
  }
  return whole;
}

}  // namespace tieline::terraform
