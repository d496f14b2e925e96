#include "terraform/json_body.h"

#include <algorithm>
#include <array>
#include <vector>

#include "syntax/hcl/parser.h"

namespace tieline::terraform {
namespace {

using document::Entry;
using document::Node;
using hcl::Attribute;
using hcl::Block;
using hcl::Body;
using hcl::Expr;
using hcl::ExprKind;
using hcl::Label;
using text::Span;

/// JSON does not tell a nested block from an argument that is an object; Terraform asks the provider's schema. These
/// are the nested blocks, of one instance mostly, that are commonly written as one object.
constexpr std::array<std::string_view, 40> nested_blocks{
    "accelerators",
    "access_config",
    "assume_role",
    "block_device_mappings",
    "condition",
    "container",
    "cpu_options",
    "data_capture_config",
    "default_tags",
    "deployment_config",
    "dns_options",
    "egress",
    "elastic_inference_accelerator",
    "environment",
    "file_system_config",
    "filter",
    "iam_instance_profile",
    "image_config",
    "inference_accelerator",
    "ingress",
    "inline_policy",
    "instance_metadata_service_configuration",
    "kubernetes_network_config",
    "launch_template",
    "lifecycle_rule",
    "metadata_options",
    "monitoring",
    "network_configuration",
    "network_interface",
    "network_interfaces",
    "not_principals",
    "placement",
    "primary_container",
    "principals",
    "production_variants",
    "route",
    "statement",
    "tag_specifications",
    "timeouts",
    "vpc_config",
};

/// Arguments that name things of the configuration instead of holding a value.
bool names_something(std::string_view argument) {
  return argument == "depends_on" || argument == "provider" || argument == "providers" ||
         argument == "ignore_changes" || argument == "replace_triggered_by" || argument == "type" ||
         argument == "iterator";
}

enum class Strings : std::uint8_t { plain, templates, expressions };

class Converter {
 public:
  explicit Converter(text::Arena& arena) : arena_(arena) {}

  const Body* configuration(const Node& root);
  const Body* values(const Node& root);

 private:
  struct Parts {
    std::vector<Attribute> attributes;
    std::vector<Block> blocks;
  };

  const Body* finish(const Parts& parts, Span span) {
    return arena_.make<Body>(std::span<const Attribute>(arena_.copy(parts.attributes)),
                             std::span<const Block>(arena_.copy(parts.blocks)), span);
  }

  /// Calls `use` for the mapping itself, or for each mapping of a sequence.
  template <typename Use>
  static void each_mapping(const Node& node, const Use& use) {
    if (node.kind == document::Kind::mapping) use(node);
    for (const Node* item : node.items) {
      if (item->kind == document::Kind::mapping) use(*item);
    }
  }

  void labelled(const Entry& type, const Node& node, std::size_t labels, std::vector<Label>& so_far,
                std::vector<Block>& out);
  Block block(const Entry& type, const std::vector<Label>& labels, const Body* body, Span span);
  const Body* body(const Node& node, std::string_view block_type);
  const Expr* expression(const Node& node, Strings strings);
  const Expr* string(const Node& node, Strings strings);
  const Expr* object(const Node& node, Strings strings);

  text::Arena& arena_;
};

std::size_t label_count(std::string_view block_type) {
  if (block_type == "resource" || block_type == "data" || block_type == "ephemeral") return 2;
  if (block_type == "variable" || block_type == "output" || block_type == "module" || block_type == "provider" ||
      block_type == "check") {
    return 1;
  }
  return 0;
}

const Body* Converter::configuration(const Node& root) {
  Parts parts;
  each_mapping(root, [&](const Node& mapping) {
    for (const Entry& entry : mapping.entries) {
      if (entry.key == "//") continue;
      std::vector<Label> labels;
      labelled(entry, *entry.value, label_count(entry.key), labels, parts.blocks);
    }
  });
  return finish(parts, root.span);
}

/// `{"resource": {"aws_subnet": {"a": {...}}}}`: a level of keys for each label, then the body or a list of bodies.
void Converter::labelled(const Entry& type, const Node& node, std::size_t labels, std::vector<Label>& so_far,
                         std::vector<Block>& out) {
  each_mapping(node, [&](const Node& mapping) {
    if (labels == 0) {
      out.push_back(block(type, so_far, body(mapping, type.key), mapping.span));
      return;
    }
    for (const Entry& entry : mapping.entries) {
      if (entry.key == "//") continue;
      so_far.push_back({entry.key, entry.key_span});
      labelled(type, *entry.value, labels - 1, so_far, out);
      so_far.pop_back();
    }
  });
}

Block Converter::block(const Entry& type, const std::vector<Label>& labels, const Body* body, Span span) {
  Block made;
  made.type = type.key;
  made.type_span = type.key_span;
  made.labels = arena_.copy(labels);
  made.body = body;
  made.span = labels.empty() ? text::join(type.key_span, span) : text::join(labels.back().span, span);
  made.header = labels.empty() ? type.key_span : labels.back().span;
  return made;
}

const Body* Converter::body(const Node& node, std::string_view block_type) {
  Parts parts;
  const bool plain_names =
      block_type == "locals" || block_type == "module" || block_type == "variable" || block_type == "output";
  for (const Entry& entry : node.entries) {
    if (entry.key == "//") continue;
    const bool contains_blocks =
        entry.value->kind == document::Kind::mapping || entry.value->kind == document::Kind::sequence;
    std::vector<Label> labels;
    if (!plain_names && contains_blocks && (entry.key == "dynamic" || entry.key == "provisioner")) {
      labelled(entry, *entry.value, 1, labels, parts.blocks);
      continue;
    }
    const bool own = entry.key == "lifecycle" || entry.key == "connection" || entry.key == "content" ||
                     entry.key == "validation" || entry.key == "precondition" || entry.key == "postcondition" ||
                     entry.key == "assert";
    const bool nested = std::find(nested_blocks.begin(), nested_blocks.end(), entry.key) != nested_blocks.end();
    if (contains_blocks && block_type != "locals" && (own || (nested && !plain_names))) {
      labelled(entry, *entry.value, 0, labels, parts.blocks);
      continue;
    }
    const bool plain = block_type == "variable" && entry.key == "default";
    const bool names =
        block_type != "locals" && names_something(entry.key) && (entry.key != "type" || block_type == "variable");
    parts.attributes.push_back({.name = entry.key,
                                .name_span = entry.key_span,
                                .value = expression(*entry.value, plain   ? Strings::plain
                                                                  : names ? Strings::expressions
                                                                          : Strings::templates),
                                .span = text::join(entry.key_span, entry.value->span)});
  }
  return finish(parts, node.span);
}

const Body* Converter::values(const Node& root) {
  Parts parts;
  for (const Entry& entry : root.entries) {
    parts.attributes.push_back({.name = entry.key,
                                .name_span = entry.key_span,
                                .value = expression(*entry.value, Strings::plain),
                                .span = text::join(entry.key_span, entry.value->span)});
  }
  return finish(parts, root.span);
}

const Expr* Converter::expression(const Node& node, Strings strings) {
  const auto literal = [&](hcl::LiteralKind kind) {
    hcl::LiteralExpr expr{};
    expr.kind = ExprKind::literal;
    expr.span = node.span;
    expr.literal = kind;
    expr.boolean = node.boolean;
    expr.number = node.text;
    return arena_.make<hcl::LiteralExpr>(expr);
  };
  switch (node.kind) {
    case document::Kind::null:
      return literal(hcl::LiteralKind::null);
    case document::Kind::boolean:
      return literal(hcl::LiteralKind::boolean);
    case document::Kind::number:
      return literal(hcl::LiteralKind::number);
    case document::Kind::string:
      return string(node, strings);
    case document::Kind::mapping:
      return object(node, strings);
    case document::Kind::sequence:
      break;
  }
  std::vector<const Expr*> items;
  items.reserve(node.items.size());
  for (const Node* item : node.items) items.push_back(expression(*item, strings));
  hcl::TupleExpr tuple{};
  tuple.kind = ExprKind::tuple;
  tuple.span = node.span;
  tuple.items = arena_.copy(items);
  return arena_.make<hcl::TupleExpr>(tuple);
}

const Expr* Converter::string(const Node& node, Strings strings) {
  // Where nothing was escaped, the places inside the string are those of the file.
  const bool mapped = node.span.length() == node.text.size() + 2;
  Span inside = node.span;
  if (mapped) {
    ++inside.begin;
    --inside.end;
  }
  if (strings == Strings::expressions && mapped) {
    return hcl::parse_expression(inside.file, inside.begin, node.text, arena_).expression;
  }
  if (strings == Strings::templates && node.text.find_first_of("$%") != std::string_view::npos) {
    return hcl::parse_template(inside, mapped, node.text, arena_).expression;
  }
  hcl::TemplatePart part{};
  part.kind = hcl::TemplatePartKind::text;
  part.span = inside;
  part.text = node.text;
  hcl::TemplateExpr expr{};
  expr.kind = ExprKind::template_;
  expr.span = node.span;
  expr.form = hcl::TemplateForm::quoted;
  expr.parts = arena_.copy(std::vector<hcl::TemplatePart>{part});
  return arena_.make<hcl::TemplateExpr>(expr);
}

const Expr* Converter::object(const Node& node, Strings strings) {
  std::vector<hcl::ObjectItem> items;
  items.reserve(node.entries.size());
  for (const Entry& entry : node.entries) {
    Node key{};
    key.kind = document::Kind::string;
    key.span = entry.key_span;
    key.text = entry.key;
    items.push_back({string(key, strings), expression(*entry.value, strings)});
  }
  hcl::ObjectExpr expr{};
  expr.kind = ExprKind::object;
  expr.span = node.span;
  expr.items = arena_.copy(items);
  return arena_.make<hcl::ObjectExpr>(expr);
}

}  // namespace

const Body* configuration_from_json(const Node& root, text::Arena& arena) {
  return Converter(arena).configuration(root);
}

const Body* values_from_json(const Node& root, text::Arena& arena) { return Converter(arena).values(root); }

}  // namespace tieline::terraform
