#include "aws/iam/pattern.h"

#include <algorithm>
#include <array>

namespace tieline::aws::iam {
namespace {

using value::Kind;

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

/// The six parts of an ARN: arn, partition, service, region, account, resource.
using ArnParts = std::array<std::string_view, 6>;

ArnParts parts_of(std::string_view arn) {
  ArnParts parts;
  parts.fill("*");
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t colon = i + 1 < parts.size() ? arn.find(':') : std::string_view::npos;
    parts[i] = arn.substr(0, colon);
    if (colon == std::string_view::npos) break;
    arn.remove_prefix(colon + 1);
  }
  return parts;
}

/// Whether all parts of two ARNs compare.
template <typename Compare>
bool all_parts(std::string_view a, std::string_view b, Compare&& compare) {
  const ArnParts left = parts_of(a);
  const ArnParts right = parts_of(b);
  return std::equal(left.begin(), left.end(), right.begin(), compare);
}

/// Replaces `${...}` in a resource: only a request says what stands there.
bool replace_variables(std::string& text) {
  bool replaced = false;
  std::size_t from = 0;
  for (std::size_t open = text.find("${"); open != std::string::npos; open = text.find("${", from)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos) break;
    text.replace(open, close + 1 - open, "*");
    from = open + 1;
    replaced = true;
  }
  return replaced;
}

/// The ARN of a resource of the configuration is not known, but it is an ARN and no wildcard.
bool is_arn_of_resource(Value value) {
  const value::Reference* reference = value.reference();
  if (reference == nullptr) return false;
  const std::string attribute = lower_case(reference->attribute);
  return attribute == "ref" || attribute.ends_with("arn");
}

/// The middle of `arn:${partition}:iam::...`: some partition, whichever it is.
bool is_partition(std::span<const Value> parts, std::size_t i) {
  return i == 1 && parts.size() > 2 && parts[0].string() == "arn:" && parts[2].string().starts_with(":");
}

/// Adds the text of a value with `*` for what is not known; true where something is not.
bool add_text(Value value, std::string& text) {
  if (value.is(Kind::string)) {
    text += value.string();
    return false;
  }
  if (value.is(Kind::template_)) {
    bool unknown = false;
    const auto parts = value.items();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool part_unknown = add_text(parts[i], text);
      unknown = unknown || (part_unknown && !is_partition(parts, i));
    }
    return unknown;
  }
  if (text.empty() && is_arn_of_resource(value)) text += "arn:";
  text += '*';
  return true;
}

Pattern pattern_of(World& world, Value written, PatternKind kind) {
  const Value value = written.is(Kind::template_) ? world.settle_deep(written) : written;
  Pattern pattern{.value = written, .span = written.span()};
  pattern.uncertain = add_text(value, pattern.text);
  if (kind == PatternKind::resource) {
    pattern.uncertain = replace_variables(pattern.text) || pattern.uncertain;
  } else {
    pattern.text = lower_case(pattern.text);
  }
  return pattern;
}

}  // namespace

bool covers(std::string_view pattern, std::string_view other) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (t < other.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && (pattern[p] == other[t] || pattern[p] == '?') && other[t] != '*') {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool overlaps(std::string_view a, std::string_view b) {
  if (!has_wildcard(b)) return covers(a, b);
  if (!has_wildcard(a)) return covers(b, a);
  if (a.size() > longest_pattern || b.size() > longest_pattern) return true;
  // reachable[j]: the part of `a` read so far and the first j characters of `b` can stand for the same text.
  std::vector<bool> reachable(b.size() + 1);
  const auto skip_stars = [&](std::vector<bool>& row) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (row[j] && b[j] == '*') row[j + 1] = true;
    }
  };
  reachable[0] = true;
  skip_stars(reachable);
  for (const char c : a) {
    std::vector<bool> next(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (!reachable[j]) continue;
      if (c == '*') {
        for (std::size_t k = j; k <= b.size() && !next[k]; ++k) next[k] = true;
        break;
      }
      if (j < b.size() && b[j] == '*') next[j] = true;
      if (j < b.size() && b[j] != '*' && (c == '?' || b[j] == '?' || b[j] == c)) next[j + 1] = true;
    }
    skip_stars(next);
    reachable = std::move(next);
  }
  return reachable[b.size()];
}

bool arn_covers(std::string_view pattern, std::string_view other) {
  return all_parts(pattern, other, [](std::string_view a, std::string_view b) { return covers(a, b); });
}

bool arns_overlap(std::string_view a, std::string_view b) {
  return all_parts(a, b, [](std::string_view left, std::string_view right) { return overlaps(left, right); });
}

bool Pattern::has_arn_form() const { return !uncertain || std::count(text.begin(), text.end(), ':') >= 5; }

bool is_everything(std::string_view pattern) {
  return !pattern.empty() && pattern.find_first_not_of('*') == std::string_view::npos;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

Patterns read_patterns(World& world, Value value, PatternKind kind) {
  Patterns patterns;
  const Value settled = world.settle(value);
  if (settled.is(Kind::null) || settled.is(Kind::absent)) return patterns;
  patterns.given = true;
  if (!settled.is(Kind::sequence)) {
    patterns.items.push_back(pattern_of(world, settled, kind));
    return patterns;
  }
  for (const Value item : world.settle_items(settled)) {
    const bool rest = item.is(Kind::rest);
    Pattern pattern = pattern_of(world, rest ? world.settle(*item.rest()) : item, kind);
    pattern.uncertain = pattern.uncertain || rest;
    patterns.items.push_back(std::move(pattern));
  }
  return patterns;
}

}  // namespace tieline::aws::iam
