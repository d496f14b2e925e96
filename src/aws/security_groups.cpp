#include <algorithm>
#include <optional>
#include <utility>

#include "aws/index.h"
#include "aws/rule_reader.h"

namespace tieline::aws {
namespace {

using value::Condition;
using value::Kind;

/// The direction of an aws_security_group_rule; nullopt where it is not known.
std::optional<Direction> direction_of(const Fields& fields) {
  const auto type = fields.get(names::rule_type).text();
  if (type == "ingress") return Direction::inbound;
  if (type == "egress") return Direction::outbound;
  return std::nullopt;
}

/// What an aws_vpc_security_group_rules_exclusive lets stand.
struct ExclusiveRules {
  RefSet<RuleEntity> allowed = {};
  bool given = false;

  [[nodiscard]] Answer keeps(const Entity* rule) const { return given ? allowed.contains(rule) : Answer::yes; }
};

/// Gathers the rules of one group in one direction. Each is read in worlds of its own, so that what they hang on adds
/// up and does not multiply.
class RuleCollector {
 public:
  RuleCollector(World& world, Model::Index& index, const SecurityGroup& group, Direction direction)
      : world_(world),
        index_(index),
        group_(group),
        direction_(direction),
        inbound_(direction == Direction::inbound),
        reader_(world, index, group, direction) {}

  OpenRules collect() {
    if (group_.declared()) {
      world_.explore([&] { add_inline(); });
    }
    world_.explore([&] { add_contributions(); });
    return std::move(rules_);
  }

 private:
  void add_incomplete(Condition when) { rules_.incomplete = world_.space().disjunction(rules_.incomplete, when); }

  /// Reads one rule and enters it for the world it is read in.
  void add(const Fields& fields, const RuleShape& shape, const Resource& resource, Span span, bool possible) {
    auto rule = reader_.read(fields, shape, resource, span);
    if (!rule) return;
    rule->possible = possible;
    rule->when = world_.path();
    rules_.items.push_back(std::move(*rule));
  }

  /// The rules in the group itself.
  void add_inline() {
    const Fields fields = index_.fields(world_, *group_.resource);
    const Argument list = fields.get(inbound_ ? names::ingress : names::egress);
    Condition present = Condition::never();
    if (list.value.is(Kind::sequence)) {
      for (const Value& element : list.value.items()) {
        world_.explore([&] {
          const Value alone =
              value::sequence(world_.arena(), std::span(&element, 1), list.value.flavour(), list.value.span());
          if (add_blocks(items_of(world_, alone, list.span), fields.dialect())) {
            present = world_.space().disjunction(present, world_.path());
          }
        });
      }
    } else if (add_blocks(items_of(world_, list.value, list.span), fields.dialect())) {
      present = world_.path();
    }
    if (inbound_ || fields.dialect() == Dialect::terraform) return;
    if (!list.given) {
      rules_.items.push_back(implicit_rule(world_, *group_.resource));
      rules_.items.back().when = world_.path();
    } else {
      // Whether an empty list takes the implicit rule away is not said anywhere.
      add_incomplete(world_.space().conjunction(world_.path(), world_.space().negation(present)));
    }
  }

  /// False where there is not, and cannot be, any.
  bool add_blocks(const Items& blocks, Dialect dialect) {
    if (!blocks.complete) add_incomplete(world_.path());
    for (const Item& block : blocks.items) {
      const Span span = block.span.valid() ? block.span : group_.resource->header;
      add({world_, block.value, dialect}, inline_rule_shape(), *group_.resource, span, block.possible);
    }
    return !blocks.complete || !blocks.items.empty();
  }

  /// The rules in resources of their own.
  void add_contributions() {
    const Contributions all =
        index_.open_contributions(world_, index_.groups, group_,
                                  {Subject::security_group_rule,
                                   inbound_ ? Subject::ingress_rule : Subject::egress_rule, Subject::rules_exclusive});
    add_incomplete(all.incomplete);
    const ExclusiveRules exclusive = exclusive_rules(all);
    if (exclusive.given && !exclusive.allowed.settled()) add_incomplete(world_.path());
    for (const Contribution& contribution : all.items) {
      if (contribution.subject == Subject::rules_exclusive) continue;
      world_.explore([&] {
        if (world_.decide(contribution.when)) add_contribution(contribution, exclusive);
      });
    }
  }

  ExclusiveRules exclusive_rules(const Contributions& all) {
    ExclusiveRules exclusive;
    for (const Contribution& contribution : all.items) {
      if (contribution.subject != Subject::rules_exclusive || contribution.possible) continue;
      if (!world_.decide(contribution.when)) continue;
      const Fields fields = index_.fields(world_, *contribution.resource);
      const Items ids = fields.items(inbound_ ? names::ingress_rule_ids : names::egress_rule_ids);
      Registry<RuleEntity>& registry = inbound_ ? index_.inbound_rules : index_.outbound_rules;
      exclusive.allowed.add(index_.resolve_all(world_, *contribution.resource, registry, ids));
      exclusive.given = true;
    }
    return exclusive;
  }

  void add_contribution(const Contribution& contribution, const ExclusiveRules& exclusive) {
    const Resource& resource = *contribution.resource;
    const Fields fields = index_.fields(world_, resource);
    bool possible = contribution.possible;
    if (contribution.subject == Subject::security_group_rule) {
      const auto its_direction = direction_of(fields);
      if (its_direction && *its_direction != direction_) return;
      if (!its_direction) add_incomplete(world_.path());
      possible = possible || !its_direction;
    } else {
      const Directory& directory = inbound_ ? index_.inbound_rules : index_.outbound_rules;
      const Answer kept = exclusive.keeps(directory.find(resource));
      if (kept == Answer::no) return;
      possible = possible || kept == Answer::unknown;
    }
    add(fields, rule_shape(contribution.subject), resource, resource.header, possible);
  }

  World& world_;
  Model::Index& index_;
  const SecurityGroup& group_;
  Direction direction_;
  bool inbound_;
  RuleReader reader_;
  OpenRules rules_;
};

}  // namespace

Answer SecurityRule::covers(std::uint16_t port) const {
  const Answer low = from ? value::answer(*from <= port) : Answer::unknown;
  const Answer high = to ? value::answer(port <= *to) : Answer::unknown;
  return tcp && (all_traffic || (low && high));
}

Answer RuleSet::any() const {
  return any([](const SecurityRule&, const Peer&) { return Answer::yes; });
}

const OpenRules& Model::open_rules(World& world, const SecurityGroup& group, Direction direction) const {
  auto& known = index_->open_rules[&group][direction == Direction::inbound ? 0 : 1];
  if (known == nullptr) {
    World apart(world.space(), world.arena());
    known = std::make_unique<const OpenRules>(RuleCollector(apart, *index_, group, direction).collect());
    if (apart.exhausted()) world.exhaust();
  }
  return *known;
}

RuleSet Model::rules(World& world, const SecurityGroup& group, Direction direction) const {
  const OpenRules& open = open_rules(world, group, direction);
  RuleSet rules;
  for (const SecurityRule& rule : open.items) {
    if (world.decide(rule.when)) rules.items.push_back(rule);
  }
  rules.complete = !world.decide(open.incomplete);
  return rules;
}

std::span<const SecurityGroup* const> Model::may_reach(const SecurityGroup& group) const {
  const auto found = index_->reached_by.find(&group);
  return found == index_->reached_by.end() ? std::span<const SecurityGroup* const>() : found->second;
}

std::span<const SecurityGroup* const> Model::may_admit(const SecurityGroup& group) const {
  const auto found = index_->admitted_by.find(&group);
  return found == index_->admitted_by.end() ? std::span<const SecurityGroup* const>() : found->second;
}

Ref<Vpc> Model::vpc(World& world, const SecurityGroup& group) const {
  if (group.resource == nullptr) return {};
  const Resource& resource = *group.resource;
  // Of something that was looked up, nothing follows from what is not given.
  const Argument named =
      group.declared() ? index_->fields(world, resource).get(names::vpc) : index_->fields(world, group).get(names::vpc);
  return named.given ? index_->resolve(world, resource, index_->vpcs, named) : index_->default_vpc_of(resource);
}

}  // namespace tieline::aws
