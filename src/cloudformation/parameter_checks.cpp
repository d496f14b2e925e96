#include "cloudformation/parameter_checks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_set>
#include <vector>

#include "cloudformation/evaluator.h"
#include "cloudformation/parameter_types.h"
#include "text/ascii.h"

namespace tieline::cloudformation {
namespace {

/// `List<String>` is not documented, but taken.
constexpr std::array<std::string_view, 5> plain_types{"String", "Number", "List<Number>", "List<String>",
                                                      "CommaDelimitedList"};

/// A value in the one spelling that stands for all that the service takes as the same: `True`, 1.0.
std::string canonical(std::string_view text) {
  if (const auto number = value::Number::parse(text)) return number->to_string();
  std::string small(text);
  for (char& byte : small) byte = static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
  return small;
}

class ParameterCheck {
 public:
  ParameterCheck(Stack& stack, const Declaration& declared)
      : stack_(stack), declared_(declared), type_name_(attribute_text(*declared.node, "Type")) {
    type_ = parameter_type(type_name_);
    for (const std::string& value : allowed_values(*stack.run, *declared.node).value_or(std::vector<std::string>())) {
      allowed_.insert(canonical(value));
    }
  }

  void check_type() {
    const Node* type = declared_.node->find("Type");
    if (type == nullptr || !type->is_scalar() || type->text.find("::") != std::string_view::npos) return;
    if (std::find(plain_types.begin(), plain_types.end(), type->text) != plain_types.end()) return;
    report(type->span, "there is no parameter type `" + std::string(type->text) + "`",
           stack_.run->did_you_mean(type->text, {plain_types}));
  }

  /// `at` is where the value is given.
  void check_value(std::string_view text, const Span& at) {
    // What the service looks up is not for the declaration to say.
    if (type_.stored || (text.empty() && (type_.list || type_name_.starts_with("AWS::")))) return;
    if (type_.list && is_listed(text)) return;  // an allowed value that has commas itself
    while (type_.list && text.find(',') != std::string_view::npos) {
      if (!check_item(text::trimmed(text.substr(0, text.find(','))), at)) return;
      text.remove_prefix(text.find(',') + 1);
    }
    check_item(type_.list ? text::trimmed(text) : text, at);
  }

 private:
  [[nodiscard]] bool is_listed(std::string_view text) const { return allowed_.contains(canonical(text)); }

  bool check_item(std::string_view text, const Span& at) {
    if (!stack_.run->step(at)) return false;
    const Node& node = *declared_.node;
    const Node* list = node.find("AllowedValues");
    if (list != nullptr ? allowed_.empty() || is_listed(text) : permits({{}, &node, {}}, text, type_.list)) return true;
    std::string help;
    if (list != nullptr) {
      help = "allowed are " + names_of(*list);
    } else if (type_.number && !value::Number::parse(text)) {
      help = "write a number";
    } else if (const std::string_view pattern = attribute_text(node, "AllowedPattern"); !pattern.empty()) {
      help = "it must match " + std::string(pattern.substr(0, 100));
    }
    report(at,
           "`" + std::string(text.substr(0, 100)) + "` is not allowed for the parameter `" +
               std::string(declared_.name) + "`",
           std::move(help));
    return false;
  }

  static std::string names_of(const Node& list) {
    constexpr std::size_t most = 10;
    std::string names;
    for (std::size_t i = 0; i < list.items.size() && i < most; ++i) {
      names += (i > 0 ? ", `" : "`") + std::string(list.items[i]->text.substr(0, 60)) + '`';
    }
    return list.items.size() > most ? names + " and others" : names;
  }

  void report(const Span& at, std::string message, std::string help) {
    if (stack_.declared.transforms.macro || !stack_.run->conditions().satisfiable(stack_.when)) return;
    const Block block(*stack_.run, stack_.run->arena().copy("Parameters." + std::string(stack_.prefix) +
                                                            std::string(declared_.name)));
    stack_.run->report({.kind = FaultKind::invalid_expression,
                        .span = at,
                        .message = std::move(message),
                        .help = std::move(help),
                        .resource = {},
                        .related = {},
                        .when = stack_.when});
  }

  Stack& stack_;
  const Declaration& declared_;
  std::string_view type_name_;
  ParameterType type_;
  std::unordered_set<std::string> allowed_;  ///< empty where they are not listed, or not all written out
};

}  // namespace

void check_parameters(Stack& stack, const Arguments& arguments) {
  for (const Declaration& declared : stack.declared.parameters.entries()) {
    if (stack.run->is_cut(*declared.node)) continue;
    ParameterCheck check(stack, declared);
    check.check_type();
    if (const auto given = arguments.find(declared.name); given != arguments.end()) {
      const auto text = plain_text(given->second);
      const Span at = given->second.span();
      if (text) check.check_value(*text, at.valid() ? at : declared.key_span);
    } else if (const Node* fallback = declared.node->find("Default"); fallback != nullptr && fallback->is_scalar()) {
      if (fallback->kind != document::Kind::null) check.check_value(parameter_text(*fallback), fallback->span);
    }
  }
}

}  // namespace tieline::cloudformation
