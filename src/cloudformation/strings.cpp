#include <algorithm>

#include "cloudformation/encoding.h"
#include "cloudformation/evaluator.h"
#include "cloudformation/sub_text.h"
#include "value/type.h"

namespace tieline::cloudformation {
namespace {

constexpr std::string_view dynamic_reference = "{{resolve:";

/// The bytes a part brings to a text, so that texts that double are stopped in time.
std::size_t weight(Value part) {
  std::size_t bytes = part.string().size() + sizeof(Value);
  if (part.is(value::Kind::template_)) {
    for (const Value inner : part.items()) bytes += inner.string().size() + sizeof(Value);
  }
  return bytes;
}

std::size_t count_of(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

/// Adds a text's pieces: what `{{resolve:...}}` stands for is known to nobody before deployment.
void add_resolved(Run& run, Value text, const Span& at, std::vector<Value>& parts) {
  const std::string_view whole = text.string();
  std::size_t done = 0;
  const auto add = [&](std::size_t end) {
    if (end > done) parts.push_back(value::string(run.arena(), whole.substr(done, end - done), text.span()));
  };
  for (std::size_t open = whole.find(dynamic_reference); open != std::string_view::npos;
       open = whole.find(dynamic_reference, done)) {
    const std::size_t close = whole.find("}}", open);
    if (close == std::string_view::npos) break;
    add(open);
    done = close + 2;
    parts.push_back(run.named_text(whole.substr(open, done - open), at));
  }
  add(whole.size());
}

/// True when no value of the attribute can contain the delimiter: ids, zones and names of the EC2 service have letters,
/// digits and hyphens only.
bool cannot_contain(const value::Reference& reference, std::string_view delimiter) {
  const bool plain = reference.attribute == "Ref" || reference.attribute.ends_with("Id");
  return plain && delimiter.find_first_not_of(",;|, ") == std::string_view::npos;
}

std::vector<std::string_view> pieces_between(std::string_view text, std::string_view delimiter) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t end = delimiter.empty() ? std::string_view::npos : text.find(delimiter);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + delimiter.size());
  }
}

}  // namespace

std::optional<std::string> plain_text(Value value) {
  switch (value.kind()) {
    case value::Kind::string:
      return std::string(value.string());
    case value::Kind::number:
      return value.number().to_string();
    case value::Kind::boolean:
      return value.boolean() ? "true" : "false";
    default:
      return std::nullopt;
  }
}

Value split_text(Run& run, Value text, std::string_view delimiter, const Span& at) {
  std::vector<Value> items;
  std::vector<Value> open;  // the parts of the item being collected
  bool lost = false;        // an unknown part of it may itself contain delimiters
  const auto close = [&] {
    if (lost) {
      items.push_back(value::rest_of(run.arena(), value::unknown(run.arena(), {.type = value::string_type()}), at));
    } else if (open.size() == 1) {
      items.push_back(open.front());
    } else {
      items.push_back(value::template_of(run.arena(), open, at));
    }
    open.clear();
    lost = false;
  };
  const auto take = [&](Value part) {
    const auto known = plain_text(part);
    if (!known) {
      lost = lost || part.reference() == nullptr || !cannot_contain(*part.reference(), delimiter);
      open.push_back(part);
      return;
    }
    bool first = true;
    for (const std::string_view piece : pieces_between(*known, delimiter)) {
      if (!first) close();
      first = false;
      if (!piece.empty()) open.push_back(value::string(run.arena(), piece, part.span()));
    }
  };
  if (!run.room(weight(text), at) ||
      !run.items(delimiter.empty() ? 1 : 1 + count_of(text.string(), delimiter[0]), at)) {
    return value::unknown(run.arena(), {}, at);
  }
  if (text.is(value::Kind::template_)) {
    for (const Value part : text.items()) take(part);
  } else {
    take(text);
  }
  close();
  return value::sequence(run.arena(), items, value::Flavour::tuple, at);
}

Value Evaluator::text_of(std::span<const Value> parts, const Span& at) {
  return branchwise(parts, at, [&](std::span<const Value> chosen, Condition) {
    std::vector<Value> kept;
    std::size_t bytes = 0;
    for (const Value part : chosen) {
      bytes += weight(part);
      const bool text = plain_text(part) || part.is(value::Kind::template_) || part.is(value::Kind::unknown);
      kept.push_back(text ? part : unknown_text(at, part));
    }
    if (!run_->room(bytes, at)) return unknown_text(at);
    const bool whole = kept.size() == 1 && !plain_text(kept.front());
    Value made = whole ? kept.front() : value::template_of(run_->arena(), kept, at);
    if (made.is(value::Kind::string) && made.string().find(dynamic_reference) != std::string_view::npos) {
      std::vector<Value> resolved;
      add_resolved(*run_, made, at, resolved);
      made = resolved.size() == 1 ? resolved.front() : value::template_of(run_->arena(), resolved, at);
    }
    return made;
  });
}

Value Evaluator::sub(const Node& node, const Node& argument) {
  const Node* text = &argument;
  const Node* variables = nullptr;
  if (argument.kind == document::Kind::sequence && argument.items.size() == 2) {
    text = argument.items[0];
    variables = argument.items[1];
  }
  if (!text->is_scalar()) return unknown_text(node.span);
  std::vector<Value> parts;
  ScalarPlaces places(run_->sources(), text->span);
  std::unordered_map<std::string_view, Value> given;  // each is evaluated once, however often it is used
  for (const SubPiece& piece : parse_sub(text->text)) {
    if (!piece.variable) {
      parts.push_back(value::string_view(run_->arena(), piece.text, text->span));
      continue;
    }
    if (!run_->step(node.span)) return unknown_text(node.span);
    if (const Node* own = variables != nullptr ? run_->find_entry(*variables, piece.text) : nullptr) {
      const auto [found, added] = given.try_emplace(piece.text);
      if (added) found->second = value_of(*own);
      parts.push_back(found->second);
      continue;
    }
    const Span at = places.next(piece.raw);
    const std::size_t dot = piece.text.find('.');
    if (stack_->open_loops.contains(piece.text)) {
      parts.push_back(unknown_text(at));
    } else if (dot == std::string_view::npos) {
      parts.push_back(ref(piece.text, at));
    } else {
      parts.push_back(attribute_of(piece.text.substr(0, dot), piece.text.substr(dot + 1), at));
    }
  }
  return text_of(parts, node.span);
}

Value Evaluator::join(const Node& node, const Node& argument) {
  if (argument.items.size() != 2) return unknown_text(node.span);
  const Value arguments[] = {value_of(*argument.items[0]), value_of(*argument.items[1])};
  return branchwise(arguments, node.span, [&](std::span<const Value> chosen, Condition) {
    if (!chosen[1].is(value::Kind::sequence)) return unknown_text(node.span, chosen[1]);
    return join_items(chosen[0], chosen[1].items(), node.span);
  });
}

Value Evaluator::join_items(Value delimiter, std::span<const Value> items, const Span& at) {
  return branchwise(items, at, [&](std::span<const Value> chosen, Condition) {
    std::vector<Value> parts;
    for (const Value item : chosen) {
      if (item.is(value::Kind::absent)) continue;
      if (!parts.empty()) parts.push_back(delimiter);
      parts.push_back(item.is(value::Kind::rest) ? unknown_text(at, *item.rest()) : item);
    }
    if (parts.empty()) return value::string_view(run_->arena(), {}, at);
    return text_of(parts, at);
  });
}

Value Evaluator::split(const Node& node, const Node& argument) {
  if (argument.items.size() != 2) return unknown(node.span);
  const Value arguments[] = {value_of(*argument.items[0]), value_of(*argument.items[1])};
  return branchwise(arguments, node.span, [&](std::span<const Value> chosen, Condition) {
    const auto delimiter = plain_text(chosen[0]);
    const bool text = plain_text(chosen[1]) || chosen[1].is(value::Kind::template_);
    if (!delimiter || !text) return unknown(node.span, chosen[1]);
    return split_text(*run_, chosen[1], *delimiter, node.span);
  });
}

Value Evaluator::base64(const Node& node, const Node& argument) {
  const Value arguments[] = {value_of(argument)};
  return branchwise(arguments, node.span, [&](std::span<const Value> chosen, Condition) {
    const auto text = plain_text(chosen[0]);
    if (!text || !run_->room(text->size() * 2, node.span)) return unknown_text(node.span, chosen[0]);
    return value::string(run_->arena(), base64_of(*text), node.span);
  });
}

Value Evaluator::to_json_string(const Node& node, const Node& argument) {
  const Value encoded = value_of(argument);
  std::vector<Value> parts;
  if (!json_parts(*run_, encoded, node.span, parts)) {
    return value::with_encoded(run_->arena(), unknown_text(node.span, encoded), encoded);
  }
  const Value text = value::template_of(run_->arena(), parts, node.span);
  return value::with_encoded(run_->arena(), text, encoded);
}

}  // namespace tieline::cloudformation
