#include "aws/exclusive_policies.h"

#include "aws/tracer.h"

namespace tieline::aws {
namespace {

/// Whether a listed name is that of an inline policy.
Answer is_name_of(Value listed, const Resource* resource, Value name) {
  const value::Reference* reference = listed.reference();
  const bool own = reference != nullptr && resource != nullptr && reference->resource == resource;
  if (own && reference->attribute == names::name.terraform) return Answer::yes;
  if (listed.is(value::Kind::string) && name.is(value::Kind::string)) {
    return value::answer(listed.string() == name.string());
  }
  const auto listed_text = identity_text(listed);
  return listed_text && listed_text == identity_text(name) ? Answer::yes : Answer::unknown;
}

}  // namespace

ExclusivePolicies::ExclusivePolicies(Model::Index& index, World& world, const Contributions& all) {
  for (const Contribution& contribution : all.items) {
    const Resource& resource = *contribution.resource;
    if (contribution.subject == Subject::attachments_exclusive) {
      lists_attached_ = true;
      attached_.add(
          index.resolve_all(world, resource, index.policies, index.fields(world, resource).items(names::policy_arns)));
      attached_.complete = attached_.complete && !contribution.possible;
    } else if (contribution.subject == Subject::policies_exclusive) {
      lists_inline_ = true;
      const Items listed = index.fields(world, resource).items(names::policy_names);
      inline_names_.items.insert(inline_names_.items.end(), listed.items.begin(), listed.items.end());
      inline_names_.complete = inline_names_.complete && listed.complete && !contribution.possible;
    }
  }
}

Answer ExclusivePolicies::keep_attached(const Ref<ManagedPolicy>& policy) const {
  return lists_attached_ ? attached_.contains(policy) : Answer::yes;
}

Answer ExclusivePolicies::keep_inline(const Resource* resource, Value name) const {
  if (!lists_inline_) return Answer::yes;
  Answer kept = inline_names_.complete ? Answer::no : Answer::unknown;
  for (const Item& item : inline_names_.items) {
    const Answer it_is = is_name_of(item.value, resource, name);
    kept = kept || (item.possible && it_is == Answer::yes ? Answer::unknown : it_is);
  }
  return kept;
}

}  // namespace tieline::aws
