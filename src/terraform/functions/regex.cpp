#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "terraform/collections.h"
#include "terraform/functions/function.h"
#include "terraform/unicode.h"

/// `regex`, `regexall` and `replace`. RE2's syntax is the one Terraform documents, and takes linear time.
namespace tieline::terraform {
namespace {

using value::Flavour;
using value::Kind;
using value::MappingEntry;

/// What Terraform calls the mistake.
std::string describe(const RE2& pattern) {
  switch (pattern.error_code()) {
    case RE2::ErrorBadEscape:
      return "invalid escape sequence";
    case RE2::ErrorBadCharClass:
      return "invalid character class";
    case RE2::ErrorBadCharRange:
      return "invalid character class range";
    case RE2::ErrorMissingBracket:
      return "missing closing ]";
    case RE2::ErrorMissingParen:
      return "missing closing )";
    case RE2::ErrorUnexpectedParen:
      return "unexpected )";
    case RE2::ErrorTrailingBackslash:
      return "trailing backslash at end of expression";
    case RE2::ErrorRepeatArgument:
      return "missing argument to repetition operator";
    case RE2::ErrorRepeatSize:
      return "invalid repeat count";
    case RE2::ErrorRepeatOp:
      return "invalid nested repetition operator";
    case RE2::ErrorBadPerlOp:
      return "invalid or unsupported Perl syntax";
    case RE2::ErrorBadUTF8:
      return "invalid UTF-8";
    case RE2::ErrorBadNamedCapture:
      return "invalid named capture";
    default:
      return "expression too large";
  }
}

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

/// The pattern with its named groups in the older of two spellings, `(?P<name>`, which RE2 knows.
std::string with_old_names(std::string_view pattern) {
  std::string out;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) {
      out += c;
      out += pattern[++i];
      continue;
    }
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    out += c;
    const bool named = !in_class && c == '(' && pattern.substr(i, 3) == "(?<" && i + 3 < pattern.size() &&
                       pattern[i + 3] != '=' && pattern[i + 3] != '!';
    if (!named) continue;
    out += "?P";
    ++i;
  }
  return out;
}

/// Groups of a match; one that took no part has no data.
using Match = std::vector<re2::StringPiece>;

/// All matches from left to right, none of them empty where the one before ended.
class Matches {
 public:
  Matches(const RE2& pattern, std::string_view text)
      : pattern_(pattern),
        text_(text.data(), text.size()),
        match_(static_cast<std::size_t>(pattern.NumberOfCapturingGroups() + 1)) {}

  /// The next match, or null.
  const Match* next() {
    while (at_ <= text_.size()) {
      if (!pattern_.Match(text_, at_, text_.size(), RE2::UNANCHORED, match_.data(), static_cast<int>(match_.size()))) {
        at_ = text_.size() + 1;
        return nullptr;
      }
      // An empty match in an empty text has no place of its own.
      const std::size_t begin = match_[0].data() == nullptr ? at_ : start(match_[0]);
      const std::size_t end = begin + match_[0].size();
      const bool empty_again = begin == end && ended_ && *ended_ == begin;
      at_ = end;
      if (begin == end) {
        std::size_t next = end;
        if (next < text_.size()) (void)next_code_point({text_.data(), text_.size()}, next);
        at_ = std::max(next, end + 1);
      }
      ended_ = end;
      begin_ = begin;
      if (!empty_again) return &match_;
    }
    return nullptr;
  }

  /// Where the match that was found last begins.
  [[nodiscard]] std::size_t begin() const { return begin_; }

 private:
  [[nodiscard]] std::size_t start(const re2::StringPiece& group) const {
    return static_cast<std::size_t>(group.data() - text_.data());
  }

  const RE2& pattern_;
  re2::StringPiece text_;
  Match match_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::optional<std::size_t> ended_;
};

/// What a match is worth: the text, a tuple of the groups, or an object of the named ones.
class MatchValue {
 public:
  MatchValue(Call& call, const RE2& pattern) : call_(call), names_(pattern.CapturingGroupNames()) {
    groups_ = static_cast<std::size_t>(pattern.NumberOfCapturingGroups());
  }

  [[nodiscard]] bool mixed() const { return !names_.empty() && names_.size() < groups_; }

  [[nodiscard]] const Type* type() const {
    if (groups_ == 0) return value::string_type();
    if (names_.empty()) {
      return tuple_type(call_.arena(), std::vector<const Type*>(groups_, value::string_type()));
    }
    std::vector<value::TypeField> fields;
    for (const auto& [index, name] : names_) fields.push_back({call_.arena().copy(name), value::string_type()});
    return object_type(call_.arena(), fields);
  }

  [[nodiscard]] Value value(const Match& match) {
    if (groups_ == 0) return call_.text_value({match[0].data(), match[0].size()});
    if (names_.empty()) {
      std::vector<Value> items;
      for (std::size_t i = 1; i < match.size(); ++i) items.push_back(group(match[i]));
      return value::sequence(call_.arena(), items, Flavour::tuple, call_.span);
    }
    std::vector<MappingEntry> entries;
    for (const auto& [index, name] : names_) {
      entries.push_back({call_.arena().copy(name), call_.span, group(match[static_cast<std::size_t>(index)])});
    }
    std::sort(entries.begin(), entries.end(),
              [](const MappingEntry& a, const MappingEntry& b) { return a.key < b.key; });
    return value::mapping(call_.arena(), entries, Flavour::object, call_.span);
  }

 private:
  Value group(const re2::StringPiece& text) {
    if (text.data() == nullptr) return value::null_of(call_.arena(), value::string_type(), call_.span);
    return call_.text_value({text.data(), text.size()});
  }

  Call& call_;
  const std::map<int, std::string>& names_;
  std::size_t groups_ = 0;
};

/// The pattern of argument 0; an error where it is none.
std::optional<CallResult> check(Call& call, const RE2& pattern, const MatchValue& shape) {
  if (!pattern.ok()) {
    return call.fail(0, "invalid regexp pattern: " + describe(pattern) + " in " + pattern.error_arg());
  }
  if (shape.mixed()) return call.fail(0, "invalid regexp pattern: cannot mix both named and unnamed capture groups");
  return std::nullopt;
}

CallResult regex(Call& call) {
  if (!call[0].is(Kind::string)) return call.unknown();
  const RE2 pattern(with_old_names(call.text(0)), options());
  MatchValue shape(call, pattern);
  if (auto error = check(call, pattern, shape)) return *error;
  if (!call[1].is(Kind::string)) return call.unknown({.type = shape.type(), .not_null = true});
  Matches matches(pattern, call.text(1));
  const Match* match = matches.next();
  if (match == nullptr) return call.fail("pattern did not match any part of the given string");
  return {shape.value(*match)};
}

CallResult regexall(Call& call) {
  if (!call[0].is(Kind::string)) return call.unknown();
  const RE2 pattern(with_old_names(call.text(0)), options());
  MatchValue shape(call, pattern);
  if (auto error = check(call, pattern, shape)) return *error;
  const Type* result = collection_type(call.arena(), value::TypeKind::list, shape.type());
  if (!call[1].is(Kind::string)) return call.unknown({.type = result, .not_null = true});
  std::vector<Value> found;
  Matches matches(pattern, call.text(1));
  while (const Match* match = matches.next()) {
    found.push_back(shape.value(*match));
    if (!call.context.budget.bytes((*match)[0].size()) || !call.context.budget.items(found.size())) {
      return call.unknown({.type = result});
    }
  }
  return {make_list(call.arena(), found, result->element, call.span)};
}

bool is_name_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Appends a replacement with its `$1`, `${name}` and `$$`.
void expand(std::string_view replacement, const RE2& pattern, const Match& match, std::string& out) {
  for (std::size_t at = 0; at < replacement.size(); ++at) {
    if (replacement[at] != '$' || at + 1 == replacement.size()) {
      out += replacement[at];
      continue;
    }
    if (replacement[at + 1] == '$') {
      out += '$';
      ++at;
      continue;
    }
    const bool braced = replacement[at + 1] == '{';
    const std::size_t from = at + (braced ? 2 : 1);
    std::size_t to = from;
    while (to < replacement.size() && is_name_character(replacement[to])) ++to;
    if (to == from || (braced && (to == replacement.size() || replacement[to] != '}'))) {
      out += '$';
      continue;
    }
    const std::string name(replacement.substr(from, to - from));
    std::size_t group = match.size();
    if (name.find_first_not_of("0123456789") == std::string::npos) {
      group = name.size() > 6 ? match.size() : static_cast<std::size_t>(std::stoul(name));
    } else if (const auto& names = pattern.NamedCapturingGroups(); names.count(name) > 0) {
      group = static_cast<std::size_t>(names.at(name));
    }
    if (group < match.size() && match[group].data() != nullptr) out.append(match[group].data(), match[group].size());
    at = braced ? to : to - 1;
  }
}

CallResult replace_pattern(Call& call, std::string_view inner) {
  const RE2 pattern(with_old_names(inner), options());
  if (!pattern.ok()) {
    return call.fail("error parsing regexp: " + describe(pattern) + ": `" + pattern.error_arg() + "`");
  }
  const std::string_view text = call.text(0);
  std::string out;
  std::size_t from = 0;
  Matches matches(pattern, text);
  while (const Match* match = matches.next()) {
    const std::size_t start = matches.begin();
    out += text.substr(from, start - from);
    expand(call.text(2), pattern, *match, out);
    from = start + (*match)[0].size();
    if (out.size() > limits::string_bytes) break;
  }
  out += text.substr(from);
  return call.string(out);
}

CallResult replace_text(Call& call) {
  const std::string_view text = call.text(0);
  const std::string_view wanted = call.text(1);
  const std::string_view by = call.text(2);
  std::string out;
  std::size_t at = 0;
  while (out.size() <= limits::string_bytes) {
    if (wanted.empty()) {
      // Before every character, and at the end.
      out += by;
      if (at >= text.size()) break;
      const std::size_t here = at;
      (void)next_code_point(text, at);
      out += text.substr(here, at - here);
      continue;
    }
    const std::size_t found = text.find(wanted, at);
    out += text.substr(at, found == std::string_view::npos ? found : found - at);
    if (found == std::string_view::npos) break;
    out += by;
    at = found + wanted.size();
  }
  return call.string(out);
}

CallResult replace(Call& call) {
  const std::string_view wanted = call.text(1);
  if (!call[1].is(Kind::string) || !call[2].is(Kind::string) || !call[0].is(Kind::string)) return call.unknown();
  if (wanted.size() > 1 && wanted.front() == '/' && wanted.back() == '/') {
    return replace_pattern(call, wanted.substr(1, wanted.size() - 2));
  }
  return replace_text(call);
}

}  // namespace

void add_regex_functions(std::vector<Function>& table) {
  const Type* string = value::string_type();
  const Parameter pattern{"pattern", string, takes_unknown};
  const Parameter text{"string", string, takes_unknown};
  table.push_back({"regex", {pattern, text}, {}, value::any_type(), regex});
  table.push_back({"regexall", {pattern, text}, {}, list_of(value::any_type()), regexall});
  table.push_back(
      {"replace",
       {{"str", string, takes_unknown}, {"substr", string, takes_unknown}, {"replace", string, takes_unknown}},
       {},
       string,
       replace});
}

}  // namespace tieline::terraform
