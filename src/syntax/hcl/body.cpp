#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "syntax/hcl/literal.h"
#include "syntax/hcl/lowering.h"
#include "text/limits.h"

namespace tieline::hcl {
namespace {

constexpr std::uint32_t not_first_on_line = std::numeric_limits<std::uint32_t>::max();

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Further back than this the line of an opening is not looked for.
constexpr std::uint32_t longest_header = 4096;

bool is_item(Kind kind) { return kind == Kind::attribute || kind == Kind::block || kind == Kind::unfinished_item; }

bool is_header(Kind kind) { return kind == Kind::block_header || kind == Kind::unclosed_header; }

/// The name that a block header or a key begins with.
std::string_view leading_name(std::string_view token) { return token.substr(0, token.find_first_of(" \t=:{\"")); }

}  // namespace

const Body* Lowering::file() {
  Items items;
  if (!walk_.valid()) {
    report_unreadable();
    return make_body(items, 0, 0);
  }
  std::vector<OpenBlock> open;
  const Node root = walk_.node();
  if (root.kind == Kind::error) {
    report_error_node(root);
    salvage_children(open, items);
  } else {
    std::uint32_t last_end = 0;
    bool last_known = false;
    Node at;
    for (bool more = first_or_error(at); more; more = next_or_error(at)) {
      if (at.kind == Kind::error) {
        report_error_node(at);
        if (last_known) doubt_last_value(open.empty() ? items : open.back().items, last_end, at);
        salvage_children(open, items);
        last_known = false;
      } else if (is_item(at.kind)) {
        if (last_known) check_line_break(last_end, at);
        item(at, open.empty() ? items : open.back().items);
        last_end = at.end;
        last_known = true;
      }
    }
  }
  while (!open.empty()) close_last(open, items, root.end);
  report_untold();
  report_duplicates(items);
  const auto end = static_cast<std::uint32_t>(source_.prefix.size() + source_.bytes.size());
  return make_body(items, static_cast<std::uint32_t>(source_.prefix.size()), end);
}

void Lowering::item(const Node& node, Items& items) {
  switch (node.kind) {
    case Kind::attribute:
      attribute(node, items);
      break;
    case Kind::block:
      block(node, items);
      break;
    default:
      unfinished_item(node);
      break;
  }
}

void Lowering::attribute(const Node& node, Items& items) {
  lines_matter_ = true;
  line_reported_ = false;
  faults_ = 0;
  Attribute made{};
  Node name;
  Node at;
  if (!first(name)) return;
  attribute_name(name, made);
  std::uint32_t end = node.end;
  while (next(at)) {
    if (at.kind == Kind::missing_value || at.missing) {
      report(name.begin, at.begin, "no value after `" + std::string(made.name) + " =`", "write it on the same line");
      made.value = broken(at);
      end = at.begin;
    } else if (is_expression(at.kind)) {
      made.value = expression_of(at);
      end = at.end;
    } else if (at.kind == Kind::comma) {
      report(at.begin, at.end, "unexpected `,`",
             "attributes end with their line; a comma parts the elements of `{ }` "
             "after an `=`");
    }
  }
  walk_.parent();
  if (made.value == nullptr || faults_ != 0) made.value = broken(node);
  made.span = source_.span(name.begin, end);
  items.attributes.push_back(made);
}

void Lowering::attribute_name(const Node& node, Attribute& made) {
  const std::string_view token = text(node);
  std::uint32_t begin = node.begin;
  std::string_view name = leading_name(token);
  if (node.kind == Kind::string) {
    name = token.substr(1, token.size() - 2);
    ++begin;
    report(node.begin, node.end, "the name of an attribute is not quoted", "write `" + std::string(name) + " =`");
  } else if (node.kind == Kind::colon_key) {
    const auto sign = node.begin + static_cast<std::uint32_t>(token.find(':'));
    report(sign, sign + 1, "expected `=` after `" + std::string(name) + "`, not `:`");
  }
  made.name = name;
  made.name_span = source_.span(begin, begin + static_cast<std::uint32_t>(name.size()));
}

void Lowering::block(const Node& node, Items& items) {
  if (depth_ >= limits::syntax_depth) {
    report_limit(node);
    return;
  }
  ++depth_;
  if (depth_ == 1) {
    suspect_ = {};
    swallowed_ = false;
  }
  Block made{};
  Items inner;
  std::vector<OpenBlock> open;
  std::vector<Label> labels;
  std::uint32_t body_begin = node.begin;
  std::uint32_t body_end = node.end;
  std::uint32_t header_end = node.begin;
  std::uint32_t last_end = 0;
  bool in_body = false;
  bool any_item = false;
  bool last_known = true;  // no ERROR since the last item
  bool one_line = false;
  bool disturbed = false;  // what it holds is a guess
  Node at;
  for (bool more = first_or_error(at); more; more = next_or_error(at)) {
    if (at.kind == Kind::error) {
      report_error_node(at);
      if (in_body) {
        if (last_known) doubt_last_value(open.empty() ? inner : open.back().items, last_end, at);
        salvage_children(open, inner);
        disturbed = true;
      }
      last_known = false;
    } else if (is_header(at.kind)) {
      header(at, made);
      in_body = true;
      body_begin = at.kind == Kind::unclosed_header ? at.end - 1 : at.end;
    } else if (!in_body) {
      if (at.kind == Kind::open_brace) {
        made.header = source_.span(node.begin, header_end);
        made.labels = arena_.copy(labels);
        if (at.missing) report_missing(at, at);
        in_body = true;
        body_begin = at.end;
      } else if (at.kind == Kind::newline) {
        report(node.begin, header_end, "`{` must stand on the line of the block's name");
      } else {
        if (made.type.empty()) {
          made.type = text(at);
          made.type_span = span(at);
        } else {
          label(at, labels);
        }
        header_end = at.end;
      }
    } else if (is_item(at.kind)) {
      if (!any_item) {
        one_line = !has_newline(body_begin, at.begin);
      } else if (last_known && one_line && !reported_on_line(at.begin)) {
        report(at.begin, at.begin + 1, "a block on one line holds one attribute only", "give each its own line");
        one_line = false;  // that its brace stands elsewhere is no further mistake
      } else if (last_known) {
        check_line_break(last_end, at);
      }
      if (one_line && at.kind == Kind::block) {
        report(at.begin, at.begin + 1, "a block inside another begins on a line of its own");
      }
      item(at, open.empty() ? inner : open.back().items);
      any_item = last_known = true;
      last_end = at.end;
    } else if (at.kind == Kind::close_brace) {
      body_end = at.begin;
      if (at.missing) {
        disturbed = true;
        if (!swallowed_) {
          // A file that was cut off: what is wrong with its last line is no mistake of its own.
          const text::Span rest = source_.span(body_begin, body_begin);
          if (!errors_.empty() && errors_.back().span.begin >= rest.begin && last_in_file(errors_.back().span)) {
            errors_.pop_back();
          }
          report(body_begin - 1, body_begin, "unclosed block: its `}` is missing");
        }
        if (!swallowed_ && suspect_.end != 0) {
          errors_.back().related = source_.span(suspect_.end - 1, suspect_.end);
          errors_.back().related_message = "perhaps this one: the `}` that closes it stands further to the left";
        }
      } else {
        if (any_item && last_known) check_closing_line(made, one_line, last_end, at);
        Node opening = node;
        opening.end = body_begin;
        note_indentation(opening, at.begin);
      }
    }
  }
  walk_.parent();
  --depth_;
  while (!open.empty()) close_last(open, inner, body_end);
  Items outer;
  if (disturbed) lift_outdented(inner, outer, column_of_line(node.begin));
  report_duplicates(inner);
  made.body = make_body(inner, body_begin, std::max(body_begin, body_end));
  made.span = span(node);
  items.blocks.push_back(made);
  items.blocks.insert(items.blocks.end(), outer.blocks.begin(), outer.blocks.end());
  items.attributes.insert(items.attributes.end(), outer.attributes.begin(), outer.attributes.end());
}

/// Takes a header token apart: the type, the labels (which hold no escapes here), the brace.
void Lowering::header(const Node& node, Block& made) {
  const std::string_view token = text(node);
  const auto span_of = [&](std::size_t begin, std::size_t end) {
    return source_.span(node.begin + static_cast<std::uint32_t>(begin), node.begin + static_cast<std::uint32_t>(end));
  };
  made.type = leading_name(token);
  made.type_span = span_of(0, made.type.size());
  std::vector<Label> labels;
  std::size_t end = made.type.size();
  for (;;) {
    const std::size_t begin = token.find_first_not_of(" \t", end);
    if (begin == std::string_view::npos || token[begin] == '{') break;
    if (token[begin] == '"') {
      end = token.find('"', begin + 1) + 1;
      if (end == 0) {
        // Not closed: the label was meant to end before the brace.
        end = token.find_last_not_of(" \t", token.rfind('{') - 1) + 1;
        const auto at = node.begin + static_cast<std::uint32_t>(begin);
        report(at, node.begin + static_cast<std::uint32_t>(end), "unclosed string: a label without a closing `\"`");
        labels.push_back({token.substr(begin + 1, end - begin - 1), span_of(begin, end)});
        break;
      }
      labels.push_back({token.substr(begin + 1, end - begin - 2), span_of(begin, end)});
    } else {
      end = token.find_first_of(" \t{\"", begin);
      labels.push_back({token.substr(begin, end - begin), span_of(begin, end)});
    }
  }
  made.header = span_of(0, end);
  made.labels = arena_.copy(labels);
}

void Lowering::label(const Node& node, std::vector<Label>& labels) {
  switch (node.kind) {
    case Kind::identifier:
      labels.push_back({text(node), span(node)});
      break;
    case Kind::string:
      labels.push_back({decoded(node.begin + 1, node.end - 1, true), span(node)});
      break;
    case Kind::unclosed_string:
      report_unclosed_string(node);
      break;
    case Kind::foreign_string:
      report_foreign_string(node);
      break;
    case Kind::template_:
      report(node.begin, node.end, "a label is plain text, without `${ }`",
             "write `$${` for the characters themselves");
      labels.push_back({text(node), span(node)});
      break;
    default:
      break;
  }
}

void Lowering::unfinished_item(const Node& node) {
  std::uint32_t end = node.begin;
  bool labelled = false;
  bool told = false;
  Node at;
  for (bool more = first(at); more; more = next(at)) {
    if (at.kind == Kind::newline || at.missing) continue;
    if (at.kind == Kind::unclosed_string) {
      report_unclosed_string(at);
      told = true;
    }
    labelled = end != node.begin;
    end = at.end;
  }
  walk_.parent();
  if (told) return;
  const std::string written(source_.text(node.begin, end));
  report(node.begin, end,
         labelled ? "expected `{` after `" + written + "`" : "expected `=` or `{` after `" + written + "`");
}

/// Finds what is whole among the children of an ERROR node, at which the walk stands: attributes and blocks, and
/// blocks whose opening alone is there. Those stay open for what follows.
void Lowering::salvage_children(std::vector<OpenBlock>& open, Items& items) {
  Node at;
  bool more = walk_.first_child();
  if (!more) return;
  for (more = settle(at, more, true); more;) {
    if (is_header(at.kind) || at.kind == Kind::block) {
      const std::uint32_t column = column_of_line(at.begin);
      while (!open.empty() && column <= open.back().column) close_last(open, items, at.begin);
    }
    Items& here = open.empty() ? items : open.back().items;
    if (at.kind == Kind::key) {
      more = salvage_attribute(here, at);
      continue;
    }
    if (is_item(at.kind)) {
      item(at, here);
    } else if (is_header(at.kind) && depth_ + open.size() < limits::syntax_depth) {
      OpenBlock opened{};
      header(at, opened.block);
      opened.body_begin = at.end;
      opened.column = column_of_line(at.begin);
      open.push_back(std::move(opened));
    } else if (at.kind == Kind::close_brace && !open.empty()) {
      close_last(open, items, at.begin);
    } else if (at.kind == Kind::error) {
      salvage_children(open, items);
    }
    more = next_or_error(at);
  }
  walk_.parent();
}

/// `at` is a name with its `=` among the children of an ERROR node. The value counts where the line ends after it.
/// Goes on to the next child that was not looked at, and says whether there is one.
bool Lowering::salvage_attribute(Items& items, Node& at) {
  const Node name = at;
  Attribute made{};
  attribute_name(name, made);
  made.span = made.name_span;
  bool more = next_or_error(at);
  if (more && is_expression(at.kind) && !at.missing) {
    lines_matter_ = true;
    line_reported_ = false;
    const Node value = at;
    const Expr* expr = expression_of(value);
    more = next_or_error(at);
    if (line_ends(value.end)) {
      made.value = expr;
      made.span = source_.span(name.begin, value.end);
    }
  }
  if (made.value == nullptr) made.value = broken(name);
  items.attributes.push_back(made);
  return more;
}

void Lowering::close_last(std::vector<OpenBlock>& open, Items& items, std::uint32_t end) {
  OpenBlock closed = std::move(open.back());
  open.pop_back();
  Items& outer = open.empty() ? items : open.back().items;
  end = std::max(end, closed.body_begin);
  report_duplicates(closed.items);
  closed.block.body = make_body(closed.items, closed.body_begin, end);
  closed.block.span = text::join(closed.block.header, closed.block.body->span);
  outer.blocks.push_back(closed.block);
}

/// Where a `}` is missing, all that follows lies inside the block. What begins no further to the right than the block
/// itself was surely meant to stand after it.
void Lowering::lift_outdented(Items& inner, Items& outer, std::uint32_t column) {
  if (!source_.prefix.empty() || column == not_first_on_line) return;  // positions in the tree are the file's
  const auto stray = std::ranges::find_if(
      inner.blocks, [&](const Block& block) { return column_of_line(block.span.begin) <= column; });
  if (stray == inner.blocks.end()) return;
  const std::uint32_t from = stray->span.begin;
  outer.blocks.assign(stray, inner.blocks.end());
  inner.blocks.erase(stray, inner.blocks.end());
  const auto attribute =
      std::ranges::find_if(inner.attributes, [&](const Attribute& candidate) { return candidate.span.begin > from; });
  outer.attributes.assign(attribute, inner.attributes.end());
  inner.attributes.erase(attribute, inner.attributes.end());
}

/// True where nothing but white space follows in the file.
bool Lowering::last_in_file(const Span& span) const {
  return source_.mapped && trim_right(source_.bytes).size() <= span.end - source_.whole.begin;
}

/// True where nothing but blanks or a comment stands on the rest of the line, and the line does end.
bool Lowering::line_ends(std::uint32_t begin) const {
  const std::string_view rest =
      source_.text(begin, static_cast<std::uint32_t>(source_.prefix.size() + source_.bytes.size()));
  const std::size_t at = rest.find_first_not_of(" \t\r");
  return at != std::string_view::npos && (rest[at] == '\n' || rest[at] == '#' || rest.substr(at).starts_with("//"));
}

/// What is wrong on the line of an attribute may well belong to its value.
void Lowering::doubt_last_value(Items& items, std::uint32_t last_end, const Node& error) {
  if (items.attributes.empty() || has_newline(last_end, error.begin)) return;
  Attribute& last = items.attributes.back();
  if (last.span.end == source_.span(last_end, last_end).end) last.value = broken(error);
}

void Lowering::check_line_break(std::uint32_t before, const Node& after) {
  if (before > 0) --before;  // what is unfinished ends with its line's end
  if (has_newline(before, after.begin) || reported_on_line(after.begin)) return;
  const std::string_view name = leading_name(text(after));
  report(after.begin, after.begin + static_cast<std::uint32_t>(name.size()),
         "expected a new line before `" + std::string(name) + "`");
}

void Lowering::check_closing_line(const Block& block, bool one_line, std::uint32_t last_end, const Node& brace) {
  if (source_.text(last_end - 1, last_end) == "\n") return;  // what is unfinished, and told of
  if (one_line != has_newline(last_end, brace.begin) || reported_on_line(brace.begin)) return;
  if (one_line) {
    report(brace.begin, brace.end, "the `}` of `" + std::string(block.type) + "` must stand on the line of its `{`",
           "begin the attribute on a line of its own");
  } else {
    report(brace.begin, brace.end, "the `}` of `" + std::string(block.type) + "` must stand on a line of its own");
  }
}

void Lowering::report_duplicates(const Items& items) {
  std::unordered_map<std::string_view, const Attribute*> seen;
  for (const Attribute& attribute : items.attributes) {
    const auto [first_one, is_new] = seen.emplace(attribute.name, &attribute);
    if (is_new) continue;
    syntax::SyntaxError error;
    error.kind = syntax::SyntaxError::Kind::duplicate;
    error.span = attribute.name_span;
    error.message = "`" + std::string(attribute.name) + "` is set a second time";
    error.related = first_one->second->name_span;
    error.related_message = "first set here";
    errors_.push_back(std::move(error));
  }
}

const Body* Lowering::make_body(const Items& items, std::uint32_t begin, std::uint32_t end) {
  return arena_.make<Body>(std::span<const Attribute>(arena_.copy(items.attributes)),
                           std::span<const Block>(arena_.copy(items.blocks)), source_.span(begin, end));
}

/// Remembers the first opening (`{` is its last character) whose `}` begins a line further to the left than the line of
/// the opening: most likely it was left open, and took the `}` of what is around it.
void Lowering::note_indentation(const Node& opening, std::uint32_t closing) {
  if (!walk_.broken() || suspect_.end != 0) return;
  const std::uint32_t column = column_of_line(closing);
  if (column == not_first_on_line) return;
  const std::uint32_t reach = std::min<std::uint32_t>(opening.begin, longest_header);
  const std::string_view before = source_.text(opening.begin - reach, opening.begin);
  const std::size_t newline = before.find_last_of('\n');
  if (newline == std::string_view::npos && reach != opening.begin) return;
  const std::string_view line = before.substr(newline == std::string_view::npos ? 0 : newline + 1);
  if (column < std::min(line.find_first_not_of(" \t"), line.size())) suspect_ = opening;
}

/// The column (0-based, in bytes) of what begins at `begin`, or not_first_on_line.
std::uint32_t Lowering::column_of_line(std::uint32_t begin) const {
  std::string_view before = source_.text(0, begin);
  const std::size_t last = before.find_last_not_of(" \t");
  if (last == std::string_view::npos) return begin;
  if (before[last] == '\n') return begin - static_cast<std::uint32_t>(last) - 1;
  return before == byte_order_mark ? 0 : not_first_on_line;
}

}  // namespace tieline::hcl
