#include "terraform/scheduler.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "terraform/checks.h"
#include "terraform/slots.h"

namespace tieline::terraform {
namespace {

using text::Span;

Slot& slot_of(const SlotPlace& place) { return place.module->slot(place.kind, place.index); }

struct Member {
  Span span;
  std::string address;
  bool is_resource;
};

/// How a part of a circle is named. Several slots of one resource are one member.
Member member_of(const SlotPlace& place) {
  const ModuleSource& source = *place.module->source;
  std::string prefix(place.module->address);
  if (!prefix.empty()) prefix += '.';
  switch (place.kind) {
    case SlotKind::variable:
      return {source.variables[place.index].block->header,
              prefix + "var." + std::string(source.variables[place.index].name), false};
    case SlotKind::local:
      return {source.locals[place.index].attribute->name_span,
              prefix + "local." + std::string(source.locals[place.index].name), false};
    case SlotKind::output:
      return {source.outputs[place.index].block->header,
              prefix + "output." + std::string(source.outputs[place.index].name), false};
    case SlotKind::provider:
      return {source.providers[place.index].block->header,
              prefix + "provider." + std::string(source.providers[place.index].name), false};
    case SlotKind::instances:
    case SlotKind::bodies:
      return {source.resources[place.index].block->header, prefix + address_of(source.resources[place.index]), true};
    case SlotKind::children:
      break;
  }
  return {source.calls[place.index].block->header, prefix + "module." + std::string(source.calls[place.index].name),
          false};
}

}  // namespace

void Scheduler::force(ModuleInstance& module, const Dependencies& dependencies) {
  Frame frame{{&module, SlotKind::local, 0}};
  while (const auto place = next_in(frame, module, dependencies, 0)) {
    if (slot_of(*place).state == Slot::State::waiting) force(*place);
  }
}

void Scheduler::force_all(ModuleInstance& root) {
  std::vector<ModuleInstance*> open{&root};
  std::vector<ModuleInstance*> modules;
  while (!open.empty()) {
    ModuleInstance& module = *open.back();
    open.pop_back();
    modules.push_back(&module);
    const auto all = [&](SlotKind kind, std::size_t count) {
      for (std::uint32_t i = 0; i < count; ++i) force({&module, kind, i});
    };
    all(SlotKind::variable, module.source->variables.size());
    // In the order of the source, so that the graph lists resources in it as far as it can.
    all(SlotKind::instances, module.source->resources.size());
    all(SlotKind::bodies, module.source->resources.size());
    all(SlotKind::children, module.source->calls.size());
    all(SlotKind::local, module.source->locals.size());
    all(SlotKind::output, module.source->outputs.size());
    all(SlotKind::provider, module.source->providers.size());
    std::vector<ModuleInstance*> children;
    for (const CallState& call : module.children) {
      children.insert(children.end(), call.instances.begin(), call.instances.end());
    }
    open.insert(open.end(), children.rbegin(), children.rend());
  }
  for (ModuleInstance* module : modules) check_rules(run_, *module);
}

void Scheduler::force(const SlotPlace& place) {
  if (slot_of(place).state != Slot::State::waiting) return;
  const std::size_t bottom = stack_.size();
  slot_of(place).state = Slot::State::visiting;
  stack_.push_back({place});
  while (stack_.size() > bottom) {
    const auto wanted = next_of(stack_.back());
    if (!wanted) {
      const SlotPlace ready = stack_.back().place;
      evaluate(ready);
      slot_of(ready).state = Slot::State::done;
      stack_.pop_back();
      continue;
    }
    Slot& slot = slot_of(*wanted);
    if (slot.state == Slot::State::visiting) {
      report_cycle(*wanted);
    } else if (slot.state == Slot::State::waiting) {
      slot.state = Slot::State::visiting;
      stack_.push_back({*wanted});
    }
  }
}

std::optional<SlotPlace> Scheduler::next_of(Frame& frame) {
  ModuleInstance& module = *frame.place.module;
  const ModuleSource& source = *module.source;
  const std::uint32_t index = frame.place.index;
  switch (frame.place.kind) {
    case SlotKind::variable: {
      if (module.parent == nullptr) return std::nullopt;
      const ModuleArgument* argument = module.parent->children[module.call].arguments[index];
      if (argument == nullptr) return std::nullopt;
      return next_in(frame, *module.parent, argument->dependencies, 0);
    }
    case SlotKind::local:
      return next_in(frame, module, source.locals[index].dependencies, 0);
    case SlotKind::output:
      return next_in(frame, module, source.outputs[index].dependencies, 0);
    case SlotKind::provider:
      return next_in(frame, module, source.providers[index].dependencies, 0);
    case SlotKind::instances:
      return next_in(frame, module, source.resources[index].repetition_dependencies, 0);
    case SlotKind::bodies:
      return next_of_resource(frame);
    case SlotKind::children:
      return next_in(frame, module, source.calls[index].repetition_dependencies, 0);
  }
  return std::nullopt;
}

/// The instances come first, so that in a circle references to them are known all the same.
std::optional<SlotPlace> Scheduler::next_of_resource(Frame& frame) {
  ModuleInstance& module = *frame.place.module;
  const ResourceDeclaration& resource = module.source->resources[frame.place.index];
  if (frame.next == 0) {
    ++frame.next;
    return SlotPlace{&module, SlotKind::instances, frame.place.index};
  }
  if (frame.next == 1) {
    ++frame.next;
    const ProviderPlace provider = provider_of(module, resource);
    if (provider.module != nullptr) return SlotPlace{provider.module, SlotKind::provider, provider.index};
  }
  return next_in(frame, module, resource.body_dependencies, 2);
}

std::optional<SlotPlace> Scheduler::next_in(Frame& frame, ModuleInstance& module, const Dependencies& dependencies,
                                            std::size_t before) {
  while (frame.next - before < dependencies.size()) {
    if (const auto part = part_of(frame, module, dependencies[frame.next - before])) return part;
    ++frame.next;
    frame.part = 0;
  }
  return std::nullopt;
}

std::optional<SlotPlace> Scheduler::part_of(Frame& frame, ModuleInstance& module, const Dependency& dependency) {
  const std::size_t part = frame.part++;
  switch (dependency.kind) {
    case Dependency::Kind::variable:
      if (part == 0) return SlotPlace{&module, SlotKind::variable, dependency.index};
      return std::nullopt;
    case Dependency::Kind::local:
      if (part == 0) return SlotPlace{&module, SlotKind::local, dependency.index};
      return std::nullopt;
    case Dependency::Kind::resource:
      if (part == 0) return SlotPlace{&module, SlotKind::bodies, dependency.index};
      return std::nullopt;
    case Dependency::Kind::module_output:
    case Dependency::Kind::whole_module:
      break;
  }
  if (part == 0) return SlotPlace{&module, SlotKind::children, dependency.index};
  const CallState& call = module.children[dependency.index];
  if (call.source == nullptr) return std::nullopt;
  if (dependency.kind == Dependency::Kind::whole_module) {
    const std::size_t outputs = call.source->outputs.size();
    if (outputs == 0 || (part - 1) / outputs >= call.instances.size()) return std::nullopt;
    return SlotPlace{call.instances[(part - 1) / outputs], SlotKind::output,
                     static_cast<std::uint32_t>((part - 1) % outputs)};
  }
  const auto output = call.source->output_index.find(dependency.output);
  if (output == call.source->output_index.end()) {
    report_missing_output(run_, module, dependency);
    return std::nullopt;
  }
  if (part - 1 >= call.instances.size()) return std::nullopt;
  return SlotPlace{call.instances[part - 1], SlotKind::output, output->second};
}

void Scheduler::evaluate(const SlotPlace& place) {
  ModuleInstance& module = *place.module;
  switch (place.kind) {
    case SlotKind::variable:
      return evaluate_variable(run_, module, place.index);
    case SlotKind::local:
      return evaluate_local(run_, module, place.index);
    case SlotKind::output:
      return evaluate_output(run_, module, place.index);
    case SlotKind::provider:
      return evaluate_provider(run_, module, place.index);
    case SlotKind::instances:
      return make_instances(run_, module, place.index);
    case SlotKind::bodies:
      return evaluate_bodies(run_, module, place.index);
    case SlotKind::children:
      return make_children(run_, module, place.index);
  }
}

/// Everything from `back` to the top of the stack refers to one another in a circle. It is reported on the first
/// resource in file order. Circles that share a part are one knot, and reported once.
void Scheduler::report_cycle(const SlotPlace& back) {
  const auto same = [](const SlotPlace& a, const SlotPlace& b) {
    return a.module == b.module && a.kind == b.kind && a.index == b.index;
  };
  auto first = stack_.end();
  while (first != stack_.begin()) {
    --first;
    if (same(first->place, back)) break;
  }
  bool known = false;
  std::vector<Member> members;
  std::unordered_set<std::string> listed;
  for (auto frame = first; frame != stack_.end(); ++frame) {
    Slot& slot = slot_of(frame->place);
    known = known || slot.in_cycle;
    slot.in_cycle = true;
    Member member = member_of(frame->place);
    if (listed.insert(member.address).second) members.push_back(std::move(member));
  }
  if (known) return;
  const auto earlier = [&](const Member& a, const Member& b) {
    if (a.is_resource != b.is_resource) return a.is_resource;
    if (a.span.file != b.span.file) {
      if (!a.span.valid() || !b.span.valid()) return a.span.valid();
      return run_.sources.file(a.span.file).path() < run_.sources.file(b.span.file).path();
    }
    return a.span.begin < b.span.begin;
  };
  std::rotate(members.begin(), std::min_element(members.begin(), members.end(), earlier), members.end());
  graph::Fault fault{.kind = graph::FaultKind::dependency_cycle,
                     .span = members.front().span,
                     .message = {},
                     .help = {},
                     .resource = members.front().address};
  if (members.size() == 1) {
    fault.message = members.front().address + " refers to itself";
  } else {
    fault.message = "a dependency cycle: " + members.front().address;
    for (std::size_t i = 1; i < members.size(); ++i) {
      if (i <= 8) fault.message += " -> " + members[i].address;
      if (i == 9) fault.message += " -> ...";
      if (i <= 64) fault.related.push_back({members[i].span, members[i].address + " is part of the cycle"});
    }
    fault.message += " -> " + members.front().address;
    const bool groups = std::all_of(members.begin(), members.end(), [](const Member& member) {
      return member.address.find("aws_security_group.") != std::string::npos;
    });
    fault.help = groups ? "write the rules as resources of their own, such as aws_vpc_security_group_ingress_rule"
                        : "take one of the references out of the circle";
  }
  run_.faults.report(std::move(fault), "Cycle");
}

}  // namespace tieline::terraform
