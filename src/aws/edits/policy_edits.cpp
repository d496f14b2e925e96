#include "aws/edits/policy_edits.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "aws/iam/catalogue.h"
#include "aws/iam/pattern.h"

namespace tieline::aws::edits {
namespace {

using edit::Container;
using edit::Editor;
using edit::Edits;
using edit::Form;
using edit::NewValue;
using iam::catalogue::GuideStatement;

/// More actions than this make the line of a list too long to read.
constexpr std::size_t longest_line = 4;

/// Terraform's data source has a block for each statement, with names of its own.
bool is_block(const Container& statement) { return statement.form == Form::body; }

bool is_open(const iam::Statement& statement) {
  const auto& resources = statement.resources;
  return statement.effect == iam::Effect::allow && !statement.not_actions && !statement.not_resources &&
         !statement.possible && statement.when == value::Condition::always() &&
         statement.conditions.any() == Answer::no && resources.complete && resources.items.size() == 1 &&
         resources.items.front().text == "*" && !resources.items.front().uncertain;
}

NewValue condition(std::string_view test, std::string_view key, std::string_view value, bool block) {
  if (block) {
    return edit::new_block({{"test", edit::new_string(test)},
                            {"variable", edit::new_string(key)},
                            {"values", edit::new_strings({std::string(value)})}});
  }
  return edit::new_mapping({{std::string(test), edit::new_mapping({{std::string(key), edit::new_string(value)}})}});
}

NewValue new_statement(const GuideStatement& guide, bool block) {
  const NewValue resources = guide.resources.size() == 1 && !block ? edit::new_string(guide.resources.front())
                                                                   : edit::new_strings(guide.resources);
  std::vector<std::pair<std::string, NewValue>> entries{
      {block ? "effect" : "Effect", edit::new_string("Allow")},
      {block ? "actions" : "Action", edit::new_strings(guide.actions)},
      {block ? "resources" : "Resource", resources}};
  if (!guide.test.empty()) {
    entries.emplace_back(block ? "condition" : "Condition", condition(guide.test, guide.key, guide.value, block));
  }
  return edit::new_mapping(std::move(entries));
}

/// The guide's statements with these actions only, those on every resource first and as one.
std::vector<GuideStatement> statements_for(const std::vector<std::string>& actions) {
  std::vector<GuideStatement> statements{{.actions = {}, .resources = {"*"}}};
  for (const GuideStatement& guide : iam::catalogue::guide_statements()) {
    GuideStatement wanted = guide;
    std::erase_if(wanted.actions, [&](const std::string& action) {
      return std::find(actions.begin(), actions.end(), action) == actions.end();
    });
    if (wanted.actions.empty()) continue;
    if (guide.test.empty() && guide.resources == statements.front().resources) {
      auto& open = statements.front().actions;
      open.insert(open.end(), wanted.actions.begin(), wanted.actions.end());
    } else {
      statements.push_back(std::move(wanted));
    }
  }
  return statements;
}

Edits add_actions(Editor& editor, const text::Span& statement, const std::vector<std::string>& actions) {
  const auto container = editor.containers().at(statement);
  const edit::Member* written = container ? container->find(is_block(*container) ? "actions" : "Action") : nullptr;
  if (written == nullptr) return {};
  const NewValue added = edit::new_strings(actions);
  const auto list = editor.containers().at(written->value);
  const bool has_lines = (list && list->form == Form::lines) ||
                         editor.containers().sources().text(written->value).find('\n') != std::string_view::npos;
  if (!has_lines && actions.size() > longest_line) return {};
  if (list) return list->is_list ? editor.add_items(*list, added.items) : Edits{};
  return editor.make_list(*container, *written, added);
}

Edits add_statements(Editor& editor, const text::Span& beside, const std::vector<GuideStatement>& statements) {
  const auto container = editor.containers().at(beside);
  const auto around = container ? editor.containers().around(beside) : std::nullopt;
  if (!around) return {};
  std::vector<NewValue> values;
  for (const GuideStatement& guide : statements) {
    if (!guide.actions.empty()) values.push_back(new_statement(guide, is_block(*container)));
  }
  if (is_block(*container)) return editor.add_blocks(*around, "statement", values);
  return around->is_list ? editor.add_items(*around, values) : Edits{};
}

bool touch(const Edits& a, const Edits& b) {
  return std::any_of(a.begin(), a.end(), [&](const text::Edit& x) {
    return std::any_of(b.begin(), b.end(),
                       [&](const text::Edit& y) { return x.span.begin <= y.span.end && y.span.begin <= x.span.end; });
  });
}

/// The text of a string without its quotes.
std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

PolicyPlace place_of(const iam::Policy& policy) {
  PolicyPlace place;
  if (!policy.written_here || policy.source.possible) return place;
  for (const iam::Statement& statement : *policy.document) {
    if (!statement.span.valid() || statement.possible) continue;
    place.statement = statement.span;
    if (!place.open.valid() && is_open(statement)) place.open = statement.span;
  }
  return place;
}

Edits allow(Editor& editor, const PolicyPlace& policy, const std::vector<std::string>& actions) {
  std::vector<GuideStatement> statements = statements_for(actions);
  const std::vector<std::string> open = statements.front().actions;
  Edits joined = policy.open.valid() && !open.empty() ? add_actions(editor, policy.open, open) : Edits{};
  if (!joined.empty()) {
    statements.front().actions.clear();
    if (statements.size() == 1) return joined;
    Edits edits = add_statements(editor, policy.statement, statements);
    if (edits.empty()) return {};
    if (!touch(joined, edits)) {
      edits.insert(edits.end(), joined.begin(), joined.end());
      return edits;
    }
    statements.front().actions = open;
  }
  return add_statements(editor, policy.statement, statements);
}

Edits add_condition(Editor& editor, const text::Span& statement, std::string_view action, std::string_view test,
                    std::string_view key, std::string_view value) {
  const auto container = editor.containers().at(statement);
  if (!container || container->is_list) return {};
  const bool block = is_block(*container);
  const edit::Member* written = container->find(block ? "actions" : "Action");
  if (written == nullptr || container->find(block ? "condition" : "Condition") != nullptr) return {};
  const auto list = editor.containers().at(written->value);
  if (list && list->members.size() != 1) return {};
  const text::Span only = list ? list->members.front().value : written->value;
  const std::string_view text = unquoted(editor.containers().sources().text(only));
  if (iam::lower_case(text) != iam::lower_case(action)) return {};
  const NewValue added = condition(test, key, value, block);
  return block ? editor.add_blocks(*container, "condition", {&added, 1})
               : editor.add_entry(*container, "Condition", added);
}

}  // namespace tieline::aws::edits
