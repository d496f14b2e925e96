#include "lint/suppressions.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "lint/graph_findings.h"
#include "lint/rule.h"
#include "lint/suppression_reader.h"
#include "text/limits.h"

namespace tieline::lint {
namespace {

constexpr std::string_view own_code = "TL008";

/// A request with what came of it.
struct Tracked {
  SuppressionRequest request;
  std::vector<bool> known;  ///< of each rule: whether it can be ignored at all
  std::vector<bool> used;   ///< of each rule: whether anything was suppressed
  bool valid = true;        ///< false where the reason is missing that has to be given
};

bool matches(const RuleMention& mention, std::string_view code) { return closeness(code, mention.text) > 0; }

/// Whether the scope holds where the finding stands, or all the blocks it is about.
bool covers(const text::Span& scope, const Finding& finding) {
  const text::Span& place = finding.span;
  if (place.file == scope.file && scope.begin <= place.begin && place.begin < scope.end) return true;
  return !finding.blocks.empty() && std::all_of(finding.blocks.begin(), finding.blocks.end(),
                                                [&](const text::Span& block) { return scope.contains(block); });
}

class Suppressing {
 public:
  Suppressing(RunResult& result, const text::SourceManager& sources, Configurations& configurations)
      : result_(result), sources_(sources), configurations_(configurations) {}

  void read(text::FileId id) {
    FileSuppressions found = read_suppressions(id, sources_.file(id));
    for (SuppressionMistake& mistake : found.mistakes) {
      report(mistake.span, std::move(mistake.message), std::move(mistake.help), std::move(mistake.resource));
    }
    for (SuppressionRequest& request : found.requests) take(id, std::move(request));
    if (found.cut_short) report_limit(id);
  }

  void run(const std::vector<Finding>& not_reported) {
    for (const Finding& finding : not_reported) (void)suppression_of(finding);
    std::vector<Finding> kept;
    for (Finding& finding : result_.findings) {
      finding.suppression = suppression_of(finding);
      (finding.suppression ? result_.suppressed : kept).push_back(std::move(finding));
    }
    result_.findings = std::move(kept);
    for (const auto& [file, requests] : requests_) {
      if (!result_.complete) break;  // what is suppressed may just not have been found
      for (const Tracked& tracked : requests) report_unused(file, tracked);
    }
    std::move(own_.begin(), own_.end(), std::back_inserter(result_.findings));
    tidy(result_.findings, sources_);
  }

 private:
  void take(text::FileId id, SuppressionRequest request) {
    Tracked tracked;
    tracked.used.assign(request.rules.size(), false);
    for (const RuleMention& rule : request.rules) tracked.known.push_back(is_understood(rule, request));
    if (request.reason.empty() && configurations_.requires_reasons(id)) {
      tracked.valid = false;
      report(request.span, "this gives no reason, and reasons are required, so nothing is ignored",
             request.in_metadata ? "add `Reason:` beside it" : "write ` -- ` and the reason after the rules",
             request.resource);
    }
    tracked.request = std::move(request);
    requests_[id].push_back(std::move(tracked));
  }

  bool is_understood(const RuleMention& rule, const SuppressionRequest& request) {
    if (!is_known_selector(rule.text)) {
      const std::string_view near = nearest_rule(rule.text);
      report(rule.span, "there is no rule '" + rule.text + "' to ignore",
             near.empty() ? "name rules as `tieline rules` lists them, and write a reason after ` -- `"
                          : "did you mean " + std::string(near) + '?',
             request.resource);
      return false;
    }
    const Rule* named = find_rule(rule.text);
    if (named == nullptr || named->info.code != own_code) return true;
    report(rule.span, std::string(own_code) + " cannot be ignored where it is reported",
           "remove what suppresses nothing, or ignore " + std::string(own_code) + " in .tieline.yaml",
           request.resource);
    return false;
  }

  /// The narrowest of the requests that cover a finding; all of them count as used.
  std::optional<Suppression> suppression_of(const Finding& finding) {
    const SuppressionRequest* narrowest = nullptr;
    std::uint32_t length = UINT32_MAX;
    const auto look_at = [&](text::FileId file) {
      const auto requests = requests_.find(file);
      if (requests == requests_.end()) return;
      for (Tracked& tracked : requests->second) look(tracked, finding, narrowest, length);
    };
    if (finding.span.valid()) look_at(finding.span.file);
    if (!finding.blocks.empty() && finding.blocks.front().file != finding.span.file) {
      look_at(finding.blocks.front().file);
    }
    if (narrowest == nullptr) return std::nullopt;
    return Suppression{Suppression::By::comment, narrowest->reason, narrowest->span};
  }

  static void look(Tracked& tracked, const Finding& finding, const SuppressionRequest*& narrowest,
                   std::uint32_t& length) {
    if (!tracked.valid) return;
    const auto& scopes = tracked.request.scopes;
    const auto scope =
        std::find_if(scopes.begin(), scopes.end(), [&](const text::Span& one) { return covers(one, finding); });
    if (scope == scopes.end()) return;
    bool named = false;
    for (std::size_t i = 0; i < tracked.used.size(); ++i) {
      if (!tracked.known[i] || !matches(tracked.request.rules[i], finding.code)) continue;
      named = tracked.used[i] = true;
    }
    if (!named || scope->length() > length) return;
    narrowest = &tracked.request;
    length = scope->length();
  }

  void report_unused(text::FileId file, const Tracked& tracked) {
    if (!tracked.valid) return;
    const SuppressionRequest& request = tracked.request;
    std::vector<const RuleMention*> unused;
    for (std::size_t i = 0; i < request.rules.size(); ++i) {
      if (tracked.known[i] && !tracked.used[i] && all_wanted(file, request.rules[i])) {
        unused.push_back(&request.rules[i]);
      }
    }
    if (unused.size() == request.rules.size() && unused.size() > 1) {
      std::string names;
      for (const RuleMention* rule : unused) names += (names.empty() ? "" : ", ") + rule->text;
      report(request.span, "nothing is suppressed by this: none of " + names + " is reported here",
             "remove the suppression", request.resource);
      return;
    }
    for (const RuleMention* rule : unused) {
      const bool alone = request.rules.size() == 1;
      report(alone ? request.span : rule->span,
             "nothing is suppressed by this: " + rule->text + " is not reported here",
             alone ? "remove the suppression" : "remove " + rule->text + " from it", request.resource);
    }
  }

  /// Whether every rule that a mention stands for was looked for; else it may well be of use in another run.
  [[nodiscard]] bool all_wanted(text::FileId file, const RuleMention& mention) const {
    const auto rules = all_rules();
    const RuleSettings& settings = configurations_.rules(file);
    return std::all_of(rules.begin(), rules.end(), [&](const Rule* rule) {
      return !matches(mention, rule->info.code) || settings.wants(rule->info.code);
    });
  }

  void report(const text::Span& at, std::string message, std::string help, std::string resource) {
    add(own_code, at, std::move(message), std::move(help), std::move(resource));
  }

  void report_limit(text::FileId id) {
    add("TL007", {id, 0, 0}, "the file has more than " + std::to_string(limits::suppressions) + " suppressions",
        "those that follow are not read; `ignore-file` and .tieline.yaml ignore a rule once for all", {});
  }

  void add(std::string_view code, const text::Span& at, std::string message, std::string help, std::string resource) {
    const RuleState& state = configurations_.rules(at.file).state(code);
    if (!state.wanted()) return;
    const Rule* rule = find_rule(code);
    assert(rule != nullptr);
    Finding finding;
    finding.code = rule->info.code;
    finding.name = rule->info.name;
    finding.severity = state.severity.value_or(rule->info.severity);
    finding.message = std::move(message);
    finding.help = std::move(help);
    finding.resource = std::move(resource);
    finding.span = at;
    own_.push_back(std::move(finding));
  }

  RunResult& result_;
  const text::SourceManager& sources_;
  Configurations& configurations_;
  std::unordered_map<text::FileId, std::vector<Tracked>> requests_;
  std::vector<Finding> own_;
};

}  // namespace

void apply_suppressions(RunResult& result, const Suppressible& suppressible, const text::SourceManager& sources,
                        Configurations& configurations) {
  Suppressing suppressing(result, sources, configurations);
  bool any = false;
  for (const text::FileId id : suppressible.files) {
    if (!mentions_suppressions(sources.file(id).bytes())) continue;
    suppressing.read(id);
    any = true;
  }
  if (any) suppressing.run(suppressible.not_reported);
}

}  // namespace tieline::lint
