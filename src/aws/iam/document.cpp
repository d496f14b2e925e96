#include "aws/iam/document.h"

#include <algorithm>

#include "aws/iam/embedded.h"

namespace tieline::aws::iam {
namespace {

using value::Kind;

/// An element of a statement in one world.
struct Element {
  Value value = {};
  bool given = false;  ///< also for one that is not known
};

Element element(World& world, Value mapping, std::string_view name) {
  const Value* listed = mapping.find(name);
  const Value* rest = mapping.rest();
  if (listed == nullptr || (rest != nullptr && mapping.rest_overrides())) {
    return rest != nullptr ? Element{value::unknown(world.arena()), true} : Element{};
  }
  const Value settled = world.settle(*listed);
  return {settled, !settled.is(Kind::null) && !settled.is(Kind::absent)};
}

Patterns patterns(World& world, const Element& element, PatternKind kind) {
  return element.given ? read_patterns(world, element.value, kind) : Patterns{};
}

Effect effect_of(const Element& element) {
  if (element.value.is(Kind::string) && element.value.string() == "Allow") return Effect::allow;
  if (element.value.is(Kind::string) && element.value.string() == "Deny") return Effect::deny;
  return Effect::unknown;
}

Conditions read_conditions(World& world, const Element& element) {
  Conditions conditions;
  if (!element.given) return conditions;
  conditions.complete = element.value.is(Kind::mapping) && element.value.rest() == nullptr;
  for (const value::MappingEntry& by_operator : element.value.entries()) {
    const Value keys = world.settle(by_operator.value);
    if (keys.is(Kind::absent) || keys.is(Kind::null)) continue;
    conditions.complete = conditions.complete && keys.is(Kind::mapping) && keys.rest() == nullptr;
    for (const value::MappingEntry& key : keys.entries()) {
      const Value compared = world.settle(key.value);
      if (!compared.is(Kind::absent)) conditions.keys.push_back(lower_case(key.key));
    }
  }
  return conditions;
}

void read_principal_type(World& world, const value::MappingEntry& type, Principals& principals) {
  const Patterns listed = read_patterns(world, type.value, PatternKind::principal);
  if (type.key == "AWS") {
    const Answer everyone = listed.any([](const Pattern& pattern) { return pattern.everything(); });
    principals.everyone = principals.everyone || everyone;
  } else if (type.key == "Service") {
    principals.services = listed;
  }
}

/// A statement that may say anything.
Statement unknown_statement(value::Condition when) {
  Statement statement{.effect = Effect::unknown, .possible = true, .when = when};
  for (Patterns* patterns : {&statement.actions, &statement.resources, &statement.principals.services}) {
    patterns->given = true;
    patterns->complete = false;
  }
  statement.conditions.complete = false;
  statement.principals.given = true;
  return statement;
}

Principals read_principals(World& world, const Element& named, const Element& excluded) {
  Principals principals;
  const Element& element = named.given ? named : excluded;
  principals.given = element.given;
  principals.negated = !named.given && excluded.given;
  if (element.value.is(Kind::mapping)) {
    for (const value::MappingEntry& type : element.value.entries()) read_principal_type(world, type, principals);
    if (element.value.rest() != nullptr) principals.services.complete = false;
  } else if (element.value.is(Kind::string) && element.value.string() == "*") {
    principals.everyone = Answer::yes;
  } else if (element.given) {
    principals.services.complete = false;
  }
  return principals;
}

}  // namespace

Answer Conditions::any() const {
  if (!keys.empty()) return Answer::yes;
  return complete ? Answer::no : Answer::unknown;
}

Answer Conditions::has(std::string_view key) const {
  if (std::find(keys.begin(), keys.end(), key) != keys.end()) return Answer::yes;
  return complete ? Answer::no : Answer::unknown;
}

Answer Principals::include_service(std::string_view service) const {
  const Answer listed = everyone || services.any([&](const Pattern& pattern) { return pattern.covers(service); });
  return negated ? !listed : listed;
}

Answer Statement::covers_action(std::string_view action) const {
  if (not_actions) return !actions.any([&](const Pattern& pattern) { return pattern.overlaps(action); });
  return actions.any([&](const Pattern& pattern) { return pattern.covers(action); });
}

Answer Statement::touches_action(std::string_view action) const {
  if (not_actions) return !actions.any([&](const Pattern& pattern) { return pattern.covers(action); });
  return actions.any([&](const Pattern& pattern) { return pattern.overlaps(action); });
}

Value DocumentReader::structure(Value value) {
  if (value.encoded() != nullptr) return world_.settle(*value.encoded());
  if (value.is(Kind::mapping)) return value;
  return decode_json(world_.arena(), sources_, value).value_or(value::unknown(world_.arena()));
}

const Document& DocumentReader::read(Value value) {
  const auto [known, is_new] = documents_.try_emplace(value.data());
  Document& document = known->second;
  if (is_new) {
    world_.explore([&] { read_all(value, document); });
    if (world_.exhausted()) document.push_back(unknown_statement(value::Condition::always()));
  }
  return document;
}

void DocumentReader::read_all(Value value, Document& document) {
  const Value mapping = structure(world_.settle(value));
  const Element statements = element(world_, mapping, "Statement");
  if (!mapping.is(Kind::mapping) || !statements.given) {
    document.push_back(unknown_statement(world_.path()));
    return;
  }
  // Each statement is a walk of its own, so that their conditions add up and do not multiply.
  const auto read_one = [&](Value item) {
    world_.explore([&] {
      const Value settled = world_.settle(item);
      if (settled.is(Kind::absent)) return;
      const bool rest = settled.is(Kind::rest);
      read_statement(rest ? world_.settle(*settled.rest()) : settled, rest, document);
    });
  };
  if (!statements.value.is(Kind::sequence)) return read_one(statements.value);
  for (const Value item : statements.value.items()) read_one(item);
}

template <typename Get>
void DocumentReader::read_rest(const Get& get, Statement& statement) {
  const Element resources = get("Resource");
  const Element not_resources = get("NotResource");
  statement.effect = effect_of(get("Effect"));
  statement.not_resources = !resources.given && not_resources.given;
  statement.resources = patterns(world_, resources.given ? resources : not_resources, PatternKind::resource);
  statement.conditions = read_conditions(world_, get("Condition"));
  statement.principals = read_principals(world_, get("Principal"), get("NotPrincipal"));
}

void DocumentReader::read_statement(Value value, bool possible, Document& document) {
  const auto get = [&](std::string_view name) { return element(world_, value, name); };
  const Element actions = get("Action");
  const Element not_actions = get("NotAction");
  if (!value.is(Kind::mapping) || (!actions.given && !not_actions.given)) {
    document.push_back(unknown_statement(world_.path()));
    return;
  }
  Statement statement{.span = value.span(), .possible = possible};
  statement.not_actions = !actions.given;
  statement.actions = patterns(world_, actions.given ? actions : not_actions, PatternKind::action);
  if (parts_ == StatementParts::all) read_rest(get, statement);
  statement.when = world_.path();
  document.push_back(std::move(statement));
}

}  // namespace tieline::aws::iam
