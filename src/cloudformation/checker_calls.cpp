#include <string>
#include <utility>

#include "cloudformation/checker.h"
#include "cloudformation/restored.h"
#include "cloudformation/sub_text.h"

/// What the functions take.
namespace tieline::cloudformation {
namespace {

bool returns_text(Function function) {
  return function == Function::join || function == Function::sub || function == Function::base64 ||
         function == Function::import_value || function == Function::to_json_string;
}

bool returns_list(Function function) {
  return function == Function::split || function == Function::get_azs || function == Function::cidr;
}

bool is_list_like(const Node& node) {
  return node.kind == document::Kind::sequence || (is_call(node) && !returns_text(call_of(node).function));
}
bool is_text_like(const Node& node) {
  return (node.is_scalar() && node.kind != document::Kind::null) ||
         (is_call(node) && !returns_list(call_of(node).function));
}

}  // namespace

void Checker::check_call(const Call& call, const Node& node) {
  const Node& argument = *call.argument;
  if (run_->is_cut(argument)) return walk(argument);
  const std::string name(call.name);
  const auto pair = [&](const char* what, bool fits) {
    if (argument.kind != document::Kind::sequence || argument.items.size() != 2 || !fits) {
      malformed(node.span, name + " takes " + what);
    }
    walk_items(argument);
  };
  const auto item = [&](std::size_t i) -> const Node& { return *argument.items[i]; };
  const bool two = argument.items.size() == 2;
  switch (call.function) {
    case Function::ref:
      if ((argument.kind != document::Kind::string && argument.kind != document::Kind::number) ||
          argument.text.empty()) {
        if (is_call(argument) && stack_->declared.transforms.language_extensions) return walk(argument);
        return malformed(node.span, "Ref takes the name of a parameter or resource");
      }
      return check_ref(argument.text, argument.span);
    case Function::get_att:
      return check_get_att(argument, node);
    case Function::sub:
      return check_sub(argument, node);
    case Function::join:
      if (two && !run_->is_cut(item(1))) check_texts(item(1).items, name + " joins strings");
      return pair("a delimiter and a list", two && is_text_like(item(0)) && is_list_like(item(1)));
    case Function::split:
      return pair("a delimiter and a string", two && is_text_like(item(0)) && is_text_like(item(1)));
    case Function::select: {
      pair("an index and a list", two && is_text_like(item(0)) && is_list_like(item(1)));
      if (two && item(0).is_scalar()) {
        const auto index = value::Number::parse(item(0).text);
        if (!index || !index->is_integer() || index->sign() < 0) {
          malformed(item(0).span, "`" + std::string(item(0).text) + "` is no index of a list",
                    "elements are counted from 0");
        }
      }
      return;
    }
    case Function::if_:
      return check_if(argument, node);
    case Function::find_in_map:
      return check_find_in_map(argument, node);
    case Function::cidr:
      if (argument.kind == document::Kind::sequence && (argument.items.size() < 2 || argument.items.size() > 3)) {
        malformed(node.span, "Fn::Cidr takes an address range, a count and the host bits");
      }
      return argument.kind == document::Kind::sequence ? walk_items(argument) : walk(argument);
    case Function::base64:
    case Function::get_azs:
    case Function::import_value:
      if (!is_text_like(argument)) malformed(node.span, name + " takes a string");
      return walk(argument);
    case Function::length:
      check_extension(call);
      if (!is_list_like(argument)) malformed(node.span, "Fn::Length takes a list");
      return walk(argument);
    case Function::to_json_string:
      check_extension(call);
      if (argument.is_scalar()) malformed(node.span, "Fn::ToJsonString takes a mapping or a list");
      return walk(argument);
    case Function::get_stack_output:
      if (argument.find("StackName") == nullptr || argument.find("OutputName") == nullptr) {
        malformed(node.span, "Fn::GetStackOutput takes a mapping with `StackName` and `OutputName`");
      }
      return walk(argument);
    case Function::for_each:
      return check_extension(call);
    case Function::transform:
      return check_transform(call);
    case Function::and_:
    case Function::or_:
    case Function::not_:
    case Function::equals:
      if (place_ == Place::resources || place_ == Place::outputs) {
        malformed(node.span, name + " is no function for a value", "declare a condition and use it in Fn::If");
      }
      return check_condition(node);
    case Function::unknown: {
      malformed(call.name_span, "there is no function `" + name + "`",
                run_->did_you_mean(call.name, {function_names()}));
      return walk(argument);
    }
    default:
      return walk(argument);
  }
}

/// What is written out as a list or a mapping is no string.
void Checker::check_texts(std::span<const Node* const> nodes, const std::string& rule) {
  for (const Node* node : nodes) {
    if (!node->is_scalar() && !is_call(*node) && !run_->is_cut(*node)) malformed(node->span, rule);
  }
}

void Checker::check_condition(const Node& node) {
  const Depth depth(*run_, node.span);
  if (!depth || !run_->step(node.span)) return;
  const Call call = condition_call_of(node);
  if (run_->is_cut(node) || (call.argument != nullptr && run_->is_cut(*call.argument))) return walk(node);
  switch (call.function) {
    case Function::condition:
      return check_condition_name(*call.argument);
    case Function::equals:
      if (call.argument->kind != document::Kind::sequence || call.argument->items.size() != 2 ||
          !is_text_like(*call.argument->items[0]) || !is_text_like(*call.argument->items[1])) {
        malformed(node.span, "Fn::Equals takes two strings");
      }
      return walk_items(*call.argument);
    case Function::not_:
      return check_condition_list(call, node, 1, 1);
    case Function::and_:
    case Function::or_:
      return check_condition_list(call, node, 2, 10);
    case Function::contains:
    case Function::each_member_equals:
    case Function::each_member_in:
    case Function::ref_all:
    case Function::value_of:
    case Function::value_of_all:
      return walk(*call.argument);
    case Function::transform:
    case Function::for_each:
    case Function::unknown:
      return check_call(call, node);
    default:
      malformed(node.span, "this is no condition",
                "a condition is Fn::Equals, Fn::And, Fn::Or, Fn::Not or `Condition` with a name");
      return walk(node);
  }
}

void Checker::check_condition_list(const Call& call, const Node& node, std::size_t least, std::size_t most) {
  const std::size_t count = call.argument->items.size();
  if (call.argument->kind != document::Kind::sequence || count < least || count > most) {
    malformed(node.span, std::string(call.name) + " takes a list of " +
                             (least == most ? "one condition" : "two to ten conditions"));
  }
  for (const Node* item : call.argument->items) check_condition(*item);
}

void Checker::check_if(const Node& argument, const Node& node) {
  if (argument.kind != document::Kind::sequence || argument.items.size() != 3) {
    malformed(node.span, "Fn::If takes a condition's name and two values");
    return walk_items(argument);
  }
  check_condition_name(*argument.items[0]);
  if (!argument.items[0]->is_scalar()) return;
  value::ConditionSpace& space = run_->conditions();
  const Condition holds = evaluator_->named_condition(argument.items[0]->text);
  {
    const Restored path(path_, space.conjunction(path_, holds));
    walk(*argument.items[1]);
  }
  const Restored path(path_, space.conjunction(path_, space.negation(holds)));
  walk(*argument.items[2]);
}

void Checker::check_sub(const Node& argument, const Node& node) {
  const Node* text = &argument;
  const Node* variables = nullptr;
  if (argument.kind == document::Kind::sequence) {
    const bool fits = argument.items.size() == 2 && argument.items[0]->is_scalar() &&
                      argument.items[1]->kind == document::Kind::mapping;
    if (!fits) {
      malformed(node.span, "Fn::Sub takes a string, or a list of a string and a mapping of variables");
      return walk_items(argument);
    }
    text = argument.items[0];
    variables = argument.items[1];
    for (const document::Entry& entry : variables->entries) {
      if (is_call(*variables)) break;
      check_texts({&entry.value, 1}, "the variable `" + std::string(entry.key) + "` of Fn::Sub is a string");
    }
    walk(*variables);
  } else if (call_of(argument).function == Function::transform) {
    return walk(argument);
  } else if (!argument.is_scalar() || argument.kind == document::Kind::null) {
    return malformed(node.span, "Fn::Sub takes a string, or a list of a string and a mapping of variables");
  }
  ScalarPlaces places(run_->sources(), text->span);
  for (const SubPiece& piece : parse_sub(text->text)) {
    if (!piece.variable || !run_->step(text->span)) continue;
    const Span at = places.next(piece.raw);
    if (variables != nullptr && run_->find_entry(*variables, piece.text) != nullptr) continue;
    if (!is_sub_name(piece.text)) {
      if (stack_->open_loops.empty()) {
        malformed(at, "`" + std::string(piece.raw) + "` is no variable of Fn::Sub", "write `${!` for a literal `${`");
      }
      continue;
    }
    const std::size_t dot = piece.text.find('.');
    if (dot == std::string_view::npos) {
      check_ref(piece.text, at);
    } else {
      check_attribute_of(piece.text.substr(0, dot), at);
    }
  }
}

void Checker::check_get_att(const Node& argument, const Node& node) {
  const auto wrong = [&] {
    malformed(node.span, "Fn::GetAtt takes a resource and the name of one of its attributes",
              "write `Resource.Attribute`, or a list of both");
  };
  if (argument.kind == document::Kind::string) {
    const std::size_t dot = argument.text.find('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == argument.text.size()) return wrong();
    return check_attribute_of(argument.text.substr(0, dot), argument.span);
  }
  if (argument.kind != document::Kind::sequence || argument.items.size() < 2 || !is_text_like(*argument.items[0]) ||
      !is_text_like(*argument.items[1])) {
    return wrong();
  }
  if (argument.items[0]->is_scalar()) check_attribute_of(argument.items[0]->text, argument.items[0]->span);
  walk_items(argument);
}

void Checker::check_find_in_map(const Node& argument, const Node& node) {
  const std::size_t count = argument.items.size();
  const bool fallback = count == 4 && argument.items[3]->find("DefaultValue") != nullptr;
  bool fits = argument.kind == document::Kind::sequence && (count == 3 || fallback);
  for (std::size_t i = 0; i < count && i < 3; ++i) fits = fits && is_text_like(*argument.items[i]);
  if (!fits) malformed(node.span, "Fn::FindInMap takes a mapping's name and two keys");
  if (fallback) check_extension({Function::find_in_map, "DefaultValue of Fn::FindInMap", nullptr, node.span});
  if (count > 0 && argument.items[0]->is_scalar() && !stack_->declared.open_names &&
      !stack_->declared.mappings.contains(argument.items[0]->text)) {
    undeclared("mapping", argument.items[0]->text, argument.items[0]->span, {stack_->declared.mappings.names()});
  }
  walk_items(argument);
}

void Checker::check_extension(const Call& call) {
  const Transforms& transforms = stack_->declared.transforms;
  if (transforms.language_extensions || transforms.macro) return;
  malformed(call.name_span, std::string(call.name) + " needs the transform AWS::LanguageExtensions",
            "add `Transform: AWS::LanguageExtensions` to the template");
}

void Checker::check_transform(const Call& call) {
  if (const Node* parameters = call.argument->find("Parameters")) walk(*parameters);
  if (!call.name_span.valid()) return;  // the serverless transform's own
  const Node* name = call.argument->find("Name");
  const std::string_view macro = name != nullptr && name->is_scalar() ? name->text : std::string_view("Fn::Transform");
  run_->report({.kind = FaultKind::unresolved_module,
                .span = name != nullptr && name->is_scalar() ? name->span : call.name_span,
                .message = "what the transform `" + std::string(macro) + "` brings is not known",
                .help = "what it may add is treated as unknown",
                .resource = {}});
}

}  // namespace tieline::cloudformation
