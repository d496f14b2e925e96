#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "aws/elastic_inference.h"
#include "aws/model.h"
#include "lint/finding.h"
#include "syntax/edit/editor.h"
#include "text/source.h"
#include "value/world.h"

namespace tieline::lint {

/// Whether findings of a rule may come with a fix, and of which kind (see Fix::safe).
enum class FixKind : std::uint8_t { none, safe, unsafe };

[[nodiscard]] std::string_view name_of(FixKind kind);

/// What a rule says of itself. `explain`, `rules`, the SARIF help and docs/rules/ are made from it.
struct RuleInfo {
  std::string_view code;
  std::string_view name;
  Severity severity;
  std::string_view summary;      ///< one line: what is reported
  std::string_view explanation;  ///< why it matters, in plain Markdown, with its source
  std::string_view bad;          ///< a bad example, in Terraform or CloudFormation
  std::string_view good;         ///< the same, mended
  std::string_view fix_hint;     ///< how to fix it, in a sentence or two
  FixKind fix = FixKind::none;   ///< what `--fix` can do where the text allows it
};

class Reporter;

/// What a check may ask: the model of the configuration, in one world at a time.
struct Check {
  const aws::Model& model;
  value::World& world;
  Reporter& reporter;
  const text::SourceManager& sources;
  edit::Editor& editor;                      ///< makes the edits of fixes
  aws::ElasticInference& elastic_inference;  ///< the EI endpoints and groups of the configuration
};

/// A rule: its metadata and the check. TL rules have no check: the driver reports the graph's faults under their code.
struct Rule {
  RuleInfo info;
  void (*check)(Check& check) = nullptr;
};

/// A finding on its way: the reporter fills in code, name, severity and the condition it occurs under.
struct Draft {
  const graph::Resource* resource = nullptr;
  text::Span span = {};  ///< invalid: the resource's header
  std::string message;
  std::string help = {};
  std::vector<graph::RelatedPlace> related = {};
  std::vector<Fix> fixes = {};
  std::string cause = {};  ///< tells two faults of one code on one resource apart; usually empty
  Severity severity_override = Severity::info;
  bool overrides_severity = false;
};

/// Collects the findings of one rule over all worlds: what is found in several is one finding, and where it is not
/// found in all of them it says under which condition.
class Reporter {
 public:
  Reporter(const RuleInfo& rule, value::World& world) : rule_(&rule), world_(&world) {}
  void report(Draft draft);
  /// The findings, in the order they were first met.
  [[nodiscard]] std::vector<Finding> finish();

 private:
  struct Collected {
    Draft draft;
    value::Condition when;
  };
  const RuleInfo* rule_;
  value::World* world_;
  std::vector<Collected> collected_;
  std::unordered_multimap<const graph::Resource*, std::size_t> by_resource_;
};

/// All rules, sorted by code.
[[nodiscard]] std::span<const Rule* const> all_rules();
/// The rule of a code or a name (any case), or null.
[[nodiscard]] const Rule* find_rule(std::string_view code_or_name);

/// Adds a rule to all_rules(). One static object of this type stands in each rule's file.
class Register {
 public:
  explicit Register(const Rule& rule);
};

}  // namespace tieline::lint
