#include "terraform/policy_document.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "terraform/expressions.h"
#include "terraform/functions/functions.h"
#include "text/limits.h"

namespace tieline::terraform {
namespace {

using text::Span;
using value::Branch;
using value::Flavour;
using value::Kind;
using value::MappingEntry;

/// The arguments whose alternatives make alternatives of the whole document.
constexpr std::array<std::string_view, 5> sources{"source_json", "source_policy_documents", "statement",
                                                  "override_json", "override_policy_documents"};

/// A statement on its way: what it says and the name that a later one may replace it by.
struct Statement {
  std::optional<std::string_view> sid;
  Value value;
};

class DocumentBuilder {
 public:
  DocumentBuilder(Evaluation& evaluation, const graph::Resource& data_source)
      : run_(evaluation), arena_(evaluation.arena), resource_(data_source) {
    std::size_t ways = 1;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      given_[i] = data_source.attribute(sources[i]);
      ways *= std::max<std::size_t>(given_[i].branches().size(), 1);
      if (ways > limits::alternatives) given_[i] = Value();
    }
  }

  Value json() {
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (!given_[i].is(Kind::alternatives)) continue;
      const Value alternatives = given_[i];
      std::vector<Branch> branches;
      for (const Branch& branch : alternatives.branches()) {
        given_[i] = branch.value;
        branches.push_back({branch.when, json()});
      }
      given_[i] = alternatives;
      return value::alternatives(arena_, run_.conditions, branches, resource_.header);
    }
    statements_.clear();
    version_ = Value();
    id_ = value::null(arena_);
    merge_text(given_[0]);
    merge_texts(given_[1]);
    merge_own();
    merge_texts(given_[4]);
    merge_text(given_[3]);
    return encode(document());
  }

 private:
  Value encode(Value document) {
    CallContext context = run_.call_context();
    const CallResult text = call(context, "jsonencode", std::span<const Value>(&document, 1), resource_.header);
    if (text.value.is(Kind::string) || text.value.is(Kind::template_)) {
      return value::with_encoded(arena_, text.value, document);
    }
    // What cannot be put into words still is a document.
    const Value hole[] = {value::unknown(arena_, {.type = value::string_type(), .not_null = true})};
    return value::with_encoded(arena_, value::template_of(arena_, hole, resource_.header), document);
  }

  Value document() {
    std::vector<MappingEntry> entries;
    entries.push_back({"Version", {}, version_.is(Kind::unknown) ? text("2012-10-17") : version_});
    if (!id_.is_null()) entries.push_back({"Id", {}, id_});
    std::vector<Value> items;
    items.reserve(statements_.size());
    for (const Statement& statement : statements_) items.push_back(statement.value);
    entries.push_back({"Statement", {}, value::sequence(arena_, items, Flavour::tuple, resource_.header)});
    return value::mapping(arena_, entries, Flavour::object, resource_.span);
  }

  Value text(std::string_view text) { return value::string_view(arena_, text, resource_.header); }

  void merge_texts(Value documents) {
    if (documents.is_null()) return;
    if (!documents.is(Kind::sequence)) return add_unknown(documents);
    for (const Value item : documents.items()) {
      if (item.is(Kind::rest)) {
        add_unknown(item);
      } else {
        merge_text(item);
      }
    }
  }

  void merge_text(Value text) {
    if (text.is_null() || (text.is(Kind::string) && text.string().empty() && text.encoded() == nullptr)) return;
    if (text.is(Kind::alternatives)) return merge_alternatives(text);
    if (text.is(Kind::absent)) return;
    if (const Value* document = text.encoded()) return merge(*document);
    if (!text.is(Kind::string)) return add_unknown(text);
    CallContext context = run_.call_context();
    const CallResult document = call(context, "jsondecode", std::span<const Value>(&text, 1), text.span());
    if (document.error) return add_unknown(text);
    merge(document.value);
  }

  /// Statements of documents that are one of several are there under conditions; none of them replaces another.
  void merge_alternatives(Value texts) {
    const std::vector<Statement> before = std::move(statements_);
    std::vector<Statement> after = before;
    for (const Branch& branch : texts.branches()) {
      statements_.clear();
      merge_text(branch.value);
      for (const Statement& statement : statements_) {
        after.push_back({std::nullopt, statement.value.is(Kind::rest) ? statement.value
                                                                      : item_when(run_, statement.value, branch.when)});
      }
    }
    statements_ = std::move(after);
  }

  void add_unknown(Value cause) {
    const Value element = value::unknown(arena_, {.cause = cause.refinement().cause}, cause.span());
    statements_.push_back({std::nullopt, value::rest_of(arena_, element, cause.span())});
  }

  void merge(Value document) {
    if (!document.is(Kind::mapping)) return add_unknown(document);
    if (const Value* id = document.find("Id"); id != nullptr && !id->is_null()) id_ = *id;
    if (const Value* version = document.find("Version")) raise_version(*version);
    const Value* statements = document.find("Statement");
    if (statements == nullptr) {
      if (document.rest() != nullptr) add_unknown(document);
      return;
    }
    if (statements->is(Kind::mapping)) return put(*statements);
    if (!statements->is(Kind::sequence)) return add_unknown(*statements);
    for (const Value statement : statements->items()) put(statement);
  }

  void raise_version(Value version) {
    const bool higher = !version_.is(Kind::string) || version_.string() < version.string();
    if (version.is(Kind::string) && higher) version_ = version;
  }

  /// Adds a statement, or replaces the one of its name.
  void put(Value statement) {
    std::optional<std::string_view> sid;
    const Presence there = presence(run_, statement);
    if (there.value.is(Kind::mapping)) {
      const Value* name = there.value.find("Sid");
      if (name != nullptr && name->is(Kind::string) && !name->string().empty()) sid = name->string();
    }
    if (sid) {
      for (Statement& old : statements_) {
        if (old.sid != sid) continue;
        old.value = there.when.is_always() ? statement : either(there, old.value);
        return;
      }
    }
    statements_.push_back({sid, statement});
  }

  Value either(const Presence& replacement, Value old) {
    const Branch branches[] = {{replacement.when, replacement.value},
                               {run_.conditions.negation(replacement.when), old}};
    return value::alternatives(arena_, run_.conditions, branches, old.span());
  }

  void merge_own() {
    const Value version = resource_.attribute("version");
    raise_version(version.is_null() ? text("2012-10-17") : version);
    if (const Value id = resource_.attribute("policy_id"); !id.is_null()) id_ = id;
    const Value statements = given_[2];
    if (statements.is_null()) return;
    if (!statements.is(Kind::sequence)) return add_unknown(statements);
    for (const Value item : statements.items()) {
      if (item.is(Kind::absent)) continue;
      if (item.is(Kind::rest)) {
        const Value inner = *item.rest();
        const Value element = inner.is(Kind::mapping) ? statement(inner) : inner;
        statements_.push_back({std::nullopt, value::rest_of(arena_, element, item.span())});
        continue;
      }
      const Presence there = presence(run_, item);
      put(item_when(run_, statement_of(there.value), there.when));
    }
  }

  Value statement_of(Value block) {
    if (block.is(Kind::mapping)) return statement(block);
    if (!block.is(Kind::alternatives)) return value::unknown(arena_, {}, block.span());
    std::vector<Branch> branches;
    for (const Branch& branch : block.branches()) branches.push_back({branch.when, statement_of(branch.value)});
    return value::alternatives(arena_, run_.conditions, branches, block.span());
  }

  Value statement(Value block) {
    std::vector<MappingEntry> entries;
    const auto find = [&](std::string_view name) -> const MappingEntry* {
      for (const MappingEntry& entry : block.entries()) {
        if (entry.key == name && !entry.value.is_null()) return &entry;
      }
      return nullptr;
    };
    if (const MappingEntry* sid = find("sid")) entries.push_back({"Sid", sid->key_span, sid->value});
    if (const MappingEntry* effect = find("effect")) {
      entries.push_back({"Effect", effect->key_span, effect->value});
    } else {
      entries.push_back({"Effect", {}, value::string_view(arena_, "Allow", block.span())});
    }
    static constexpr std::pair<std::string_view, std::string_view> lists[] = {{"actions", "Action"},
                                                                              {"not_actions", "NotAction"},
                                                                              {"resources", "Resource"},
                                                                              {"not_resources", "NotResource"}};
    for (const auto& [name, key] : lists) {
      const MappingEntry* list = find(name);
      if (list == nullptr || (list->value.is(Kind::sequence) && list->value.items().empty())) continue;
      entries.push_back({key, list->key_span, one_or_many(list->value)});
    }
    if (const MappingEntry* principals = find("principals")) {
      entries.push_back({"Principal", principals->key_span, principal(principals->value)});
    }
    if (const MappingEntry* principals = find("not_principals")) {
      entries.push_back({"NotPrincipal", principals->key_span, principal(principals->value)});
    }
    if (const MappingEntry* conditions = find("condition")) {
      entries.push_back({"Condition", conditions->key_span, condition(conditions->value)});
    }
    return value::mapping(arena_, entries, Flavour::object, block.span());
  }

  /// A list of one known element is written as that element. `&{` stands for `${`, which Terraform would interpolate.
  Value one_or_many(Value list) {
    if (list.is(Kind::alternatives)) {
      std::vector<Branch> branches;
      for (const Branch& branch : list.branches()) branches.push_back({branch.when, one_or_many(branch.value)});
      return value::alternatives(arena_, run_.conditions, branches, list.span());
    }
    if (!list.is(Kind::sequence)) return list;
    std::vector<Value> items;
    items.reserve(list.items().size());
    for (const Value item : list.items()) items.push_back(with_variables(item));
    if (items.size() == 1 && !items[0].is(Kind::rest) && !items[0].is(Kind::alternatives)) return items[0];
    return value::sequence(arena_, items, Flavour::tuple, list.span());
  }

  Value with_variables(Value item) {
    if (!item.is(Kind::string) || item.string().find("&{") == std::string_view::npos) return item;
    std::string text(item.string());
    for (std::size_t at = text.find("&{"); at != std::string::npos; at = text.find("&{", at + 2)) text[at] = '$';
    return value::string(arena_, text, item.span());
  }

  Value principal(Value blocks) {
    if (!blocks.is(Kind::sequence)) return value::unknown(arena_, {}, blocks.span());
    std::vector<MappingEntry> entries;
    for (const Value block : blocks.items()) {
      const Value* type = block.find("type");
      const Value* identifiers = block.find("identifiers");
      if (type == nullptr || identifiers == nullptr || !type->is(Kind::string)) {
        return value::unknown(arena_, {}, block.span());
      }
      if (type->string() == "*" && blocks.items().size() == 1) return value::string_view(arena_, "*", type->span());
      add_list(entries, type->string(), type->span(), *identifiers);
    }
    return value::mapping(arena_, entries, Flavour::object, blocks.items().front().span());
  }

  Value condition(Value blocks) {
    if (!blocks.is(Kind::sequence)) return value::unknown(arena_, {}, blocks.span());
    struct Test {
      std::string_view name;
      Span span;
      std::vector<MappingEntry> variables;
    };
    std::vector<Test> tests;
    for (const Value block : blocks.items()) {
      const Value* test = block.find("test");
      const Value* variable = block.find("variable");
      const Value* values = block.find("values");
      const bool known = test != nullptr && variable != nullptr && values != nullptr && test->is(Kind::string) &&
                         variable->is(Kind::string);
      if (!known) return value::unknown(arena_, {}, block.span());
      auto there = std::find_if(tests.begin(), tests.end(), [&](const Test& t) { return t.name == test->string(); });
      if (there == tests.end()) there = tests.insert(tests.end(), Test{test->string(), test->span(), {}});
      add_list(there->variables, variable->string(), variable->span(), *values);
    }
    std::vector<MappingEntry> entries;
    for (const Test& test : tests) {
      entries.push_back({test.name, test.span, value::mapping(arena_, test.variables, Flavour::object, test.span)});
    }
    return value::mapping(arena_, entries, Flavour::object, blocks.items().front().span());
  }

  /// Adds a list under a key; lists of one key are joined.
  void add_list(std::vector<MappingEntry>& entries, std::string_view key, Span key_span, Value list) {
    const Value added = one_or_many(list);
    for (MappingEntry& entry : entries) {
      if (entry.key != key) continue;
      std::vector<Value> items;
      for (const Value part : {entry.value, added}) {
        if (part.is(Kind::sequence)) {
          items.insert(items.end(), part.items().begin(), part.items().end());
        } else {
          items.push_back(part);
        }
      }
      entry.value = value::sequence(arena_, items, Flavour::tuple, list.span());
      return;
    }
    entries.push_back({key, key_span, added});
  }

  Evaluation& run_;
  text::Arena& arena_;
  const graph::Resource& resource_;
  std::array<Value, sources.size()> given_{};
  std::vector<Statement> statements_;
  Value version_ = {};
  Value id_ = {};
};

}  // namespace

Value policy_document_json(Evaluation& evaluation, const graph::Resource& data_source) {
  return DocumentBuilder(evaluation, data_source).json();
}

}  // namespace tieline::terraform
