#pragma once

#include <cstdint>

#include "aws/model.h"
#include "syntax/edit/editor.h"

/// What fixes do to endpoints, VPCs and security groups, in either language. Empty where the text does not allow it.
namespace tieline::aws::edits {

[[nodiscard]] edit::Edits give_interface_type(edit::Editor& editor, const Resource& endpoint);
[[nodiscard]] edit::Edits give_private_dns(edit::Editor& editor, const Resource& endpoint);
/// Switches on what the VPC does not say of DNS.
[[nodiscard]] edit::Edits give_dns_support(edit::Editor& editor, const Resource& vpc);
[[nodiscard]] edit::Edits give_dns_hostnames(edit::Editor& editor, const Resource& vpc);
/// Takes a policy off an endpoint: its argument, or the resource that attaches it.
[[nodiscard]] edit::Edits remove_endpoint_policy(edit::Editor& editor, const Resource& endpoint,
                                                 const PolicySource& policy);
/// Writes `true` for a `false` that is written out.
[[nodiscard]] edit::Edits switch_on(edit::Editor& editor, const Argument& argument);

/// True where the group has its rules of that direction in itself, so that further ones must stand there.
[[nodiscard]] bool has_inline_rules(const Resource& group, Direction direction);
/// A rule that is to be written: for TCP on a port, with `peer` as its source or destination. Both groups must be
/// declared once, unconditionally and in the same module, so that one can name the other.
struct WantedRule {
  const Resource& group;
  const Resource& peer;
  Direction direction;
  std::uint16_t port;
  /// The peer still needs a rule of its own that names the group, and has its rules in itself. Two groups that name
  /// each other inside themselves are a circle.
  bool peer_must_name_group = false;
};
/// Adds the rule, where and as the configuration writes such rules.
[[nodiscard]] edit::Edits add_rule(edit::Editor& editor, const graph::Graph& graph, const WantedRule& rule);
/// Gives a group of CloudFormation the rule as its only outbound one, so that the implicit one goes.
[[nodiscard]] edit::Edits give_only_rule(edit::Editor& editor, const graph::Graph& graph, const WantedRule& rule);
/// Takes a rule away: the block or entry in its group, or its resource.
[[nodiscard]] edit::Edits remove_rule(edit::Editor& editor, const SecurityRule& rule, const Resource* group);

}  // namespace tieline::aws::edits
