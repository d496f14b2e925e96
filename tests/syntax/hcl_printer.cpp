#include "tests/syntax/hcl_printer.h"

#include <array>
#include <string_view>

namespace tieline::hcl::testing {
namespace {

constexpr std::array<std::string_view, 13> operators = {"||", "&&", "==", "!=", "<", "<=", ">",
                                                        ">=", "+",  "-",  "*",  "/", "%"};

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string print(std::span<const TemplatePart> parts) {
  std::string out;
  for (const TemplatePart& part : parts) {
    if (!out.empty()) out += ' ';
    switch (part.kind) {
      case TemplatePartKind::text:
        out += quoted(part.text);
        break;
      case TemplatePartKind::interpolation:
        out += "${" + testing::print(*part.expression) + "}";
        break;
      case TemplatePartKind::if_:
        out += "if(" + testing::print(*part.expression) + ": " + print(part.body) + ": " + print(part.otherwise) + ")";
        break;
      case TemplatePartKind::for_:
        out += "for(" + std::string(part.key) + "," + std::string(part.value) + " in " +
               testing::print(*part.expression) + ": " + print(part.body) + ")";
        break;
    }
  }
  return out;
}

std::string print(const TemplateExpr& expr) {
  constexpr std::array<std::string_view, 4> names = {"", "heredoc", "indented", "bare"};
  const std::string parts = print(expr.parts);
  if (expr.form == TemplateForm::quoted && expr.parts.size() == 1 && expr.constant()) return parts;
  return std::string(names[static_cast<std::size_t>(expr.form)]) + "<" + parts + ">";
}

std::string print(const ForExpr& expr) {
  std::string out = "for(" + std::string(expr.key_name) + "," + std::string(expr.value_name) + " in " +
                    testing::print(*expr.collection) + ": ";
  if (expr.key != nullptr) out += testing::print(*expr.key) + " => ";
  out += testing::print(*expr.value);
  if (expr.grouped) out += "...";
  if (expr.condition != nullptr) out += " if " + testing::print(*expr.condition);
  return out + ")";
}

void print(const Body& body, const std::string& indent, std::string& out) {
  for (const Attribute& attribute : body.attributes) {
    out += indent + std::string(attribute.name) + " = " + testing::print(*attribute.value) + "\n";
  }
  for (const Block& block : body.blocks) {
    out += indent + std::string(block.type);
    for (const Label& label : block.labels) out += " " + quoted(label.text);
    out += " {\n";
    print(*block.body, indent + "  ", out);
    out += indent + "}\n";
  }
}

}  // namespace

std::string print(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::literal: {
      const auto& literal = as<LiteralExpr>(expr);
      if (literal.literal == LiteralKind::number) return std::string(literal.number);
      if (literal.literal == LiteralKind::null) return "null";
      return literal.boolean ? "true" : "false";
    }
    case ExprKind::template_:
      return print(as<TemplateExpr>(expr));
    case ExprKind::variable: {
      const std::string_view name = as<VariableExpr>(expr).name;
      return name.empty() ? "each" : std::string(name);
    }
    case ExprKind::attribute: {
      const auto& attribute = as<AttributeExpr>(expr);
      return print(*attribute.object) + (attribute.legacy_index ? ".#" : ".") + std::string(attribute.name);
    }
    case ExprKind::index: {
      const auto& index = as<IndexExpr>(expr);
      return print(*index.object) + "[" + print(*index.key) + "]";
    }
    case ExprKind::splat: {
      const auto& splat = as<SplatExpr>(expr);
      return std::string(splat.full ? "splat(" : "attributes(") + print(*splat.object) + ", " + print(*splat.each) +
             ")";
    }
    case ExprKind::call: {
      const auto& call = as<CallExpr>(expr);
      std::string out = std::string(call.name) + "(";
      for (const Expr* argument : call.arguments) {
        if (argument != call.arguments.front()) out += ", ";
        out += print(*argument);
      }
      return out + (call.expand_last ? "...)" : ")");
    }
    case ExprKind::unary: {
      const auto& unary = as<UnaryExpr>(expr);
      return std::string(unary.op == UnaryOperator::not_ ? "(!" : "(-") + print(*unary.operand) + ")";
    }
    case ExprKind::binary: {
      const auto& binary = as<BinaryExpr>(expr);
      return "(" + print(*binary.left) + " " + std::string(operators[static_cast<std::size_t>(binary.op)]) + " " +
             print(*binary.right) + ")";
    }
    case ExprKind::conditional: {
      const auto& conditional = as<ConditionalExpr>(expr);
      return "(" + print(*conditional.test) + " ? " + print(*conditional.then) + " : " + print(*conditional.otherwise) +
             ")";
    }
    case ExprKind::for_:
      return print(as<ForExpr>(expr));
    case ExprKind::tuple: {
      std::string out = "[";
      for (const Expr* item : as<TupleExpr>(expr).items) {
        if (out.size() > 1) out += ", ";
        out += print(*item);
      }
      return out + "]";
    }
    case ExprKind::object: {
      std::string out = "{";
      for (const ObjectItem& item : as<ObjectExpr>(expr).items) {
        if (out.size() > 1) out += ", ";
        out += print(*item.key) + " = " + print(*item.value);
      }
      return out + "}";
    }
    case ExprKind::parentheses:
      return "(" + print(*as<ParenthesesExpr>(expr).inner) + ")";
    case ExprKind::broken:
      return "?";
  }
  return "";
}

std::string print(const Body& body) {
  std::string out;
  print(body, "", out);
  return out;
}

}  // namespace tieline::hcl::testing
