#include <array>
#include <optional>
#include <string>

#include "syntax/hcl/parser.h"
#include "terraform/functions/expression_text.h"
#include "terraform/functions/function.h"

/// The functions of the providers `aws` and `terraform`, as their documentation describes them.
namespace tieline::terraform {
namespace {

using value::Flavour;
using value::Kind;
using value::MappingEntry;

constexpr std::array<std::string_view, 5> arn_parts = {"partition", "service", "region", "account_id", "resource"};

/// The five parts of `arn:partition:service:region:account:resource`; nullopt for other text.
std::optional<std::array<std::string_view, 5>> split_arn(std::string_view arn, std::string& error) {
  constexpr std::string_view prefix = "arn:";
  if (!arn.starts_with(prefix)) {
    error = "arn: invalid prefix";
    return std::nullopt;
  }
  arn.remove_prefix(prefix.size());
  std::array<std::string_view, 5> parts;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) {
      error = "arn: not enough sections";
      return std::nullopt;
    }
    parts[i] = arn.substr(0, colon);
    arn.remove_prefix(colon + 1);
  }
  parts[4] = arn;
  return parts;
}

CallResult arn_parse(Call& call) {
  std::string error;
  const auto parts = split_arn(call.text(0), error);
  if (!parts) return call.fail(0, error);
  constexpr std::array<std::size_t, 5> by_name = {3, 0, 2, 4, 1};
  std::vector<MappingEntry> entries;
  for (const std::size_t i : by_name) {
    entries.push_back({arn_parts[i], call.span, value::string(call.arena(), (*parts)[i], call.span)});
  }
  return {value::mapping(call.arena(), entries, Flavour::object, call.span)};
}

CallResult arn_build(Call& call) {
  std::vector<Value> parts;
  for (std::size_t i = 0; i < call.count(); ++i) {
    parts.push_back(value::string_view(call.arena(), i == 0 ? "arn:" : ":", call.span));
    parts.push_back(call[i]);
  }
  return {value::template_of(call.arena(), parts, call.span)};
}

/// `arn:aws:iam::123456789012:role/a/path/name` without the path.
CallResult trim_iam_role_path(Call& call) {
  std::string error;
  const auto parts = split_arn(call.text(0), error);
  if (!parts) return call.fail(0, error);
  const std::string_view resource = (*parts)[4];
  constexpr std::string_view role = "role/";
  if ((*parts)[1] != "iam") return call.fail(0, "service must be \"iam\"");
  if (!resource.starts_with(role)) return call.fail(0, "resource must be \"role/...\"");
  const std::string_view name = resource.substr(resource.rfind('/') + 1);
  const std::string_view arn = call.text(0);
  return call.string(std::string(arn.substr(0, arn.size() - resource.size())) + std::string(role) + std::string(name));
}

CallResult encode_expr(Call& call) {
  return call[0].is_wholly_known() ? call.string(to_expression(call[0])) : call.unknown();
}

CallResult encode_tfvars(Call& call) {
  if (call[0].is(Kind::unknown)) return call.unknown();
  if (!call[0].is(Kind::mapping)) {
    return call.fail(
        "invalid value to encode: must be an object whose attribute names will become the encoded variable names");
  }
  return call[0].is_wholly_known() ? call.string(to_attributes(call[0])) : call.unknown();
}

/// Expressions that are worth what they say: the values a values file may have.
class Literals {
 public:
  explicit Literals(Call& call) : call_(call) {}

  /// nullopt for what would have to be evaluated.
  std::optional<Value> read(const hcl::Expr& expr) {
    switch (expr.kind) {
      case hcl::ExprKind::literal:
        return literal(hcl::as<hcl::LiteralExpr>(expr));
      case hcl::ExprKind::template_: {
        const auto& text = hcl::as<hcl::TemplateExpr>(expr);
        if (!text.constant()) return std::nullopt;
        return call_.text_value(text.constant_text());
      }
      case hcl::ExprKind::parentheses:
        return read(*hcl::as<hcl::ParenthesesExpr>(expr).inner);
      case hcl::ExprKind::unary: {
        const auto& unary = hcl::as<hcl::UnaryExpr>(expr);
        const auto operand = read(*unary.operand);
        if (!operand || !operand->is(Kind::number) || unary.op != hcl::UnaryOperator::negate) return std::nullopt;
        return value::number(call_.arena(), -operand->number(), call_.span);
      }
      case hcl::ExprKind::tuple:
        return tuple(hcl::as<hcl::TupleExpr>(expr));
      case hcl::ExprKind::object:
        return object(hcl::as<hcl::ObjectExpr>(expr));
      default:
        return std::nullopt;
    }
  }

 private:
  std::optional<Value> literal(const hcl::LiteralExpr& expr) {
    switch (expr.literal) {
      case hcl::LiteralKind::null:
        return value::null(call_.arena(), call_.span);
      case hcl::LiteralKind::boolean:
        return value::boolean(call_.arena(), expr.boolean, call_.span);
      case hcl::LiteralKind::number:
        break;
    }
    const auto number = Number::parse(expr.number);
    if (!number) return std::nullopt;
    return value::number(call_.arena(), *number, call_.span);
  }

  std::optional<Value> tuple(const hcl::TupleExpr& expr) {
    std::vector<Value> items;
    for (const hcl::Expr* item : expr.items) {
      const auto one = read(*item);
      if (!one) return std::nullopt;
      items.push_back(*one);
    }
    return value::sequence(call_.arena(), items, Flavour::tuple, call_.span);
  }

  std::optional<Value> object(const hcl::ObjectExpr& expr) {
    std::vector<MappingEntry> entries;
    for (const hcl::ObjectItem& item : expr.items) {
      const auto value = read(*item.value);
      if (!value) return std::nullopt;
      if (item.key->kind == hcl::ExprKind::variable) {
        entries.push_back({call_.arena().copy(hcl::as<hcl::VariableExpr>(*item.key).name), call_.span, *value});
        continue;
      }
      const auto key = read(*item.key);
      if (!key || !key->is(Kind::string)) return std::nullopt;
      entries.push_back({key->string(), call_.span, *value});
    }
    return value::mapping(call_.arena(), entries, Flavour::object, call_.span);
  }

  Call& call_;
};

CallResult decode_tfvars(Call& call) {
  if (!call.context.budget.bytes(call.text(0).size())) return call.unknown();
  const hcl::ParsedBody parsed = hcl::parse_body(text::FileId::none, call.text(0), call.arena());
  if (!parsed.errors.empty()) return call.fail("invalid tfvars syntax: " + parsed.errors.front().message);
  std::vector<MappingEntry> entries;
  Literals literals(call);
  for (const hcl::Attribute& attribute : parsed.body->attributes) {
    const auto value = literals.read(*attribute.value);
    if (!value) return call.fail("invalid expression for variable \"" + std::string(attribute.name) + "\"");
    entries.push_back({attribute.name, call.span, *value});
  }
  return {value::mapping(call.arena(), entries, Flavour::object, call.span)};
}

}  // namespace

void add_provider_functions(std::vector<Function>& table) {
  const Type* string = value::string_type();
  const Type* any = value::any_type();
  const Parameter arn{"arn", string};
  table.push_back({"provider::aws::arn_parse", {arn}, {}, any, arn_parse});
  table.push_back({"provider::aws::arn_build",
                   {{"partition", string, takes_unknown},
                    {"service", string, takes_unknown},
                    {"region", string, takes_unknown},
                    {"account_id", string, takes_unknown},
                    {"resource", string, takes_unknown}},
                   {},
                   string,
                   arn_build});
  table.push_back({"provider::aws::trim_iam_role_path", {arn}, {}, string, trim_iam_role_path});
  table.push_back({"provider::terraform::encode_expr", {{"value", any, takes_unknown}}, {}, string, encode_expr});
  table.push_back({"provider::terraform::encode_tfvars", {{"value", any, takes_unknown}}, {}, string, encode_tfvars});
  table.push_back({"provider::terraform::decode_tfvars", {{"src", string}}, {}, any, decode_tfvars});
}

}  // namespace tieline::terraform
