#include "lint/suppression_metadata.h"

#include <array>
#include <string_view>

#include "text/limits.h"
#include "text/nearest.h"

namespace tieline::lint {
namespace {

using document::Entry;
using document::Kind;
using document::Node;

/// Reads what stands under one `Tieline:`.
class TielineMetadata {
 public:
  TielineMetadata(text::Span scope, std::string_view resource, FileSuppressions& found)
      : scope_(scope), resource_(resource), found_(found) {}

  void read(const Entry& tieline) {
    if (tieline.value->kind != Kind::mapping) {
      return mistake(tieline.key_span, "what stands under `Tieline` is no mapping, so nothing is ignored", example());
    }
    check_keys(*tieline.value, {"Ignore", "Reason"});
    const std::string reason = text_of(*tieline.value, "Reason");
    const Node* rules = tieline.value->find("Ignore");
    if (rules == nullptr || (rules->kind == Kind::sequence && rules->items.empty())) {
      return mistake(tieline.key_span, "the metadata names no rule, so nothing is ignored", example());
    }
    if (rules->kind != Kind::sequence) return item(*rules, reason);
    for (const Node* rule : rules->items) item(*rule, reason);
  }

 private:
  static std::string example() { return "write `Ignore: [EI305]` and `Reason:` under it"; }

  void mistake(const text::Span& at, std::string message, std::string help) {
    found_.mistakes.push_back({at, std::move(message), std::move(help), resource_});
  }

  void check_keys(const Node& mapping, std::array<std::string_view, 2> known) {
    for (const Entry& entry : mapping.entries) {
      if (entry.key == known[0] || entry.key == known[1]) continue;
      const std::string_view meant = text::nearest(entry.key, known);
      mistake(entry.key_span, "Tieline's metadata has no key '" + std::string(entry.key) + "'",
              meant.empty() ? "the keys are " + std::string(known[0]) + " and " + std::string(known[1])
                            : "did you mean " + std::string(meant) + '?');
    }
  }

  static std::string text_of(const Node& mapping, std::string_view key) {
    const Node* value = mapping.find(key);
    return value != nullptr && value->is_scalar() ? std::string(value->text) : std::string();
  }

  /// A rule, or a mapping of `Code` and `Reason`.
  void item(const Node& node, const std::string& common_reason) {
    if (found_.requests.size() >= limits::suppressions) {
      found_.cut_short = true;
      return;
    }
    if (node.kind == Kind::string) return request(node, common_reason);
    const Node* code = node.find("Code");
    if (code == nullptr || code->kind != Kind::string) {
      return mistake(node.span, "this names no rule, so nothing is ignored",
                     "write `- EI305`, or `- {Code: EI305, Reason: …}`");
    }
    check_keys(node, {"Code", "Reason"});
    const std::string reason = text_of(node, "Reason");
    request(*code, reason.empty() ? common_reason : reason);
  }

  void request(const Node& rule, std::string reason) {
    SuppressionRequest request;
    request.span = rule.span;
    request.rules.push_back({std::string(rule.text), rule.span});
    request.reason = std::move(reason);
    request.scopes.push_back(scope_);
    request.resource = resource_;
    request.in_metadata = true;
    found_.requests.push_back(std::move(request));
  }

  text::Span scope_;
  std::string resource_;
  FileSuppressions& found_;
};

void read_tieline(const Node& owner, text::Span scope, std::string_view resource, FileSuppressions& found) {
  const Node* metadata = owner.find("Metadata");
  if (metadata == nullptr) return;
  for (const Entry& entry : metadata->entries) {
    if (entry.key == "Tieline") TielineMetadata(scope, resource, found).read(entry);
  }
}

/// The resources of a section, those that `Fn::ForEach` makes included. The depth is bounded by limits::syntax_depth.
void read_resources(const Node& resources, FileSuppressions& found) {
  for (const Entry& entry : resources.entries) {
    if (entry.key.starts_with("Fn::ForEach") && !entry.value->items.empty()) {
      read_resources(*entry.value->items.back(), found);
    } else {
      read_tieline(*entry.value, text::join(entry.key_span, entry.value->span), entry.key, found);
    }
  }
}

void visit_comment_keys(const Node& node, const text::Span& scope, const text::SourceFile& file,
                        FileSuppressions& found) {
  for (const Entry& entry : node.entries) {
    if (entry.key != "//" || entry.value->kind != Kind::string) {
      visit_comment_keys(*entry.value, text::join(entry.key_span, entry.value->span), file, found);
      continue;
    }
    // The quotes go: what is in them reads like a comment.
    const text::Span quoted = entry.value->span;
    if (quoted.length() < 2) continue;
    for (Directive& directive : directives({quoted.file, quoted.begin + 1, quoted.end - 1}, file.bytes())) {
      if (found.requests.size() + found.mistakes.size() >= limits::suppressions) {
        found.cut_short = true;
        return;
      }
      const bool for_all = directive.word == "ignore-file";
      understand(std::move(directive), {for_all ? whole_file(quoted.file) : scope}, {}, found);
    }
  }
  for (const Node* item : node.items) visit_comment_keys(*item, item->span, file, found);
}

}  // namespace

void read_metadata(const Node& root, FileSuppressions& found) {
  read_tieline(root, whole_file(root.span.file), {}, found);
  if (const Node* resources = root.find("Resources")) read_resources(*resources, found);
}

void read_comment_keys(const Node& root, const text::SourceFile& file, FileSuppressions& found) {
  visit_comment_keys(root, whole_file(root.span.file), file, found);
}

}  // namespace tieline::lint
