#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cloudformation/dependencies.h"
#include "cloudformation/evaluator.h"

namespace tieline::cloudformation {

/// Looks at everything that is written, taken branches or not: calls that are malformed, names that are declared
/// nowhere; and collects which resource mentions which, and when.
class Checker {
 public:
  Checker(Stack& stack, Evaluator& evaluator) : stack_(&stack), run_(stack.run), evaluator_(&evaluator) {}

  void check_conditions();
  void check_rules();
  void check_resources();
  void check_outputs();
  [[nodiscard]] const std::vector<Dependency>& dependencies() const { return dependencies_; }

 private:
  enum class Place : std::uint8_t { conditions, rules, resources, outputs };

  void check_resource(std::size_t index);
  void check_depends_on(const Node& node);
  void walk(const Node& node);
  void walk_items(const Node& node);
  void check_call(const Call& call, const Node& node);
  void check_condition(const Node& node);
  void check_condition_list(const Call& call, const Node& node, std::size_t least, std::size_t most);
  void check_texts(std::span<const Node* const> nodes, const std::string& rule);
  void check_if(const Node& argument, const Node& node);
  void check_sub(const Node& argument, const Node& node);
  void check_get_att(const Node& argument, const Node& node);
  void check_find_in_map(const Node& argument, const Node& node);
  void check_extension(const Call& call);
  void check_transform(const Call& call);

  void check_ref(std::string_view name, const Span& at);
  void check_attribute_of(std::string_view name, const Span& at);
  void check_condition_name(const Node& node);
  void mention(std::size_t to, const Span& at, bool needs_presence);

  bool mentions_module(std::string_view name, const Span& at);
  [[nodiscard]] bool is_unseen(std::string_view name) const;
  [[nodiscard]] bool is_open_name(std::string_view name) const;
  void undeclared(std::string_view what, std::string_view name, const Span& at,
                  std::initializer_list<std::span<const std::string_view>> names);
  void malformed(const Span& at, std::string message, std::string help = {});

  static constexpr std::size_t no_slot = static_cast<std::size_t>(-1);

  Stack* stack_;
  Run* run_;
  Evaluator* evaluator_;
  Place place_ = Place::resources;
  std::size_t from_ = no_slot;
  bool binds_ = true;  // mentions make the resource wait for the other
  Condition path_ = Condition::always();
  std::vector<Dependency> dependencies_;
};

}  // namespace tieline::cloudformation
