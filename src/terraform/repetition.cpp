// count and for_each: how many instances there are, and under which conditions.

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "terraform/convert.h"
#include "terraform/functions/expression_text.h"
#include "terraform/slots.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using value::Branch;
using value::Flavour;
using value::Kind;

/// What count is in some of the cases; nullopt: not known.
struct CountCase {
  Condition when;
  std::optional<std::size_t> count;
};

class Repeater {
 public:
  explicit Repeater(Expressions& expressions) : expressions_(expressions), run_(expressions.evaluation()) {}

  std::vector<Repetition> by_count(const hcl::Expr& expr) {
    std::vector<CountCase> cases;
    const Value value = expressions_.eval(expr);
    if (value.is(Kind::alternatives)) {
      for (const Branch& branch : value.branches()) {
        const Expressions::Under under(expressions_, branch.when);
        if (under.possible()) cases.push_back({branch.when, count_of(branch.value, expr.span)});
      }
    } else {
      cases.push_back({Condition::always(), count_of(value, expr.span)});
    }
    std::size_t most = 0;
    Condition open = Condition::never();
    for (const CountCase& one : cases) {
      if (one.count) {
        most = std::max(most, *one.count);
      } else {
        open = run_.conditions.disjunction(open, one.when);
      }
    }
    std::vector<Repetition> repetitions;
    repetitions.reserve(most);
    for (std::size_t i = 0; i < most; ++i) {
      Condition when = Condition::never();
      for (const CountCase& one : cases) {
        if (one.count && *one.count > i) when = run_.conditions.disjunction(when, one.when);
      }
      Repetition repetition;
      repetition.kind = Repetition::Kind::count;
      repetition.key = run_.arena.copy(std::to_string(i));
      repetition.index = value::number(run_.arena, value::Number(static_cast<std::int64_t>(i)), expr.span);
      repetition.when = when;
      repetitions.push_back(repetition);
    }
    if (!open.is_never()) {
      Repetition symbolic;
      symbolic.kind = Repetition::Kind::count;
      symbolic.index = value::unknown(run_.arena, {.type = value::number_type(), .not_null = true}, expr.span);
      symbolic.when = open;
      symbolic.symbolic = true;
      repetitions.push_back(symbolic);
    }
    return repetitions;
  }

  std::vector<Repetition> by_each(const hcl::Expr& expr) {
    const Value value = expressions_.eval(expr);
    if (!suits_for_each(value, expr.span)) return {symbolic_each(Value(), Value())};
    const auto elements = expressions_.elements_of(value, expr.span, Expressions::Iterates::dynamic_block);
    if (!elements) return {symbolic_each(Value(), Value())};
    if (!fits(elements->size(), expr.span)) return {symbolic_each(Value(), Value())};
    for (const Element& element : *elements) add(element);
    return std::move(found_);
  }

  /// Whether there is room for that many more; a fault at the span where there is none.
  bool fits(std::size_t instances, Span span) {
    const bool room = run_.instances_made + instances <= limits::total_instances && !run_.exhausted();
    if (instances <= limits::instances && room) return true;
    const bool total = instances <= limits::instances;
    const std::string limit = std::to_string(total ? limits::total_instances : limits::instances);
    expressions_.fail(span, "Limit reached",
                      total ? "the configuration has more than " + limit + " instances of modules and resources"
                            : "this makes more than " + limit + " instances",
                      "they are taken as unknown", graph::FaultKind::limit_reached);
    return false;
  }

 private:
  std::optional<std::size_t> count_of(Value value, Span span) {
    if (value.is_null()) {
      expressions_.fail(span, "Invalid count argument",
                        "the given \"count\" argument value is null. An integer is required");
      return std::nullopt;
    }
    const ConvertResult number = convert(run_.arena, run_.conditions, value, *value::number_type());
    if (number.error) {
      expressions_.fail(span, "Invalid count argument",
                        "the given \"count\" argument value is unsuitable: " + *number.error);
      return std::nullopt;
    }
    if (!number.value.is(Kind::number)) return std::nullopt;
    const value::Number& count = number.value.number();
    if (count.sign() < 0 || !count.is_integer()) {
      expressions_.fail(span, "Invalid count argument",
                        "the given \"count\" argument value is unsuitable: it must be a whole number, zero or more");
      return std::nullopt;
    }
    const auto whole = count.as_int64();
    const std::size_t wanted = whole ? static_cast<std::size_t>(*whole) : limits::instances + 1;
    if (!fits(wanted, span)) return std::nullopt;
    return wanted;
  }

  bool suits_for_each(Value value, Span span) {
    if (value.is(Kind::alternatives)) {
      const auto branches = value.branches();
      return std::all_of(branches.begin(), branches.end(), [&](const Branch& branch) {
        const Expressions::Under under(expressions_, branch.when);
        return !under.possible() || suits_for_each(branch.value, span);
      });
    }
    if (value.is(Kind::sequence) && value.flavour() != Flavour::set) {
      expressions_.fail(span, "Invalid for_each argument",
                        "the given \"for_each\" argument value is unsuitable: the \"for_each\" argument must be a "
                        "map, or set of strings, and you have provided a value of type " +
                            std::string(value.flavour() == Flavour::list ? "list" : "tuple"),
                        "convert it with toset()");
      return false;
    }
    if (value.is_null()) {
      expressions_.fail(span, "Invalid for_each argument",
                        "the given \"for_each\" argument value is unsuitable: the given \"for_each\" argument value "
                        "is null. A map, or set of strings is allowed");
      return false;
    }
    if (value.is(Kind::sequence) && std::any_of(value.items().begin(), value.items().end(), is_no_key)) {
      expressions_.fail(span, "Invalid for_each set argument",
                        "the given \"for_each\" argument value is unsuitable: \"for_each\" supports maps and sets of "
                        "strings, but you have provided a set that holds something else",
                        "make its elements strings, as in toset([for item in ... : tostring(item)])");
      return false;
    }
    return true;
  }

  /// Whether an element of a set is settled to be no string.
  static bool is_no_key(Value element) {
    return element.is_null() || element.is(Kind::number) || element.is(Kind::boolean) || element.is(Kind::mapping) ||
           element.is(Kind::sequence);
  }

  Repetition symbolic_each(Value key, Value value) {
    Repetition repetition;
    repetition.kind = Repetition::Kind::for_each;
    repetition.each_key = key;
    repetition.each_value = value;
    repetition.symbolic = true;
    return repetition;
  }

  void add(const Element& element) {
    std::string_view key;
    if (element.key.is(Kind::string)) {
      key = element.key.string();
    } else if (const value::Reference* reference = element.key.reference(); reference != nullptr && !element.rest) {
      // The key is not known, but which thing it is.
      key = run_.arena.copy(std::string(reference->resource->address) + "." + std::string(reference->attribute));
    }
    if (element.rest || key.empty()) {
      Repetition symbolic = symbolic_each(element.key, element.value);
      symbolic.when = element.when;
      found_.push_back(symbolic);
      return;
    }
    const auto [place, added] = places_.emplace(key, found_.size());
    if (!added) {
      merge(found_[place->second], element);
      return;
    }
    Repetition repetition;
    repetition.kind = Repetition::Kind::for_each;
    repetition.key = key;
    repetition.each_key = element.key;
    repetition.each_value = element.value;
    repetition.when = element.when;
    found_.push_back(repetition);
  }

  /// The same key under another condition.
  void merge(Repetition& there, const Element& element) {
    const Branch branches[] = {{there.when, there.each_value}, {element.when, element.value}};
    there.each_value = value::alternatives(run_.arena, run_.conditions, branches, element.value.span());
    there.when = run_.conditions.disjunction(there.when, element.when);
  }

  Expressions& expressions_;
  Evaluation& run_;
  std::vector<Repetition> found_;
  std::unordered_map<std::string_view, std::size_t> places_;
};

}  // namespace

std::vector<Repetition> repetitions(Expressions& expressions, const hcl::Expr* count, const hcl::Expr* for_each,
                                    Span owner) {
  std::vector<Repetition> made;
  if (count != nullptr) {
    made = Repeater(expressions).by_count(*count);
  } else if (for_each != nullptr) {
    made = Repeater(expressions).by_each(*for_each);
  } else if (Repeater(expressions).fits(1, owner)) {
    made.emplace_back();
  }
  expressions.evaluation().instances_made += made.size();
  return made;
}

std::string_view instance_address(Evaluation& evaluation, std::string_view address, const Repetition& repetition) {
  if (repetition.kind == Repetition::Kind::single || repetition.symbolic) return address;
  std::string whole(address);
  whole += '[';
  whole += repetition.kind == Repetition::Kind::count ? std::string(repetition.key) : quoted(repetition.key);
  whole += ']';
  return evaluation.arena.copy(whole);
}

}  // namespace tieline::terraform
