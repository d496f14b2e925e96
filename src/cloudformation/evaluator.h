#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cloudformation/functions.h"
#include "cloudformation/stack.h"

namespace tieline::cloudformation {

/// What the nodes of one stack's template are worth. Malformed calls are worth an unknown value and nothing more: the
/// checker reports them. The stack must outlive it.
class Evaluator {
 public:
  explicit Evaluator(Stack& stack) : stack_(&stack), run_(stack.run) {}

  /// The value of a node where `path` holds. Absent for AWS::NoValue.
  Value evaluate(const Node& node, Condition path);
  /// The condition of that name; one that is not declared may or may not hold.
  Condition named_condition(std::string_view name);
  /// The condition that a node of the Conditions section states; also the functions of Rules.
  Condition condition_of(const Node& node);
  /// The attributes of a resource: its properties as a mapping, open where not all are known. Without `complete` they
  /// may be what could not be read.
  Value attributes(const Node* properties, bool complete, Condition path, const Span& at);
  /// Whether the text contains `${Name}` or `&{Name}` with the identifier of a loop over an unknown collection.
  [[nodiscard]] bool mentions_open_loop(std::string_view text) const;

 private:
  using Make = std::function<Value(std::span<const Value> arguments, Condition when)>;

  Value value_of(const Node& node);
  Value scalar(const Node& node);
  Value list(const Node& node);
  Value mapping(const Node& node);
  Value call(const Node& node, const Call& call);
  /// Calls `make` for each way in which the alternatives among the arguments hold together.
  Value branchwise(std::span<const Value> arguments, const Span& at, const Make& make);

  // evaluator.cpp
  Value if_value(const Node& node, const Node& argument);
  Value unknown(const Span& at, Value because = {});
  Value unknown_text(const Span& at, Value because = {});
  Value unknown_because(const Span& at, std::string_view cause);

  // references.cpp
  Value ref(std::string_view name, const Span& at);
  Value pseudo_parameter(std::string_view name);
  Value get_att(const Node& node, const Node& argument);
  Value attribute_of(std::string_view resource, std::string_view attribute, const Span& at);
  void report_missing_output(const Slot& slot, std::string_view output, const Span& at);

  // strings.cpp
  Value text_of(std::span<const Value> parts, const Span& at);
  Value sub(const Node& node, const Node& argument);
  Value join(const Node& node, const Node& argument);
  Value join_items(Value delimiter, std::span<const Value> items, const Span& at);
  Value split(const Node& node, const Node& argument);
  Value base64(const Node& node, const Node& argument);
  Value to_json_string(const Node& node, const Node& argument);

  // lists.cpp
  Value select(const Node& node, const Node& argument);
  Value element_at(const Node& node, Value list, std::uint64_t index, Condition when);
  Value find_in_map(const Node& node, const Node& argument);
  Value find_entry(const Node& node, std::span<const Value> keys, const Node* fallback, Condition when);
  Value missing_entry(const Node& node, const Node* in, const std::string& key, const Node* fallback, Condition when);
  Value get_azs(const Node& node, const Node& argument);
  Value cidr(const Node& node, const Node& argument);
  Value length(const Node& node, const Node& argument);

  // conditions.cpp
  void report_condition_circle(std::string_view name);
  Condition open_condition(const Node& node);
  Condition equals(const Node& argument);
  Condition equal(Value a, Value b, const Node& node);
  Condition equal_to_template(Value text, std::string_view literal, const Node& node);
  Condition equal_to_opaque(const Node& comparison, const std::string& literal);
  Condition member(const Node& argument);

  Stack* stack_;
  Run* run_;
  Condition path_ = Condition::always();
  std::vector<std::string_view> open_conditions_;  // being evaluated, each for the one before it
};

/// The list a string stands for where a list is wanted: split at the delimiter. What is not known of it becomes rest
/// items; an attribute of a resource that cannot contain the delimiter stays one item.
[[nodiscard]] Value split_text(Run& run, Value text, std::string_view delimiter, const Span& at);
/// The text of a string, number or boolean; nullopt for everything else.
[[nodiscard]] std::optional<std::string> plain_text(Value value);
/// The node in one line, so that equal texts mean equal values.
[[nodiscard]] std::string compact_text(const Node& node);

}  // namespace tieline::cloudformation
