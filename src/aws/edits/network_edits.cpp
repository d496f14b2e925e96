#include "aws/edits/network_edits.h"

#include <algorithm>

#include "aws/edits/declaration.h"

namespace tieline::aws::edits {
namespace {

using edit::new_attribute;
using edit::new_expression;
using edit::new_list;
using edit::new_mapping;
using edit::new_scalar;
using edit::new_string;

NewValue on() { return new_scalar("true"); }

/// Whether the argument before a new one is better the service or, where it is given, the type.
Name last_given(const Resource& resource, std::initializer_list<Name> names) {
  Name last;
  for (const Name& name : names) {
    if (resource.gives(spelled(resource, name))) last = name;
  }
  return last;
}

bool is_terraform(const Resource& resource) { return resource.language == graph::Language::terraform; }

/// One instance that is there in any case and can be named without a key.
bool is_plain(const Resource& resource) {
  return resource.when == value::Condition::always() && !resource.symbolic && !resource.address.ends_with(']') &&
         resource.mode == graph::Mode::managed;
}

bool in_same_module(const Resource& a, const Resource& b) {
  return std::equal(a.calls.begin(), a.calls.end(), b.calls.begin(), b.calls.end(),
                    [](const graph::CallSite& x, const graph::CallSite& y) { return x.address == y.address; });
}

bool refers_to(const graph::Graph& graph, const Resource& from, const Resource& to) {
  const auto edges = graph.edges();
  return std::any_of(edges.begin(), edges.end(),
                     [&](const graph::Edge& edge) { return edge.from == &from && edge.to == &to; });
}

/// Whether it is written here how a rule of that kind of group is written; not so for the Cloud Control provider.
bool has_known_rules(const Resource& group) {
  const TypeInfo* info = type_info(group.type);
  return info != nullptr && info->subject == Subject::security_group && info->dialect != Dialect::awscc;
}

class NewRule {
 public:
  NewRule(Editor& editor, const graph::Graph& graph, const WantedRule& wanted)
      : editor_(editor),
        graph_(graph),
        group_(wanted.group),
        peer_(wanted.peer),
        inbound_(wanted.direction == Direction::inbound),
        may_become_circle_(wanted.peer_must_name_group),
        port_(new_scalar(std::to_string(wanted.port))) {}

  Edits edits() {
    const auto own = declaration(editor_, group_);
    if (!own || !can_be_written()) return {};
    const bool is_inline = has_inline_rules(group_, inbound_ ? Direction::inbound : Direction::outbound);
    return is_inline ? beside_the_others(*own) : in_own_resource(*own);
  }

  Edits as_only_one() {
    if (is_terraform(group_) || !can_be_written() || may_become_circle_ || is_circle()) return {};
    return give(editor_, group_, inbound_ ? names::ingress : names::egress,
                new_list({new_mapping(cloudformation_fields())}));
  }

 private:
  using Entries = std::vector<std::pair<std::string, NewValue>>;

  [[nodiscard]] bool can_be_written() const {
    return declaration(editor_, peer_) && has_known_rules(group_) && has_known_rules(peer_) && is_plain(group_) &&
           is_plain(peer_) && in_same_module(group_, peer_);
  }

  /// Two groups cannot both name the other inside themselves.
  [[nodiscard]] bool is_circle() const { return refers_to(graph_, peer_, group_); }

  Edits beside_the_others(const edit::Container& own) {
    const std::string key = spelled(group_, inbound_ ? names::ingress : names::egress);
    const edit::Member* rules = own.find(key);
    if (is_terraform(group_)) {
      // A group's rules are either all in it or all outside, as the provider has it, so there is no other place.
      const bool blocks = own.form == edit::Form::body && (rules == nullptr || rules->is_block);
      if (may_become_circle_ || !blocks || is_circle()) return {};
      const NewValue block = terraform_block();
      return editor_.add_blocks(own, key, {&block, 1});
    }
    if ((may_become_circle_ && !inbound_) || is_circle()) return in_own_resource(own);
    const auto list = rules != nullptr ? editor_.containers().at(rules->value) : std::nullopt;
    const NewValue entry = new_mapping(cloudformation_fields());
    return list && list->is_list ? editor_.add_items(*list, {&entry, 1}) : Edits{};
  }

  [[nodiscard]] NewValue terraform_block() const {
    return new_mapping({{"from_port", port_},
                        {"to_port", port_},
                        {"protocol", new_string("tcp")},
                        {"security_groups", new_list({id_of(peer_)})}});
  }
  [[nodiscard]] Entries cloudformation_fields() const {
    return {{"IpProtocol", new_string("tcp")},
            {"FromPort", port_},
            {"ToPort", port_},
            {inbound_ ? "SourceSecurityGroupId" : "DestinationSecurityGroupId", id_of(peer_)}};
  }
  /// How the resource is named by another one of its module.
  static NewValue id_of(const Resource& group) {
    if (!is_terraform(group)) return new_attribute(std::string(group.name) + ".GroupId");
    return new_expression(std::string(group.type) + '.' + std::string(group.name) + ".id");
  }

  /// A list of all rules that a group may have takes any other away again.
  [[nodiscard]] bool is_exclusive() const {
    const auto& resources = graph_.resources();
    return std::any_of(resources.begin(), resources.end(), [](const Resource& resource) {
      return resource.type == "aws_vpc_security_group_rules_exclusive";
    });
  }

  Edits in_own_resource(const edit::Container& own) {
    if (is_exclusive()) return {};
    const auto file = surroundings(editor_, group_);
    if (!file) return {};
    if (!is_terraform(group_)) {
      Entries fields = cloudformation_fields();
      fields.insert(fields.begin(), {"GroupId", id_of(group_)});
      const NewValue resource = new_mapping(
          {{"Type", new_string(inbound_ ? "AWS::EC2::SecurityGroupIngress" : "AWS::EC2::SecurityGroupEgress")},
           {"Properties", new_mapping(std::move(fields))}});
      const edit::Member* before = file->find(group_.name);
      const std::string name =
          fresh_name(std::string(group_.name) + (inbound_ ? "From" : "To") + std::string(peer_.name));
      return before == nullptr ? Edits{} : editor_.add_entry_behind(*file, *before, name, resource);
    }
    if (own.form != edit::Form::body) return {};
    const std::string name =
        fresh_name(std::string(group_.name) + (inbound_ ? "_from_" : "_to_") + std::string(peer_.name));
    const bool legacy = prefers_legacy_rules();
    const std::string type = legacy     ? "aws_security_group_rule"
                             : inbound_ ? "aws_vpc_security_group_ingress_rule"
                                        : "aws_vpc_security_group_egress_rule";
    const NewValue block = legacy ? legacy_rule() : plain_rule();
    return editor_.add_blocks(*file, "resource \"" + type + "\" \"" + name + '"', {&block, 1}, group_.span);
  }

  [[nodiscard]] NewValue plain_rule() const {
    return new_mapping({{"security_group_id", id_of(group_)},
                        {"referenced_security_group_id", id_of(peer_)},
                        {"ip_protocol", new_string("tcp")},
                        {"from_port", port_},
                        {"to_port", port_}});
  }
  [[nodiscard]] NewValue legacy_rule() const {
    return new_mapping({{"type", new_string(inbound_ ? "ingress" : "egress")},
                        {"security_group_id", id_of(group_)},
                        {"source_security_group_id", id_of(peer_)},
                        {"protocol", new_string("tcp")},
                        {"from_port", port_},
                        {"to_port", port_}});
  }
  /// The provider has two kinds of resources for a rule; the configuration's own is taken.
  [[nodiscard]] bool prefers_legacy_rules() const {
    bool legacy = false;
    for (const Resource& resource : graph_.resources()) {
      if (resource.type == "aws_vpc_security_group_ingress_rule" ||
          resource.type == "aws_vpc_security_group_egress_rule") {
        return false;
      }
      legacy = legacy || resource.type == "aws_security_group_rule";
    }
    return legacy;
  }
  /// A name that occurs nowhere in the folder.
  [[nodiscard]] std::string fresh_name(const std::string& wanted) const {
    std::string name = wanted;
    for (int number = 2; editor_.mentions(name, group_.span.file) > 0; ++number) name = wanted + std::to_string(number);
    return name;
  }

  Editor& editor_;
  const graph::Graph& graph_;
  const Resource& group_;
  const Resource& peer_;
  bool inbound_;
  bool may_become_circle_;
  NewValue port_;
};

}  // namespace

Edits give_interface_type(Editor& editor, const Resource& endpoint) {
  return give(editor, endpoint, names::endpoint_type, new_string("Interface"), names::service);
}

Edits give_private_dns(Editor& editor, const Resource& endpoint) {
  return give(editor, endpoint, names::private_dns, on(), last_given(endpoint, {names::service, names::endpoint_type}));
}

Edits give_dns_support(Editor& editor, const Resource& vpc) { return give(editor, vpc, names::dns_support, on()); }

Edits give_dns_hostnames(Editor& editor, const Resource& vpc) {
  return give(editor, vpc, names::dns_hostnames, on(), last_given(vpc, {names::dns_support}));
}

Edits remove_endpoint_policy(Editor& editor, const Resource& endpoint, const PolicySource& policy) {
  if (policy.carrier != &endpoint) return remove(editor, *policy.carrier);
  const auto own = declaration(editor, endpoint);
  const edit::Member* member = own ? own->find(spelled(endpoint, names::endpoint_policy)) : nullptr;
  return member == nullptr ? Edits{} : editor.remove(*own, *member);
}

Edits switch_on(Editor& editor, const Argument& argument) {
  for (const text::Span& place : {argument.span, argument.value.span()}) {
    const bool own = place == argument.span;
    if (!place.valid() || (!own && !editor.is_used_once(place))) continue;
    const std::string_view written = editor.containers().sources().text(place);
    for (const std::string_view quote : {"", "\"", "'"}) {
      const std::string around(quote);
      if (written == around + "false" + around) return {{place, around + "true" + around}};
    }
  }
  return {};
}

bool has_inline_rules(const Resource& group, Direction direction) {
  return group.gives(spelled(group, direction == Direction::inbound ? names::ingress : names::egress));
}

Edits add_rule(Editor& editor, const graph::Graph& graph, const WantedRule& rule) {
  return NewRule(editor, graph, rule).edits();
}

Edits give_only_rule(Editor& editor, const graph::Graph& graph, const WantedRule& rule) {
  return NewRule(editor, graph, rule).as_only_one();
}

Edits remove_rule(Editor& editor, const SecurityRule& rule, const Resource* group) {
  if (rule.implicit || rule.resource == nullptr) return {};
  return rule.resource == group ? remove_element(editor, rule.span) : remove(editor, *rule.resource);
}

}  // namespace tieline::aws::edits
