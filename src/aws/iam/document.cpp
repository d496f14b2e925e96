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
  const auto [known, is_new] = decoded_.try_emplace(value.data());
  if (is_new) {
    known->second = decode_json(world_.arena(), sources_, value).value_or(value::unknown(world_.arena()));
  }
  return known->second;
}

Document DocumentReader::read(Value value) {
  Document document;
  Value settled = world_.settle(value);
  if (settled.encoded() != nullptr) {
    settled = world_.settle(*settled.encoded());
  } else if (settled.is(Kind::string) || settled.is(Kind::template_)) {
    settled = structure(settled);
  }
  const Element statements = element(world_, settled, "Statement");
  if (!settled.is(Kind::mapping) || !statements.given) {
    document.complete = false;
  } else if (statements.value.is(Kind::sequence)) {
    for (const Value item : world_.settle_items(statements.value)) {
      const bool rest = item.is(Kind::rest);
      read_statement(rest ? world_.settle(*item.rest()) : item, rest, document);
    }
  } else {
    read_statement(statements.value, false, document);
  }
  return document;
}

void DocumentReader::read_statement(Value value, bool possible, Document& document) {
  if (!value.is(Kind::mapping)) {
    document.complete = false;
    return;
  }
  const auto get = [&](std::string_view name) { return element(world_, value, name); };
  Statement statement{.effect = effect_of(get("Effect")), .span = value.span(), .possible = possible};
  const Element actions = get("Action");
  const Element not_actions = get("NotAction");
  const Element resources = get("Resource");
  const Element not_resources = get("NotResource");
  if (!actions.given && !not_actions.given) {
    document.complete = false;
    return;
  }
  statement.not_actions = !actions.given;
  statement.actions = read_patterns(world_, (actions.given ? actions : not_actions).value, PatternKind::action);
  statement.not_resources = !resources.given && not_resources.given;
  if (resources.given || not_resources.given) {
    statement.resources =
        read_patterns(world_, (resources.given ? resources : not_resources).value, PatternKind::resource);
  }
  statement.conditions = read_conditions(world_, get("Condition"));
  statement.principals = read_principals(world_, get("Principal"), get("NotPrincipal"));
  document.statements.push_back(std::move(statement));
}

}  // namespace tieline::aws::iam
