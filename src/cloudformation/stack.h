#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cloudformation/run.h"
#include "cloudformation/template.h"

namespace tieline::cloudformation {

struct Stack;

/// One declared resource of a stack.
struct Slot {
  const Declaration* declaration;
  std::string_view type;
  std::string_view address;
  const Node* properties = nullptr;  ///< null where none are given
  Condition when;
  graph::Resource* resource = nullptr;  ///< null where its condition never holds
  bool evaluated = false;               ///< its attributes are there
  /// Of a nested stack that could be read: its outputs.
  std::optional<std::unordered_map<std::string_view, Value>> outputs = {};
  bool open_outputs = false;           ///< it may have outputs that are not seen here
  std::shared_ptr<Stack> module = {};  ///< of a module whose fragment is on disk: what it declares
};

/// One template in one place: the root template, or a nested stack with the parameters it is given.
struct Stack {
  Run* run;
  Template declared;
  std::string_view prefix = {};  ///< of addresses: "Network.", empty in the root
  std::string_view scope =
      {};  ///< of what its conditions speak of: as the prefix, with the file where there are several
  std::span<const graph::CallSite> calls = {};
  Condition when = Condition::always();  ///< of the nested stack itself
  std::filesystem::path folder = {};     ///< that local paths start from

  std::unordered_map<std::string_view, Value> parameters = {};
  struct NamedCondition {
    enum class State : std::uint8_t { untouched, open, done };
    State state = State::untouched;
    Condition condition;
  };
  std::unordered_map<std::string_view, NamedCondition> conditions = {};
  std::vector<Slot> slots = {};  ///< as declared.resources has them
  bool has_modules = false;      ///< a resource is of a type that ends in ::MODULE
  /// Identifiers of Fn::ForEach loops over collections that are not known.
  std::unordered_set<std::string_view> open_loops = {};
  Value region = {};
  std::unordered_map<std::string_view, Value> pseudo_parameters = {};

  [[nodiscard]] Slot* slot(std::string_view name) {
    const std::size_t index = declared.resources.index_of(name);
    return index < slots.size() ? &slots[index] : nullptr;
  }
};

/// The parameters a nested stack is given.
using Arguments = std::unordered_map<std::string_view, Value>;

/// Evaluates everything: parameters, conditions, resources (which go to the graph), outputs. The stack's run, declared,
/// prefix, calls, when and folder are set. Gives the outputs.
std::vector<value::MappingEntry> evaluate_stack(Stack& stack, const Arguments& arguments);

}  // namespace tieline::cloudformation
