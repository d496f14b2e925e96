#include "syntax/document/tree_builder.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "text/limits.h"

namespace tieline::document {
namespace {

/// Below this a comparison of all pairs is faster than a table.
constexpr std::size_t few_entries = 16;

syntax::SyntaxError duplicate_key(const Entry& second, const Entry& first) {
  syntax::SyntaxError error;
  error.kind = syntax::SyntaxError::Kind::duplicate;
  error.span = second.key_span;
  error.message = "the key " + quoted(second.key) + " is given twice in this mapping";
  error.help = "keep one of them, or give them different names";
  error.related = first.key_span;
  error.related_message = "first given here";
  return error;
}

}  // namespace

bool TreeBuilder::open(const Level& level) {
  const std::size_t levels = level.short_form.key.empty() ? 1 : 2;
  if (depth_ + levels > limits::syntax_depth) {
    syntax::SyntaxError error;
    error.kind = syntax::SyntaxError::Kind::limit;
    error.span = span(level.begin, level.content + 1);
    error.message = "mappings and lists are nested more than " + std::to_string(limits::syntax_depth) + " deep";
    error.help = "what lies deeper, and the rest of the file, is not checked";
    report(std::move(error));
    return false;
  }
  depth_ += levels;
  if (level.bracketed) ++bracketed_;
  levels_.push_back(level);
  Level& added = levels_.back();
  added.has_key = false;
  added.first_child = level.kind == Kind::sequence ? items_.size() : entries_.size();
  added.nodes = levels;
  added.height = 0;
  return true;
}

void TreeBuilder::key(std::string_view text, Span key_span) {
  Level& level = levels_.back();
  level.has_key = true;
  level.key = text;
  level.key_span = key_span;
}

void TreeBuilder::add(const Node* node, std::size_t nodes, std::size_t height) {
  if (levels_.empty()) {
    if (root_ == nullptr) root_ = node;
    return;
  }
  Level& level = levels_.back();
  level.nodes += nodes;
  level.height = std::max(level.height, height);
  if (level.kind == Kind::sequence) {
    items_.push_back(node);
  } else if (level.has_key) {
    entries_.push_back({level.key, level.key_span, node});
    level.has_key = false;
  } else if (node->is_scalar()) {
    key(node->text, node->span);
  } else {  // a mapping or a list as key: what stands there
    const std::size_t begin = std::min<std::size_t>(node->span.begin - places_.base.begin, bytes_.size());
    key(bytes_.substr(begin, node->span.length()), node->span);
  }
}

void TreeBuilder::take_back() {
  Level& level = levels_.back();
  level.has_key = false;
  if (level.kind == Kind::sequence) {
    if (items_.size() > level.first_child) items_.pop_back();
  } else if (entries_.size() > level.first_child) {
    const Entry last = entries_.back();
    entries_.pop_back();
    key(last.key, last.key_span);
  }
}

std::span<const Entry> TreeBuilder::take_entries(std::size_t first) {
  const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(first);
  const std::size_t count = entries_.size() - first;
  auto kept = begin;
  if (count <= few_entries) {
    for (auto entry = begin; entry != entries_.end(); ++entry) {
      const auto same = std::find_if(begin, kept, [&](const Entry& other) { return other.key == entry->key; });
      if (same == kept) {
        *kept++ = *entry;
      } else {
        report(duplicate_key(*entry, *same));
      }
    }
  } else {
    std::unordered_map<std::string_view, std::size_t> seen;
    seen.reserve(count);
    for (auto entry = begin; entry != entries_.end(); ++entry) {
      const auto [found, added] = seen.emplace(entry->key, static_cast<std::size_t>(kept - entries_.begin()));
      if (added) {
        *kept++ = *entry;
      } else {
        report(duplicate_key(*entry, entries_[found->second]));
      }
    }
  }
  const std::span<const Entry> result =
      arena_.copy(std::span<const Entry>(entries_.data() + first, static_cast<std::size_t>(kept - begin)));
  entries_.resize(first);
  return result;
}

const Node* TreeBuilder::wrap(const Node* node, const ShortForm& short_form, Span whole) {
  if (short_form.key.empty()) return node;
  const Entry entry{short_form.key, span(short_form.begin, short_form.end), node};
  Node* outer = arena_.make<Node>();
  outer->kind = Kind::mapping;
  outer->short_form = true;
  outer->span = whole;
  outer->entries = arena_.copy(std::span<const Entry>(&entry, 1));
  return outer;
}

const Node* TreeBuilder::close(std::size_t end) {
  if (levels_.back().has_key) {  // the text breaks off after a key
    Node* missing = arena_.make<Node>();
    missing->kind = Kind::null;
    missing->plain = true;
    missing->span = span(end, end);
    add(missing);
  }
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.bracketed) --bracketed_;
  depth_ -= level.short_form.key.empty() ? 1 : 2;

  const bool tagged = !level.short_form.key.empty();
  Node* node = arena_.make<Node>();
  node->kind = level.kind;
  node->span = span(tagged ? level.content : level.begin, end);
  if (level.kind == Kind::sequence) {
    node->items =
        arena_.copy(std::span<const Node* const>(items_.data() + level.first_child, items_.size() - level.first_child));
    items_.resize(level.first_child);
  } else {
    node->entries = take_entries(level.first_child);
  }
  closed_nodes_ = level.nodes;
  closed_height_ = level.height + (tagged ? 2 : 1);
  const Node* whole = wrap(node, level.short_form, span(level.begin, end));
  add(whole, closed_nodes_, closed_height_);
  return whole;
}

void TreeBuilder::close_all(std::size_t end) {
  for (const Level& level : levels_) {
    out_.cut.push_back(span(level.short_form.key.empty() ? level.begin : level.content, 0).begin);
  }
  if (is_open() && levels_.back().has_key) out_.cut.push_back(span(end, end).begin);
  while (is_open()) close(std::max(end, levels_.back().content));
}

const Node* TreeBuilder::take_root() { return std::exchange(root_, nullptr); }

std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string result = "`";
  for (const char byte : text.substr(0, longest)) {
    result += static_cast<unsigned char>(byte) < 0x20 ? ' ' : byte;
  }
  if (text.size() > longest) {
    // never half a character
    while (!result.empty() && (static_cast<unsigned char>(result.back()) & 0xC0U) == 0x80U) result.pop_back();
    if (!result.empty() && (static_cast<unsigned char>(result.back()) & 0x80U) != 0) result.pop_back();
    result += "...";
  }
  return result + "`";
}

}  // namespace tieline::document
