#include <algorithm>

#include "syntax/hcl/lowering.h"
#include "text/limits.h"

namespace tieline::hcl {
namespace {

/// Expressions inside one another without a bracket: operators, conditionals, steps of a traversal. Each is a call of
/// ours, and of everyone who walks the tree later.
constexpr std::size_t max_recursion = limits::syntax_depth * 8;

/// Counts one more level for as long as it lives.
class Level {
 public:
  explicit Level(std::size_t& counter) : counter_(counter) { ++counter_; }
  ~Level() { --counter_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

 private:
  std::size_t& counter_;
};

BinaryOperator binary_operator(Kind kind) {
  switch (kind) {
    case Kind::or_:
      return BinaryOperator::or_;
    case Kind::and_:
      return BinaryOperator::and_;
    case Kind::equal:
      return BinaryOperator::equal;
    case Kind::not_equal:
      return BinaryOperator::not_equal;
    case Kind::less:
      return BinaryOperator::less;
    case Kind::less_equal:
      return BinaryOperator::less_equal;
    case Kind::greater:
      return BinaryOperator::greater;
    case Kind::greater_equal:
      return BinaryOperator::greater_equal;
    case Kind::plus:
      return BinaryOperator::add;
    case Kind::minus:
      return BinaryOperator::subtract;
    case Kind::star:
      return BinaryOperator::multiply;
    case Kind::slash:
      return BinaryOperator::divide;
    default:
      return BinaryOperator::modulo;
  }
}

bool is_step(Kind kind) { return kind == Kind::attribute_access || kind == Kind::index_access || kind == Kind::splat; }

/// The name of a `.name` or `.0` token, without the dot and the blanks after it.
std::string_view step_name(std::string_view step) {
  const std::size_t start = step.find_first_not_of(". \t");
  return start == std::string_view::npos ? std::string_view{} : step.substr(start);
}

}  // namespace

/// Where something of an expression itself is missing or too much, its value is anyone's guess.
const Expr* Lowering::expression_of(const Node& node) {
  if (node.missing) {
    report_missing(node, node);
    return broken(node);
  }
  const Level level(recursion_);
  if (recursion_ > max_recursion || depth_ > limits::syntax_depth) {
    report_limit(node);
    return broken(node);
  }
  const std::size_t faults_before = faults_;
  const Expr* made = whole_expression(node);
  if (faults_ == faults_before) return made;
  faults_ = faults_before;
  return broken(node);
}

const Expr* Lowering::whole_expression(const Node& node) {
  switch (node.kind) {
    case Kind::null:
    case Kind::true_:
    case Kind::false_:
    case Kind::number:
      return literal(node);
    case Kind::string:
      return string(node);
    case Kind::template_:
      return quoted_template(node);
    case Kind::heredoc:
      return heredoc(node, TemplateForm::heredoc);
    case Kind::identifier:
      return variable(node);
    case Kind::reference:
      return reference(node);
    case Kind::attribute_access:
    case Kind::index_access:
    case Kind::splat:
      return postfix(node);
    case Kind::call:
      return call(node);
    case Kind::parentheses:
      return parentheses(node);
    case Kind::tuple:
      return tuple(node);
    case Kind::object:
      return object(node);
    case Kind::for_tuple:
    case Kind::for_object:
      return for_expression(node);
    case Kind::unary:
      return unary(node);
    case Kind::binary:
      return binary(node);
    case Kind::conditional:
      return conditional(node);
    case Kind::unclosed_string:
      report_unclosed_string(node);
      return broken(node);
    case Kind::foreign_string:
      report_foreign_string(node);
      return broken(node);
    default:
      return broken(node);
  }
}

const Expr* Lowering::broken(const Node& node) { return arena_.make<BrokenExpr>(Expr{ExprKind::broken, span(node)}); }

const Expr* Lowering::literal(const Node& node) {
  const LiteralKind kind = node.kind == Kind::null     ? LiteralKind::null
                           : node.kind == Kind::number ? LiteralKind::number
                                                       : LiteralKind::boolean;
  return arena_.make<LiteralExpr>(Expr{ExprKind::literal, span(node)}, kind, node.kind == Kind::true_,
                                  kind == LiteralKind::number ? text(node) : std::string_view{});
}

const Expr* Lowering::variable(const Node& node) {
  return arena_.make<VariableExpr>(Expr{ExprKind::variable, span(node)}, text(node));
}

const Expr* Lowering::reference(const Node& node) {
  const std::string_view whole = text(node);
  if (recursion_ + static_cast<std::size_t>(std::ranges::count(whole, '.')) > max_recursion) {
    report_limit(node);
    return broken(node);
  }
  std::size_t end = whole.find('.');
  Node root = node;
  root.end = node.begin + static_cast<std::uint32_t>(end);
  const std::string_view name = whole.substr(0, end);
  root.kind = name == "null"    ? Kind::null
              : name == "true"  ? Kind::true_
              : name == "false" ? Kind::false_
                                : Kind::identifier;
  const Expr* expr = root.kind == Kind::identifier ? variable(root) : literal(root);
  while (end < whole.size()) {
    const std::size_t start = end + 1;
    end = std::min(whole.find('.', start), whole.size());
    const auto name_begin = node.begin + static_cast<std::uint32_t>(start);
    const auto name_end = node.begin + static_cast<std::uint32_t>(end);
    expr = arena_.make<AttributeExpr>(Expr{ExprKind::attribute, source_.span(node.begin, name_end)}, expr,
                                      whole.substr(start, end - start), source_.span(name_begin, name_end), false);
  }
  return expr;
}

/// Steps lean to the left in the tree, the last one outermost. They are gone through from the first on, for a splat
/// takes in those after it.
const Expr* Lowering::postfix(const Node& node) {
  std::size_t steps = 0;
  Node at = node;
  while (is_step(at.kind)) {
    ++steps;
    if (!first(at)) break;
  }
  const Expr* expr = nullptr;
  std::vector<SplatExpr*> splats;
  if (recursion_ + steps > max_recursion) {
    report_limit(node);
  } else {
    expr = expression_of(at);
  }
  Node last = at;
  for (; steps > 0; --steps) {
    const std::uint32_t object_end = walk_.node().end;
    Node step;
    if (expr != nullptr && next(step)) {
      check_same_line(object_end, step);
      if (step.kind == Kind::dot) {
        const Node dot = step;
        if (!next(step)) {
          ++faults_;
          report(dot.begin, dot.end, "no name after `.`");
        } else {
          check_same_line(dot.end, step);
        }
      }
      if (step.kind == Kind::dot_index && last.end == step.begin) check_number(last, step);
      last = step;
      expr = postfix_step(expr, step, splats);
    }
    walk_.parent();
  }
  if (expr == nullptr) return broken(node);
  for (; !splats.empty(); splats.pop_back()) {
    splats.back()->each = expr;
    splats.back()->span = text::join(splats.back()->span, expr->span);
    expr = splats.back();
  }
  return expr;
}

const Expr* Lowering::postfix_step(const Expr* object, const Node& step, std::vector<SplatExpr*>& splats) {
  const bool attribute = step.kind == Kind::dot_name || step.kind == Kind::dot_index || step.kind == Kind::identifier;
  if (!attribute && !splats.empty() && !splats.back()->full) {
    // `.*` takes in attributes alone; anything else applies to its result.
    if (step.kind == Kind::dot_star) {
      ++faults_;
      report(step.begin, step.end, "`.*` cannot follow another", "write `[*]`, which takes in all that follows");
    }
    SplatExpr* splat = splats.back();
    splats.pop_back();
    splat->each = object;
    splat->span = text::join(splat->span, object->span);
    object = splat;
  }
  const Span here = span(step);
  const Span so_far = text::join(object->span, here);
  switch (step.kind) {
    case Kind::dot_name:
    case Kind::dot_index:
    case Kind::identifier: {
      const std::string_view name = step_name(text(step));
      const Span name_span = source_.span(step.end - static_cast<std::uint32_t>(name.size()), step.end);
      return arena_.make<AttributeExpr>(Expr{ExprKind::attribute, so_far}, object, name, name_span,
                                        step.kind == Kind::dot_index);
    }
    case Kind::open_bracket: {
      const Setting inside(lines_matter_, false);
      const Level level(depth_);
      Node key_node;
      if (!next(key_node)) return object;
      const Expr* key = expression_of(key_node);
      Node closing;
      if (!next(closing)) return object;
      if (closing.missing) report_missing(closing, step);
      return arena_.make<IndexExpr>(Expr{ExprKind::index, text::join(so_far, span(closing))}, object, key);
    }
    case Kind::dot_star:
    case Kind::full_splat: {
      check_brackets(step);
      const Expr* item = arena_.make<VariableExpr>(Expr{ExprKind::variable, here}, std::string_view{});
      splats.push_back(
          arena_.make<SplatExpr>(Expr{ExprKind::splat, so_far}, object, item, step.kind == Kind::full_splat));
      return item;
    }
    default:
      return object;
  }
}

/// Says what is missing or too much in `[*]`, which has no lowering of its own.
void Lowering::check_brackets(const Node& splat) {
  if (!walk_.broken() || splat.kind != Kind::full_splat) return;
  Node opening;
  Node at;
  for (bool more = first(opening); more; more = next(at)) {
    if (at.missing) report_missing(at, opening);
  }
  walk_.parent();
}

/// The name of a function of a provider, without blanks and comments.
std::string_view Lowering::scoped_name(const Node& node) {
  const std::string_view written = text(node);
  const bool plain = written.find_first_of(" \t\r\n/#") == std::string_view::npos;
  if (plain && !walk_.broken()) return written;
  std::string joined;
  Node part;
  for (bool more = first(part); more; more = next(part)) {
    if (part.missing) report_missing(part, part);
    joined += part.kind == Kind::identifier ? text(part) : "::";
  }
  walk_.parent();
  return arena_.copy(joined);
}

const Expr* Lowering::call(const Node& node) {
  const bool lines_matter = lines_matter_;
  const Setting inside(lines_matter_, false);
  const Setting list(listing_, true);
  const Level level(depth_);
  Node at;
  if (!first(at)) return broken(node);
  std::string_view name = text(at);
  Node name_node = at;
  Node opening = at;
  if (at.kind == Kind::call_name) {
    name.remove_suffix(1);
    --name_node.end;
    opening.begin = at.end - 1;
  } else {
    if (at.kind == Kind::scoped_name) name = scoped_name(at);
    next(opening);
    const Setting outside(lines_matter_, lines_matter);
    check_same_line(at.end, opening);
  }
  std::vector<const Expr*> arguments;
  bool expand_last = false;
  while (next(at)) {
    if (is_expression(at.kind)) {
      arguments.push_back(expression_of(at));
    } else if (at.kind == Kind::expand) {
      expand_last = true;
    } else if (at.missing) {
      report_missing(at, opening);
    }
  }
  walk_.parent();
  return arena_.make<CallExpr>(Expr{ExprKind::call, span(node)}, name, span(name_node), arena_.copy(arguments),
                               expand_last);
}

const Expr* Lowering::parentheses(const Node& node) {
  const Setting inside(lines_matter_, false);
  const Setting list(listing_, false);
  const Level level(depth_);
  const Expr* inner = nullptr;
  Node opening;
  Node at;
  for (bool more = first(opening); more; more = next(at)) {
    if (is_expression(at.kind)) {
      inner = expression_of(at);
    } else if (at.missing) {
      report_missing(at, opening);
    }
  }
  walk_.parent();
  return inner == nullptr ? broken(node) : arena_.make<ParenthesesExpr>(Expr{ExprKind::parentheses, span(node)}, inner);
}

const Expr* Lowering::tuple(const Node& node) {
  const Setting inside(lines_matter_, false);
  const Setting list(listing_, true);
  const Level level(depth_);
  std::vector<const Expr*> items;
  Node opening;
  Node at;
  for (bool more = first(opening); more; more = next(at)) {
    if (is_expression(at.kind)) {
      items.push_back(expression_of(at));
    } else if (at.missing) {
      report_missing(at, opening);
    }
  }
  walk_.parent();
  return arena_.make<TupleExpr>(Expr{ExprKind::tuple, span(node)}, arena_.copy(items));
}

const Expr* Lowering::object(const Node& node) {
  const Setting inside(lines_matter_, true);
  const Setting list(listing_, false);
  const Level level(depth_);
  std::vector<ObjectItem> items;
  Node opening;
  Node at;
  for (bool more = first(opening); more; more = next(at)) {
    if (at.kind == Kind::element) {
      element(items);
    } else if (at.missing) {
      report_missing(at, opening);
    } else if (at.kind == Kind::close_brace) {
      note_indentation(opening, at.begin);
    }
  }
  walk_.parent();
  return arena_.make<ObjectExpr>(Expr{ExprKind::object, span(node)}, arena_.copy(items));
}

void Lowering::element(std::vector<ObjectItem>& items) {
  const Setting fresh(line_reported_, false);
  Node at;
  if (!first(at)) return;
  Node key_node = at;
  ObjectItem item{};
  std::uint32_t sign = at.begin;
  if (at.kind == Kind::key || at.kind == Kind::colon_key) {
    const std::string_view name = text(at).substr(0, text(at).find_first_of(" \t=:"));
    key_node.end = at.begin + static_cast<std::uint32_t>(name.size());
    item.key = variable(key_node);
    if (items.empty() && name == "for") {
      report(key_node.begin, key_node.end, "`for` cannot be the name of an object's first element",
             "write it in quotes: `\"for\"`");
    }
    sign = at.end;
  } else {
    item.key = expression_of(at);
    // A keyword is a name here.
    if (at.kind == Kind::null || at.kind == Kind::true_ || at.kind == Kind::false_) item.key = variable(at);
    if (next(at)) {
      check_same_line(key_node.end, at);
      sign = at.end;
    }
  }
  if (next(at)) {
    if (at.kind == Kind::missing_value) {
      report(key_node.begin, sign, "no value after `" + std::string(source_.text(key_node.begin, key_node.end)) + "`",
             "write it on the same line");
      item.value = broken(at);
    } else {
      item.value = expression_of(at);
    }
  } else {
    item.value = broken(key_node);
  }
  walk_.parent();
  items.push_back(item);
}

const Expr* Lowering::for_expression(const Node& node) {
  const Setting inside(lines_matter_, false);
  const Setting list(listing_, false);
  const Level level(depth_);
  ForExpr made{};
  made.kind = ExprKind::for_;
  made.span = span(node);
  std::vector<std::string_view> names;
  std::vector<const Expr*> values;
  bool named = false;  // past the word `in`
  Node opening;
  Node at;
  for (bool more = first(opening); more; more = next(at)) {
    if (at.kind == Kind::in_word) {
      named = true;
    } else if (!named && at.kind == Kind::identifier) {
      names.push_back(text(at));
    } else if (is_expression(at.kind)) {
      values.push_back(expression_of(at));
    } else if (at.kind == Kind::expand) {
      made.grouped = true;
    } else if (at.missing) {
      report_missing(at, opening);
    }
  }
  walk_.parent();
  const std::size_t needed = node.kind == Kind::for_object ? 3 : 2;
  if (names.empty() || values.size() < needed) return broken(node);
  if (names.size() > 1) made.key_name = names.front();
  made.value_name = names.back();
  made.collection = values[0];
  if (node.kind == Kind::for_object) made.key = values[1];
  made.value = values[needed - 1];
  made.condition = values.size() > needed ? values[needed] : nullptr;
  return arena_.make<ForExpr>(made);
}

const Expr* Lowering::unary(const Node& node) {
  Node sign;
  const Expr* value = first(sign) ? operand(sign) : nullptr;
  walk_.parent();
  if (value == nullptr) return broken(node);
  const UnaryOperator op = sign.kind == Kind::bang ? UnaryOperator::not_ : UnaryOperator::negate;
  return arena_.make<UnaryExpr>(Expr{ExprKind::unary, span(node)}, op, value);
}

const Expr* Lowering::binary(const Node& node) {
  Node left;
  Node sign;
  const Expr* left_value = nullptr;
  const Expr* right_value = nullptr;
  if (first(left)) left_value = expression_of(left);
  if (next(sign)) {
    check_same_line(left.end, sign);
    right_value = operand(sign);
  }
  walk_.parent();
  if (left_value == nullptr || right_value == nullptr) return broken(node);
  return arena_.make<BinaryExpr>(Expr{ExprKind::binary, span(node)}, binary_operator(sign.kind), left_value,
                                 right_value);
}

/// What comes after an operator; null, and a message, where that is nothing.
const Expr* Lowering::operand(const Node& sign) {
  Node at;
  if (next(at)) {
    check_operand_line(sign, at);
    return expression_of(at);
  }
  ++faults_;
  if (!line_reported_) report(sign.begin, sign.end, "no value after `" + std::string(text(sign)) + "`");
  return nullptr;
}

const Expr* Lowering::conditional(const Node& node) {
  const Expr* parts[3] = {};
  std::size_t count = 0;
  Node last;
  Node at;
  for (bool more = first(at); more; more = next(at)) {
    if (is_expression(at.kind) && count < std::size(parts)) {
      if (count > 0) check_operand_line(last, at);
      parts[count++] = expression_of(at);
    } else {
      check_same_line(last.end, at);
      if (at.missing) report_missing(at, at);
    }
    last = at;
  }
  walk_.parent();
  if (count < std::size(parts)) return broken(node);
  return arena_.make<ConditionalExpr>(Expr{ExprKind::conditional, span(node)}, parts[0], parts[1], parts[2]);
}

/// Outside brackets an expression ends with its line.
void Lowering::check_same_line(std::uint32_t before, const Node& after) {
  if (!lines_matter_ || line_reported_ || !has_newline(before, after.begin)) return;
  line_reported_ = true;
  ++faults_;
  if (report_conflict_marker(after.begin)) return;
  report(after.begin, after.end, "unexpected `" + std::string(text(after)) + "`: an expression ends with its line",
         "put it in parentheses to spread it over several lines");
}

void Lowering::check_operand_line(const Node& sign, const Node& operand) {
  if (!lines_matter_ || line_reported_ || !has_newline(sign.end, operand.begin)) return;
  line_reported_ = true;
  ++faults_;
  report(sign.begin, sign.end, "no value after `" + std::string(text(sign)) + "`",
         "write it on the same line, or put the whole expression in parentheses");
}

}  // namespace tieline::hcl
