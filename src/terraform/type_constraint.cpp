#include "terraform/type_constraint.h"

#include <algorithm>
#include <string>
#include <vector>

#include "terraform/convert.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using hcl::ExprKind;
using value::Type;
using value::TypeField;
using value::TypeKind;

class ConstraintReader {
 public:
  explicit ConstraintReader(Expressions& constants) : constants_(constants), arena_(constants.evaluation().arena) {}

  const Type* read(const hcl::Expr& expr) {
    if (depth_ >= limits::syntax_depth) return value::any_type();
    ++depth_;
    const Type* type = read_kind(expr);
    --depth_;
    return type;
  }

 private:
  const Type* read_kind(const hcl::Expr& expr) {
    switch (expr.kind) {
      case ExprKind::variable:
        return keyword(hcl::as<hcl::VariableExpr>(expr).name, expr.span);
      case ExprKind::template_: {
        // Configurations from before Terraform 0.12 have the type in quotes.
        const auto& text = hcl::as<hcl::TemplateExpr>(expr);
        return text.constant() ? keyword(text.constant_text(), expr.span) : malformed(expr.span);
      }
      case ExprKind::call:
        return constructor(hcl::as<hcl::CallExpr>(expr));
      case ExprKind::parentheses:
        return read(*hcl::as<hcl::ParenthesesExpr>(expr).inner);
      default:
        return malformed(expr.span);
    }
  }

  const Type* malformed(Span span) {
    constants_.fail(span, "Invalid type specification",
                    "a type is string, number, bool, any, or one of list(), set(), map(), object() and tuple()");
    return value::any_type();
  }

  const Type* collection(TypeKind kind, const Type* element) {
    Type type;
    type.kind = kind;
    type.element = element;
    return arena_.make<Type>(type);
  }

  const Type* keyword(std::string_view name, Span span) {
    if (name == "string") return value::string_type();
    if (name == "number") return value::number_type();
    if (name == "bool") return value::boolean_type();
    if (name == "any") return value::any_type();
    if (name == "list") return collection(TypeKind::list, value::any_type());
    if (name == "map") return collection(TypeKind::map, value::any_type());
    if (name == "set") return collection(TypeKind::set, value::any_type());
    return malformed(span);
  }

  const Type* constructor(const hcl::CallExpr& expr) {
    if (expr.arguments.size() != 1) return malformed(expr.span);
    const hcl::Expr& argument = *expr.arguments.front();
    if (expr.name == "list") return collection(TypeKind::list, read(argument));
    if (expr.name == "set") return collection(TypeKind::set, read(argument));
    if (expr.name == "map") return collection(TypeKind::map, read(argument));
    if (expr.name == "tuple" && argument.kind == ExprKind::tuple) {
      std::vector<const Type*> items;
      for (const hcl::Expr* item : hcl::as<hcl::TupleExpr>(argument).items) items.push_back(read(*item));
      Type type;
      type.kind = TypeKind::tuple;
      type.items = arena_.copy(items);
      return arena_.make<Type>(type);
    }
    if (expr.name == "object" && argument.kind == ExprKind::object) return object(hcl::as<hcl::ObjectExpr>(argument));
    return malformed(expr.span);
  }

  const Type* object(const hcl::ObjectExpr& expr) {
    std::vector<TypeField> fields;
    for (const hcl::ObjectItem& item : expr.items) {
      TypeField field;
      if (item.key->kind == ExprKind::variable) {
        field.name = hcl::as<hcl::VariableExpr>(*item.key).name;
      } else if (item.key->kind == ExprKind::template_ && hcl::as<hcl::TemplateExpr>(*item.key).constant()) {
        field.name = hcl::as<hcl::TemplateExpr>(*item.key).constant_text();
      } else {
        malformed(item.key->span);
        continue;
      }
      read_field(field, *item.value);
      fields.push_back(field);
    }
    std::stable_sort(fields.begin(), fields.end(),
                     [](const TypeField& a, const TypeField& b) { return a.name < b.name; });
    Type type;
    type.kind = TypeKind::object;
    type.fields = arena_.copy(fields);
    return arena_.make<Type>(type);
  }

  void read_field(TypeField& field, const hcl::Expr& expr) {
    const bool optional = expr.kind == ExprKind::call && hcl::as<hcl::CallExpr>(expr).name == "optional";
    if (!optional) {
      field.type = read(expr);
      return;
    }
    const auto& call = hcl::as<hcl::CallExpr>(expr);
    field.optional = true;
    if (call.arguments.empty() || call.arguments.size() > 2) {
      field.type = malformed(expr.span);
      return;
    }
    field.type = read(*call.arguments[0]);
    if (call.arguments.size() == 1) return;
    const Value fallback = constants_.eval(*call.arguments[1]);
    const ConvertResult converted = convert(arena_, constants_.evaluation().conditions, fallback, *field.type);
    if (converted.error) {
      constants_.fail(call.arguments[1]->span, "Invalid default value for optional attribute",
                      "this default value is not compatible with the attribute's type constraint: " + *converted.error);
      return;
    }
    field.fallback = converted.value;
    field.has_fallback = true;
  }

  Expressions& constants_;
  text::Arena& arena_;
  std::size_t depth_ = 0;
};

}  // namespace

const Type* type_constraint(Expressions& constants, const hcl::Expr& expr) {
  return ConstraintReader(constants).read(expr);
}

}  // namespace tieline::terraform
