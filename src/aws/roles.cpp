#include "aws/exclusive_policies.h"
#include "aws/index.h"

namespace tieline::aws {
namespace {

/// A policy named by its ARN: its document and the resource that carries it where it is declared here.
PolicySource policy_by_arn(Model::Index& index, World& world, const Resource& attached_by, Value arn,
                           const Ref<ManagedPolicy>& policy) {
  PolicySource source{.carrier = &attached_by, .arn = {arn, true, policy.span}};
  if (policy.entity == nullptr || policy.entity->resource == nullptr) return source;
  const Resource& resource = *policy.entity->resource;
  const Fields fields = index.fields(world, *policy.entity);
  if (policy.declared()) {
    source.carrier = &resource;
    source.document = fields.get(names::policy_document);
    source.arn = {};
  } else if (const Argument looked_up = fields.get(names::arn); looked_up.given) {
    source.arn = looked_up;
  }
  return source;
}

/// The documents in inline blocks or entries: `inline_policy`, `Policies`.
template <typename Use>
void for_each_inline(World& world, const Fields& fields, const Items& blocks, Use&& use) {
  for (const Item& block : blocks.items) {
    const Fields its(world, block.value, fields.dialect());
    const Argument document = its.get(names::policy_document);
    if (document.given) use(its, document, block.possible);
  }
}

/// Gathers the policies of one role.
class PolicyCollector {
 public:
  PolicyCollector(Model::Index& index, World& world, const Role& role)
      : index_(index),
        world_(world),
        role_(role),
        all_(index.contributions(
            world, index.roles, role,
            {Subject::role_policy, Subject::roles_policy, Subject::managed_policy, Subject::role_attachment,
             Subject::roles_attachment, Subject::attachments_exclusive, Subject::policies_exclusive})),
        exclusive_(index, world, all_) {}

  PolicySources collect() {
    found_.complete = role_.declared() && all_.complete;
    if (role_.resource != nullptr) add_own(*role_.resource);
    for (const Contribution& contribution : all_.items) add(contribution);
    return std::move(found_);
  }

 private:
  void add(PolicySource source, Answer kept, bool possible) {
    if (kept == Answer::no) return;
    source.possible = possible || kept == Answer::unknown;
    found_.items.push_back(source);
  }

  void add_attached(const Resource& by, Value arn, bool possible) {
    const Ref<ManagedPolicy> policy = index_.resolve(world_, by, index_.policies, arn);
    add(policy_by_arn(index_, world_, by, arn, policy), exclusive_.keep_attached(policy), possible);
  }

  void add_attached(const Resource& by, const Items& arns, bool possible) {
    found_.complete = found_.complete && arns.complete;
    for (const Item& arn : arns.items) add_attached(by, arn.value, possible || arn.possible);
  }

  /// What stands in the role itself.
  void add_own(const Resource& resource) {
    const Fields fields = index_.fields(world_, role_);
    const Items blocks = fields.items(names::inline_policies);
    found_.complete = found_.complete && blocks.complete;
    for_each_inline(world_, fields, blocks, [&](const Fields& block, const Argument& document, bool possible) {
      add({.carrier = &resource, .document = document},
          exclusive_.keep_inline(nullptr, block.get(names::inline_policy_name).value), possible);
    });
    add_attached(resource, fields.items(names::managed_policies), false);
  }

  void add(const Contribution& contribution) {
    const Resource& resource = *contribution.resource;
    const Fields fields = index_.fields(world_, resource);
    switch (contribution.subject) {
      case Subject::role_policy:
      case Subject::roles_policy:
      case Subject::managed_policy:
        add({.carrier = &resource, .document = fields.get(names::policy_document)},
            contribution.subject == Subject::managed_policy
                ? Answer::yes
                : exclusive_.keep_inline(&resource, fields.get(names::inline_policy_name).value),
            contribution.possible);
        break;
      case Subject::role_attachment:
      case Subject::roles_attachment:
        add_attached(resource, fields.get(names::policy_arn).value, contribution.possible);
        break;
      case Subject::attachments_exclusive:
        add_attached(resource, fields.items(names::policy_arns), contribution.possible);
        break;
      default:
        break;
    }
  }

  Model::Index& index_;
  World& world_;
  const Role& role_;
  Contributions all_;
  ExclusivePolicies exclusive_;
  PolicySources found_;
};

}  // namespace

PolicySources Model::policies(World& world, const Role& role) const {
  return PolicyCollector(*index_, world, role).collect();
}

std::optional<PolicySource> Model::permissions_boundary(World& world, const Role& role) const {
  if (role.resource == nullptr) return PolicySource{.possible = true};
  const Argument arn = index_->fields(world, role).get(names::boundary);
  if (!arn.given) return std::nullopt;
  const Ref<ManagedPolicy> policy = index_->resolve(world, *role.resource, index_->policies, arn.value);
  PolicySource source = policy_by_arn(*index_, world, *role.resource, arn.value, policy);
  source.possible = arn.may_be_null();
  return source;
}

Argument Model::trust_policy(World& world, const Role& role) const {
  return index_->fields(world, role).get(names::trust_policy);
}

std::span<const Resource* const> Model::policy_carriers() const { return index_->policy_carriers; }

std::vector<PolicySource> Model::documents(World& world, const Resource& carrier) const {
  std::vector<PolicySource> found;
  const Fields fields = index_->fields(world, carrier);
  const bool is_role = index_->info(carrier).subject == Subject::role;
  if (is_role || fields.dialect() != Dialect::terraform) {
    for_each_inline(world, fields, fields.items(names::inline_policies),
                    [&](const Fields&, const Argument& document, bool possible) {
                      found.push_back({.carrier = &carrier, .document = document, .possible = possible});
                    });
  }
  if (is_role) return found;
  for (const Name& name : {names::policy_document, names::inline_policy, names::content}) {
    const Argument document = fields.get(name);
    if (document.given) found.push_back({.carrier = &carrier, .document = document});
  }
  return found;
}

}  // namespace tieline::aws
