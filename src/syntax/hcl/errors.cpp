#include <algorithm>

#include "syntax/hcl/literal.h"
#include "syntax/hcl/lowering.h"
#include "text/limits.h"

namespace tieline::hcl {
namespace {

/// A token as a message shows it.
std::string shown(std::string_view token) {
  constexpr std::size_t longest = 40;
  token = token.substr(0, token.find_first_of("\r\n"));
  token = trim_right(token);
  if (token.size() <= longest) return std::string(token);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(token[end]) & 0xC0) == 0x80) --end;
  return std::string(token.substr(0, end)) + "...";
}

bool opens(Kind kind) {
  switch (kind) {
    case Kind::open_brace:
    case Kind::open_bracket:
    case Kind::open_parenthesis:
    case Kind::call_name:
    case Kind::block_header:
    case Kind::unclosed_header:
    case Kind::head_interpolation:
    case Kind::head_directive:
    case Kind::heredoc_open:
    case Kind::indented_heredoc_open:
    case Kind::heredoc_interpolation:
    case Kind::heredoc_directive:
      return true;
    default:
      return false;
  }
}

/// True where a token of `closing` ends what one of `opening` began.
bool closes(Kind opening, Kind closing) {
  switch (closing) {
    case Kind::close_brace:
      return opening == Kind::open_brace || opening == Kind::block_header || opening == Kind::unclosed_header;
    case Kind::close_bracket:
      return opening == Kind::open_bracket;
    case Kind::close_parenthesis:
      return opening == Kind::open_parenthesis || opening == Kind::call_name;
    case Kind::template_tail:
    case Kind::unclosed_tail:
      return opening == Kind::head_interpolation || opening == Kind::head_directive;
    case Kind::close:
      return opening == Kind::heredoc_interpolation || opening == Kind::heredoc_directive;
    case Kind::heredoc_end:
      return opening == Kind::heredoc_open || opening == Kind::indented_heredoc_open;
    default:
      return false;
  }
}

bool is_closer(Kind kind) {
  switch (kind) {
    case Kind::close_brace:
    case Kind::close_bracket:
    case Kind::close_parenthesis:
    case Kind::template_tail:
    case Kind::unclosed_tail:
    case Kind::close:
    case Kind::heredoc_end:
      return true;
    default:
      return false;
  }
}

std::string unclosed(Kind opening) {
  switch (opening) {
    case Kind::open_brace:
      return "unclosed `{`";
    case Kind::open_bracket:
    case Kind::close_bracket:
      return "unclosed `[`";
    case Kind::open_parenthesis:
    case Kind::call_name:
      return "unclosed `(`";
    case Kind::block_header:
    case Kind::unclosed_header:
      return "unclosed block: its `}` is missing";
    case Kind::heredoc_open:
    case Kind::indented_heredoc_open:
      return "unclosed heredoc";
    case Kind::head_directive:
    case Kind::middle_directive:
    case Kind::heredoc_directive:
      return "unclosed `%{`";
    default:
      return "unclosed `${`";
  }
}

/// The part of a token that opens: the last character or two.
Node opening_mark(Node node) {
  switch (node.kind) {
    case Kind::call_name:
    case Kind::block_header:
      node.begin = node.end - 1;
      break;
    case Kind::head_interpolation:
    case Kind::head_directive:
    case Kind::middle_interpolation:
    case Kind::middle_directive:
      node.begin = std::max(node.begin, node.end - 2);
      break;
    default:
      break;
  }
  return node;
}

}  // namespace

bool Lowering::first(Node& node) { return settle(node, walk_.first_child(), false); }
bool Lowering::next(Node& node) { return settle(node, walk_.next_sibling(), false); }
bool Lowering::first_or_error(Node& node) { return settle(node, walk_.first_child(), true); }
bool Lowering::next_or_error(Node& node) { return settle(node, walk_.next_sibling(), true); }

bool Lowering::settle(Node& node, bool found, bool stop_at_errors) {
  for (; found; found = walk_.next_sibling()) {
    node = walk_.node();
    if (node.kind == Kind::error) {
      if (stop_at_errors) return true;
      ++faults_;
      report_error_node(node);
    } else if (node.kind == Kind::unclosed_comment) {
      report(node.begin, node.begin + 2, "unclosed comment: its `*/` is missing");
    } else if (node.kind != Kind::comment) {
      return true;
    }
  }
  return false;
}

void Lowering::report(std::uint32_t begin, std::uint32_t end, std::string message, std::string help) {
  syntax::SyntaxError error;
  error.span = source_.span(begin, end);
  error.message = std::move(message);
  error.help = std::move(help);
  errors_.push_back(std::move(error));
}

void Lowering::report_related(std::uint32_t begin, std::uint32_t end, std::string message, const Node& related,
                              std::string related_message) {
  report(begin, end, std::move(message));
  errors_.back().related = span(related);
  errors_.back().related_message = std::move(related_message);
}

void Lowering::report_limit(const Node& node) {
  if (limit_reported_) return;
  limit_reported_ = true;
  report(node.begin, std::min(node.end, node.begin + 1),
         "nested more than " + std::to_string(limits::syntax_depth) + " deep; what lies deeper is not looked at");
  errors_.back().kind = syntax::SyntaxError::Kind::limit;
}

void Lowering::report_unreadable() {
  if (walk_.too_large()) {
    report(walk_.reached(), walk_.reached(),
           "too much to read: what stands up to here takes " + std::to_string(limits::syntax_tree_bytes >> 20) +
               " MiB; none of it is checked",
           "split it into several files");
  } else {
    report(0, 0, "nested too deep, or wrong in too many places, to be read");
  }
  errors_.back().kind = syntax::SyntaxError::Kind::limit;
}

/// A tree with faults of which no one told: names the first.
void Lowering::report_untold() {
  if (!walk_.broken() || !errors_.empty()) return;
  for (;;) {
    const Node at = walk_.node();
    if (at.kind == Kind::error) return report_error_node(at);
    if (at.missing) return report_missing(at, at);
    if (walk_.first_child()) continue;
    while (!walk_.next_sibling()) {
      if (!walk_.parent()) return;
    }
  }
}

/// Says of an ERROR node what is most likely wrong, unless the line already has a message: one mistake brings others.
void Lowering::report_error_node(const Node& node) {
  if (reported_on_line(node.begin)) return;
  std::vector<Node> open;
  Node head = node;
  Node tail = node;
  std::size_t count = 0;
  for (bool more = walk_.first_child(); more; more = walk_.next_sibling()) {
    const Node at = walk_.node();
    if (at.kind == Kind::comment) continue;
    if (count++ == 0) head = at;
    tail = at;
    if (opens(at.kind) && at.end > source_.prefix.size()) {
      open.push_back(at);
    } else if (is_closer(at.kind)) {
      const auto match =
          std::find_if(open.rbegin(), open.rend(), [&](const Node& opened) { return closes(opened.kind, at.kind); });
      if (match != open.rend()) open.erase(match.base() - 1, open.end());
    }
  }
  if (count > 0) walk_.parent();

  const std::string_view written = text(head);
  if (report_conflict_marker(head.begin)) return;
  if (head.kind == Kind::unknown_directive) {
    report_unknown_directive(head);
    return;
  }
  const bool dangling = (is_operator(tail.kind) || tail.kind == Kind::key) && (count == 1 || !is_operator(head.kind));
  const auto bracket = std::ranges::find_if(open, [](const Node& opened) {
    return opened.kind != Kind::block_header && opened.kind != Kind::unclosed_header;
  });
  if (bracket != open.end() || (!open.empty() && !dangling)) {
    const Node opened = opening_mark(bracket != open.end() ? *bracket : open.front());
    report(opened.begin, opened.end, unclosed(bracket != open.end() ? bracket->kind : open.front().kind));
    return;
  }
  if (head.kind == Kind::equals && line_reported_) return;  // `a +` and on the next line `b = 1`
  if (dangling) {
    report(tail.begin, tail.end, "no value after `" + shown(text(tail)) + "`");
    return;
  }
  if (listing_ && is_expression(head.kind)) {
    const std::string_view before = trim_right(source_.text(0, head.begin));
    const bool begins = before.ends_with('[') || before.ends_with('(') || before.ends_with(',');
    const std::uint32_t place = begins ? head.end : head.begin;
    report(place, place, "expected `,` " + std::string(begins ? "after `" : "before `") + shown(written) + "`");
    return;
  }
  if (written.starts_with('.')) {
    report(head.begin, head.begin + 1, "no name after `.`");
    return;
  }
  if (written.starts_with('\0')) {
    report(head.begin, head.begin + 1, "unexpected NUL byte");
    return;
  }
  const std::string_view word = written.substr(0, written.find_first_of(" \t\r\n"));
  report(head.begin, head.begin + static_cast<std::uint32_t>(word.size()), "unexpected `" + shown(word) + "`");
}

/// `.0` right behind a number or another `.0`: HCL reads `1.0` as one number.
void Lowering::check_number(const Node& before, const Node& index) {
  const std::string_view digits = text(index).substr(1);
  if (digits.find_first_of(" \t") != std::string_view::npos) return;
  if (before.kind == Kind::number) {
    ++faults_;
    report(before.begin, index.end, "`" + std::string(source_.text(before.begin, index.end)) + "` is not a number");
  } else if (before.kind == Kind::dot_index) {
    ++faults_;
    const std::string_view outer = text(before).substr(text(before).find_first_not_of(". \t"));
    report(before.begin, index.end, "`.` cannot index twice in a row",
           "write `[" + std::string(outer) + "][" + std::string(digits) + "]`");
  }
}

void Lowering::report_unclosed_heredoc(const Node& node, const Node& delimiter) {
  ++faults_;
  swallowed_ = true;
  const std::string_view name = trim_right(text(delimiter));
  report(node.begin, delimiter.begin + static_cast<std::uint32_t>(name.size()),
         "unclosed heredoc: no line consists of `" + std::string(name) + "` alone");
}

void Lowering::report_unknown_directive(const Node& node) {
  if (reported_on_line(node.begin)) return;
  report(node.begin, node.end, "`" + shown(text(node)) + "` is no template directive",
         "after `%{` comes if, else, endif, for or endfor; write `%%{` if the braces belong to the text");
}

/// `<<<<<<<`, `=======` or `>>>>>>>` at the start of a line.
bool Lowering::report_conflict_marker(std::uint32_t begin) {
  constexpr std::uint32_t length = 7;
  const std::string_view marker = source_.text(begin, begin + length);
  const bool found = marker == "<<<<<<<" || marker == "=======" || marker == ">>>>>>>";
  if (!found || column_of_line(begin) != 0) return false;
  report(begin, begin + length, "a merge conflict is left in the file", "keep one of the two sides");
  return true;
}

void Lowering::report_missing(const Node& node, const Node& opening) {
  ++faults_;
  const Node mark = opening_mark(opening);
  switch (node.kind) {
    case Kind::close_parenthesis:
    case Kind::close_bracket:
    case Kind::close_brace:
    case Kind::close:
    case Kind::template_tail: {
      const Kind kind = node.kind == Kind::close_parenthesis ? Kind::open_parenthesis
                        : node.kind == Kind::close_bracket   ? Kind::open_bracket
                        : node.kind == Kind::close_brace     ? Kind::open_brace
                                                             : opening.kind;
      report_related(node.begin, node.end, unclosed(kind), mark, "opened here");
      break;
    }
    case Kind::comma:
      report(node.begin, node.end, "expected `,`");
      break;
    case Kind::open_brace:
      report(node.begin, node.end, "expected `{`");
      break;
    case Kind::equals:
      report(node.begin, node.end, "expected `=`");
      break;
    case Kind::colon:
      report(node.begin, node.end, "expected `:`");
      break;
    default:
      if (!reported_on_line(node.begin)) report(node.begin, node.end, "expected a value");
      break;
  }
}

void Lowering::report_unclosed_string(const Node& node) {
  if (reported_on_line(node.begin)) return;
  report(node.begin, node.end, "unclosed string: its line ends before a closing `\"`");
}

void Lowering::report_foreign_string(const Node& node) {
  report(node.begin, node.end, "strings are quoted with `\"` only");
}

/// True where the last message is of the same line, or of one below.
bool Lowering::reported_on_line(std::uint32_t begin) const {
  if (errors_.empty()) return false;
  const text::Span here = source_.span(begin, begin);
  const text::Span& last = errors_.back().span;
  if (!source_.mapped || last.end >= here.begin) return true;
  const auto offset = [&](std::uint32_t position) { return position - source_.whole.begin; };
  return source_.bytes.substr(offset(last.end), here.begin - last.end).find('\n') == std::string_view::npos;
}

/// True where a line ends between the two places, comments of their own kind (`/* */`) aside.
bool Lowering::has_newline(std::uint32_t begin, std::uint32_t end) const {
  const std::string_view gap = source_.text(begin, end);
  for (std::size_t i = 0; i < gap.size(); ++i) {
    if (gap[i] == '\n') return true;
    if (gap[i] == '#' || gap.substr(i, 2) == "//") return gap.find('\n', i) != std::string_view::npos;
    if (gap[i] == '/' && i + 1 < gap.size() && gap[i + 1] == '*') {
      const std::size_t close = gap.find("*/", i + 2);
      if (close == std::string_view::npos) return false;
      i = close + 1;
    }
  }
  return false;
}

}  // namespace tieline::hcl
