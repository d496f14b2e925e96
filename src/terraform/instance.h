#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "graph/resource.h"
#include "terraform/module_source.h"
#include "value/condition.h"
#include "value/value.h"

/// The instances of modules and resources of one evaluation, and what of them is evaluated already.
namespace tieline::terraform {

using value::Condition;
using value::Value;

/// One of the instances that count or for_each make.
struct Repetition {
  enum class Kind : std::uint8_t { single, count, for_each };
  Kind kind = Kind::single;
  std::string_view key = {};  ///< as the address has it: `0` or the text of the key; empty for a symbolic one
  Value index = {};           ///< count.index
  Value each_key = {};
  Value each_value = {};
  Condition when = Condition::always();
  bool symbolic = false;  ///< stands for any number of instances that are not known
};

/// A thing of a module instance that is evaluated once.
enum class SlotKind : std::uint8_t {
  variable,
  local,
  output,
  provider,   ///< its region
  instances,  ///< of a resource
  bodies,     ///< of all instances of a resource
  children,   ///< the instances of a module call
};

struct Slot {
  enum class State : std::uint8_t { waiting, visiting, done };
  State state = State::waiting;
  bool in_cycle = false;
  Value value = {};
};

struct ResourceInstance {
  Repetition repetition;
  graph::Resource* resource = nullptr;                 ///< null for an ephemeral one
  std::span<const value::MappingEntry> computed = {};  ///< attributes of a data source that the configuration settles
  Value object = {};                                   ///< the instance as a value
  bool has_object = false;
};

struct ResourceState {
  std::vector<ResourceInstance> instances;
  Value whole = {};
  bool has_whole = false;
};

struct ModuleInstance;

struct CallState {
  const ModuleSource* source = nullptr;  ///< null: not on disk, so nothing of it is known
  std::vector<ModuleInstance*> instances;
  std::vector<const ModuleArgument*> arguments;  ///< by the child's variables; null where not given
  Value whole = {};
  bool has_whole = false;
};

/// One instance of a module.
struct ModuleInstance {
  const ModuleSource* source = nullptr;
  ModuleInstance* parent = nullptr;
  std::uint32_t call = 0;  ///< which of the parent's calls made it
  std::size_t depth = 0;
  std::string_view address;  ///< `module.net["a"]`; empty for the root
  std::span<const graph::CallSite> calls;
  Repetition repetition;                 ///< each and count of the module block
  Condition when = Condition::always();  ///< with those of the modules around it
  bool symbolic = false;
  std::vector<Slot> slots;
  std::vector<ResourceState> resources;
  std::vector<CallState> children;

  [[nodiscard]] Slot& slot(SlotKind kind, std::uint32_t index) { return slots[offset(kind) + index]; }
  [[nodiscard]] std::size_t offset(SlotKind kind) const;
  /// Makes room for everything the source declares.
  void prepare();
};

}  // namespace tieline::terraform
