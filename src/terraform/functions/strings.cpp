#include <algorithm>
#include <string>

#include "terraform/collections.h"
#include "terraform/equality.h"
#include "terraform/functions/function.h"
#include "terraform/unicode.h"

/// Functions over strings. Lengths and places are in characters as a person sees them.
namespace tieline::terraform {
namespace {

using value::Kind;

CallResult upper(Call& call) { return call.string(to_upper(call.text(0))); }
CallResult lower(Call& call) { return call.string(to_lower(call.text(0))); }
CallResult title(Call& call) { return call.string(to_title(call.text(0))); }

CallResult strrev(Call& call) {
  std::string out;
  const auto all = characters(call.text(0));
  for (auto at = all.rbegin(); at != all.rend(); ++at) out += *at;
  return call.string(out);
}

CallResult substr(Call& call) {
  const auto offset = call.whole(1);
  const auto length = call.whole(2);
  if (!offset || !length) return call.fail_whole();
  const auto all = characters(call.text(0));
  const auto count = static_cast<std::int64_t>(all.size());
  if (*offset >= 0 && *length == 0) return call.string("");
  // An offset before the start counts from the end; one that is still before it is the start.
  const std::int64_t first = std::max<std::int64_t>(*offset < 0 ? *offset + count : *offset, 0);
  if (first >= count) return call.string("");
  // Past a negative offset a length of nothing is everything.
  const std::int64_t last = *length <= 0 || *length > count - first ? count : first + *length;
  std::string out;
  for (std::int64_t i = first; i < last; ++i) out += all[static_cast<std::size_t>(i)];
  return call.string(out);
}

CallResult chomp(Call& call) {
  std::string_view text = call.text(0);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return call.string(text);
}

CallResult indent(Call& call) {
  const auto spaces = call.whole(0);
  if (!spaces) return call.fail_whole();
  if (*spaces < 0) return call.fail(0, "the number of spaces must not be negative");
  const std::string_view text = call.text(1);
  const auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  const std::uint64_t most = limits::string_bytes;
  const auto width = std::min(static_cast<std::uint64_t>(*spaces), most);
  if (!call.context.budget.bytes(std::min(text.size() + lines * width, std::size_t{most} + 1))) return call.unknown();
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out.append(static_cast<std::size_t>(width), ' ');
  }
  return {call.text_value(out)};
}

CallResult trimspace(Call& call) {
  const std::string_view text = call.text(0);
  std::size_t begin = text.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (is_space(next_code_point(text, at))) continue;
    begin = std::min(begin, here);
    end = at;
  }
  return call.string(begin < end ? text.substr(begin, end - begin) : std::string_view{});
}

CallResult trim(Call& call) {
  const std::string_view text = call.text(0);
  std::u32string cut;
  for (std::size_t at = 0; at < call.text(1).size();) cut += next_code_point(call.text(1), at);
  std::size_t begin = text.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (cut.find(next_code_point(text, at)) != std::u32string::npos) continue;
    begin = std::min(begin, here);
    end = at;
  }
  return call.string(begin < end ? text.substr(begin, end - begin) : std::string_view{});
}

CallResult trimprefix(Call& call) {
  std::string_view text = call.text(0);
  if (text.starts_with(call.text(1))) text.remove_prefix(call.text(1).size());
  return call.string(text);
}

CallResult trimsuffix(Call& call) {
  std::string_view text = call.text(0);
  if (text.ends_with(call.text(1))) text.remove_suffix(call.text(1).size());
  return call.string(text);
}

CallResult edge(Call& call, bool front) {
  if (!call[1].is(Kind::string)) return call.unknown();
  const std::string_view wanted = call.text(1);
  const std::string_view known = known_edge(call[0], front);
  if (call[0].is(Kind::string) || known.size() >= wanted.size()) {
    return call.boolean(front ? known.starts_with(wanted) : known.ends_with(wanted));
  }
  const std::string_view part = front ? wanted.substr(0, known.size()) : wanted.substr(wanted.size() - known.size());
  return part == known ? call.unknown() : call.boolean(false);
}

CallResult startswith(Call& call) { return edge(call, true); }
CallResult endswith(Call& call) { return edge(call, false); }

CallResult strcontains(Call& call) {
  if (!call[1].is(Kind::string)) return call.unknown();
  const std::string_view wanted = call.text(1);
  const auto has = [&](Value part) { return part.string().find(wanted) != std::string_view::npos; };
  if (call[0].is(Kind::string)) return call.boolean(has(call[0]));
  const auto parts = call[0].items();
  return std::any_of(parts.begin(), parts.end(), has) ? call.boolean(true) : call.unknown();
}

CallResult split(Call& call) {
  const std::string_view separator = call.text(0);
  const std::string_view text = call.text(1);
  std::vector<std::string> parts;
  if (separator.empty()) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t here = at;
      (void)next_code_point(text, at);
      parts.emplace_back(text.substr(here, at - here));
    }
    return call.strings(parts);
  }
  std::size_t from = 0;
  for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator, from)) {
    parts.emplace_back(text.substr(from, at - from));
    from = at + separator.size();
  }
  parts.emplace_back(text.substr(from));
  return call.strings(parts);
}

/// Where the separator is plain, a template is split at it, too: a part between two separators keeps what it is.
CallResult split_any(Call& call) {
  const Value separator = call[0];
  const Value text = call[1];
  if (separator.is(Kind::string) && text.is(Kind::string)) return split(call);
  if (!separator.is(Kind::string) || !text.is(Kind::template_) || separator.string().empty()) {
    return call.unknown({.type = call.function.result, .not_null = true, .bounded = true, .length_min = 1});
  }
  // The unknown parts may hold further separators, so what they stand in may be several elements.
  std::vector<Value> items;
  std::vector<Value> pending;
  bool open = false;
  const auto flush = [&] {
    const bool one_value = pending.size() == 1 && (!open || surely_not_empty(pending.front()));
    if (!open || one_value) {
      items.push_back(one_value ? pending.front() : value::template_of(call.arena(), pending, call.span));
    } else {
      const Value piece = value::unknown(call.arena(), {.type = value::string_type(), .not_null = true}, call.span);
      items.push_back(value::rest_of(call.arena(), piece, call.span));
    }
    pending.clear();
    open = false;
  };
  for (const Value part : text.items()) {
    if (!part.is(Kind::string)) {
      pending.push_back(part);
      open = true;
      continue;
    }
    std::string_view left = part.string();
    for (std::size_t at = left.find(separator.string()); at != std::string_view::npos;
         at = left.find(separator.string())) {
      if (at > 0 || pending.empty()) pending.push_back(call.text_value(left.substr(0, at)));
      flush();
      left.remove_prefix(at + separator.string().size());
    }
    if (!left.empty()) pending.push_back(call.text_value(left));
  }
  if (pending.empty()) pending.push_back(call.text_value(""));
  flush();
  return call.sequence(items, value::string_type());
}

CallResult join(Call& call) {
  if (call.count() < 2) return call.fail("at least one list is required");
  if (!call[0].is(Kind::string)) return call.unknown();
  const Value separator = call[0];
  std::vector<Value> parts;
  std::size_t bytes = 0;
  bool open = false;
  for (std::size_t i = 1; i < call.count(); ++i) {
    if (!call[i].is(Kind::sequence)) {
      open = true;
      continue;
    }
    std::size_t at = 0;
    for (const Value item : call[i].items()) {
      if (item.is_null()) {
        const std::string where = call.count() > 2 ? " of list " + std::to_string(i) : "";
        return call.fail(i, "element " + std::to_string(at) + where + " is null; cannot concatenate null values");
      }
      ++at;
      open = open || item.is(Kind::rest);
      if (item.is(Kind::alternatives)) {
        for (const value::Branch& branch : item.branches()) open = open || branch.value.is(Kind::absent);
      }
      if (!parts.empty()) parts.push_back(separator);
      parts.push_back(item);
      bytes += item.string().size() + separator.string().size();
    }
  }
  if (open) return call.unknown();
  if (!call.context.budget.bytes(bytes)) return call.unknown();
  return {value::template_of(call.arena(), parts, call.span)};
}

}  // namespace

void add_string_functions(std::vector<Function>& table) {
  const Type* string = value::string_type();
  const Type* number = value::number_type();
  const Type* boolean = value::boolean_type();
  const Parameter str{"str", string};
  table.push_back({"upper", {{"str", string, takes_any}}, {}, string, upper});
  table.push_back({"lower", {{"str", string, takes_any}}, {}, string, lower});
  table.push_back({"title", {str}, {}, string, title});
  table.push_back({"strrev", {{"str", string, takes_any}}, {}, string, strrev});
  table.push_back({"substr", {str, {"offset", number}, {"length", number}}, {}, string, substr});
  table.push_back({"chomp", {str}, {}, string, chomp});
  table.push_back({"indent", {{"spaces", number}, str}, {}, string, indent});
  table.push_back({"trimspace", {str}, {}, string, trimspace});
  table.push_back({"trim", {str, {"cutset", string}}, {}, string, trim});
  table.push_back({"trimprefix", {str, {"prefix", string}}, {}, string, trimprefix});
  table.push_back({"trimsuffix", {str, {"suffix", string}}, {}, string, trimsuffix});
  const Parameter open_str{"str", string, takes_unknown};
  table.push_back({"startswith", {open_str, {"prefix", string, takes_unknown}}, {}, boolean, startswith});
  table.push_back({"endswith", {open_str, {"suffix", string, takes_unknown}}, {}, boolean, endswith});
  table.push_back({"strcontains", {open_str, {"substr", string, takes_unknown}}, {}, boolean, strcontains});
  table.push_back({"split", {{"separator", string, takes_unknown}, open_str}, {}, list_of(string), split_any});
  table.push_back({"join",
                   {{"separator", string, takes_unknown}},
                   Parameter{"lists", list_of(string), takes_unknown},
                   string,
                   join});
}

}  // namespace tieline::terraform
