#include "cloudformation/sam_policies.h"

#include <string>

#include "cloudformation/embedded_data.h"
#include "cloudformation/functions.h"
#include "syntax/document/parser.h"

namespace tieline::cloudformation {
namespace {

/// A value that nobody knows.
const Node* unknown_value(Writer& writer, const Span& at) {
  return writer.mapping({{"Fn::Transform", {}, writer.mapping({})}}, at);
}

/// The statements of a policy template as the data has them; empty for a name that no template has.
std::string_view statements_of(std::string_view policy_template) {
  for (const text::EmbeddedFile& file : embedded_files()) {
    const std::string_view found = text::value_on_a_line(file.bytes(), policy_template);
    if (found.starts_with('[')) return found;
  }
  return {};
}

/// Puts the values of a policy template's parameters into its statements.
class PolicyTemplate {
 public:
  PolicyTemplate(Writer& writer, const Entry& use) : writer_(writer), parameters_(*use.value), at_(use.key_span) {}

  const Node* filled(const Node& node) {
    if (node.kind == document::Kind::sequence) {
      std::vector<const Node*> items;
      items.reserve(node.items.size());
      for (const Node* item : node.items) items.push_back(filled(*item));
      return writer_.list(items);
    }
    if (node.kind != document::Kind::mapping) return &node;
    if (const Call call = call_of(node); call.function == Function::ref) {
      const Node* value = parameters_.find(call.argument->text);
      return value != nullptr ? value : unknown_value(writer_, at_);
    }
    std::vector<Entry> entries;
    entries.reserve(node.entries.size());
    for (const Entry& entry : node.entries) entries.push_back({entry.key, {}, filled(*entry.value)});
    return writer_.mapping(entries, at_);
  }

 private:
  Writer& writer_;
  const Node& parameters_;
  Span at_;
};

/// The document a policy template stands for. Of one that is not known, its parameters are all that is looked at.
const Node* expanded(Run& run, Writer& writer, const Entry& use) {
  // A node is several times as large as what it is written with.
  constexpr std::size_t growth = 16;
  const std::string_view statements = statements_of(use.key);
  if (!statements.empty() && run.room(statements.size() * growth, use.key_span)) {
    const auto parsed = document::parse_embedded_json(use.key_span, false, statements, run.arena());
    if (!parsed.roots.empty()) {
      return writer.mapping({{"Version", writer.text("2012-10-17")},
                             {"Statement", PolicyTemplate(writer, use).filled(*parsed.roots.front())}});
    }
  }
  const Node* call = writer.mapping({{"Name", writer.text(use.key)}, {"Parameters", use.value}});
  return writer.mapping({{"Fn::Transform", {}, call}}, use.key_span);
}

void add_policy(Run& run, Writer& writer, std::string_view id, const Node& policy, RolePolicies& role) {
  if (policy.is_scalar()) {
    const bool arn = policy.text.find(':') != std::string_view::npos;
    role.attached.push_back(arn ? &policy : writer.text("arn:aws:iam::aws:policy/" + std::string(policy.text)));
    return;
  }
  if (policy.kind != document::Kind::mapping) return;
  if (call_of(policy).function != Function::none) {
    role.attached.push_back(&policy);
    return;
  }
  const bool is_template = policy.find("Statement") == nullptr && policy.entries.size() == 1;
  const Node* document = is_template ? expanded(run, writer, policy.entries.front()) : &policy;
  const std::string name = std::string(id) + "RolePolicy" + std::to_string(role.inlined.size());
  role.inlined.push_back(writer.mapping({{"PolicyName", writer.text(name)}, {"PolicyDocument", document}}));
}

}  // namespace

void add_policies(Run& run, Writer& writer, std::string_view id, const Node& policies, RolePolicies& role) {
  if (policies.kind != document::Kind::sequence) add_policy(run, writer, id, policies, role);
  for (const Node* item : policies.items) add_policy(run, writer, id, *item, role);
}

}  // namespace tieline::cloudformation
