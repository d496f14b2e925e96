#include <algorithm>
#include <limits>
#include <utility>

#include "syntax/hcl/literal.h"
#include "syntax/hcl/lowering.h"
#include "text/limits.h"

namespace tieline::hcl {
namespace {

using Piece = TemplatePiece;

/// A piece of text between two lines' ends, or between sequences.
bool is_text(const Piece& piece) { return piece.kind == Piece::Kind::text; }

/// True where the sequence's opening (`${`, `%{`, at the end of `token`) bears a strip mark.
bool strips_before(std::string_view token) { return token.ends_with('~'); }
/// True where the sequence's close, at the start of `token`, bears one.
bool strips_after(std::string_view token) { return token.starts_with('~'); }

/// The text that a head or middle token has before its `${`.
std::size_t opening_length(std::string_view token) { return strips_before(token) ? 3 : 2; }

/// An `if` or `for` whose end was not read yet.
struct OpenDirective {
  TemplatePart part;
  Node node;
  std::vector<TemplatePart> outer;  ///< what came before it, on its own level
  std::vector<TemplatePart> then;   ///< an if's first branch, once `else` was seen
  bool has_else = false;
};

}  // namespace

std::string_view Lowering::decoded(std::uint32_t begin, std::uint32_t end, bool backslashes) {
  const std::string_view raw = source_.text(begin, end);
  if (is_plain(raw, backslashes)) return raw;
  std::vector<BadEscape> bad;
  const std::string_view made = arena_.copy(decode(raw, backslashes, bad));
  for (const BadEscape& escape : bad) {
    const auto from = begin + static_cast<std::uint32_t>(escape.begin);
    const auto to = begin + static_cast<std::uint32_t>(escape.end);
    if (raw[escape.begin] != '\\') {
      report_empty_sequence(from, to);
      continue;
    }
    report(from, to, "`" + std::string(source_.text(from, to)) + "` is no escape sequence",
           "write `\\\\` for a backslash; the sequences are \\n \\r \\t \\\" \\\\ \\uNNNN \\UNNNNNNNN");
  }
  return made;
}

const Expr* Lowering::string(const Node& node) {
  TemplateExpr made{};
  made.kind = ExprKind::template_;
  made.span = span(node);
  made.form = TemplateForm::quoted;
  if (node.end - node.begin > 2) {
    TemplatePart part{};
    part.kind = TemplatePartKind::text;
    part.span = source_.span(node.begin + 1, node.end - 1);
    part.text = decoded(node.begin + 1, node.end - 1, true);
    made.parts = std::span<const TemplatePart>(arena_.make<TemplatePart>(part), 1);
  }
  return arena_.make<TemplateExpr>(made);
}

const Expr* Lowering::quoted_template(const Node& node) {
  const Setting inside(lines_matter_, false);
  const Setting list(listing_, false);
  ++depth_;
  std::vector<Piece> pieces;
  const auto add_text = [&](std::uint32_t begin, std::uint32_t end, bool strip_left, bool strip_right) {
    if (begin == end) return;
    std::string_view content = decoded(begin, end, true);
    if (strip_left) content = trim_left(content);
    if (strip_right) content = trim_right(content);
    pieces.push_back({Piece::Kind::text, {Kind::other, false, begin, end}, content, nullptr, {}, {}});
  };
  Node opening;  // the token with the `${` that is open
  bool has_value = false;
  Node at;
  for (bool more = first(at); more; more = next(at)) {
    const std::string_view token = text(at);
    const bool closes = at.kind == Kind::middle_interpolation || at.kind == Kind::middle_directive ||
                        at.kind == Kind::template_tail || at.kind == Kind::unclosed_tail;
    const std::uint32_t skip = closes && strips_after(token) ? 2 : 1;
    if (closes && !at.missing && !pieces.empty() && !is_text(pieces.back())) pieces.back().node.end = at.begin + skip;
    switch (at.kind) {
      case Kind::head_interpolation:
      case Kind::head_directive:
      case Kind::middle_interpolation:
      case Kind::middle_directive:
        add_text(at.begin + skip, at.end - static_cast<std::uint32_t>(opening_length(token)),
                 closes && strips_after(token), strips_before(token));
        opening = at;
        has_value = false;
        break;
      case Kind::template_tail:
        if (at.missing) {
          report_missing(at, opening);
        } else {
          add_text(at.begin + skip, at.end - 1, strips_after(token), false);
        }
        break;
      case Kind::unclosed_tail:
        ++faults_;
        report_unclosed_string(at);
        break;
      default: {
        const std::uint32_t begin = opening.end - static_cast<std::uint32_t>(opening_length(text(opening)));
        if (std::exchange(has_value, true)) {
          // A quote where `}` should be.
          ++faults_;
          report(
              begin, opening.end,
              "unclosed `" + std::string(text(opening).substr(text(opening).size() - (opening.end - begin), 2)) + "`");
        } else {
          sequence(at, begin, pieces);
        }
      }
    }
  }
  walk_.parent();
  --depth_;
  return make_template(node, TemplateForm::quoted, pieces);
}

/// A heredoc's text is cut into lines: strip marks reach to the end of the line and no further, and `<<-` looks at how
/// each line begins.
void Lowering::split_lines(const Node& node, std::vector<Piece>& pieces) {
  const std::string_view raw = text(node);
  std::size_t begin = 0;
  while (begin < raw.size()) {
    const std::size_t newline = raw.find('\n', begin);
    const std::size_t end = newline == std::string_view::npos ? raw.size() : newline + 1;
    Node line = node;
    line.end = node.begin + static_cast<std::uint32_t>(end);
    line.begin = node.begin + static_cast<std::uint32_t>(begin);
    pieces.push_back({Piece::Kind::text, line, decoded(line.begin, line.end, false), nullptr, {}, {}});
    begin = end;
  }
}

const Expr* Lowering::heredoc(const Node& node, TemplateForm form) {
  const Setting inside(lines_matter_, false);
  const Setting list(listing_, false);
  ++depth_;
  std::vector<Piece> pieces;
  Node delimiter;
  Node opening;  // the last `${` or `%{`
  bool is_open = false;
  bool has_value = true;
  bool strip_next = false;
  Node at;
  for (bool more = first(at); more; more = next(at)) {
    const bool strip = std::exchange(strip_next, false);
    switch (at.kind) {
      case Kind::indented_heredoc_open:
        form = TemplateForm::indented_heredoc;
        break;
      case Kind::heredoc_open:
        break;
      case Kind::heredoc_delimiter:
        delimiter = at;
        check_delimiter(at);
        break;
      case Kind::heredoc_text: {
        const std::size_t before = pieces.size();
        split_lines(at, pieces);
        if (strip && pieces.size() > before) pieces[before].text = trim_left(pieces[before].text);
        break;
      }
      case Kind::heredoc_interpolation:
      case Kind::heredoc_directive:
        if (strips_before(text(at)) && !pieces.empty() && is_text(pieces.back())) {
          pieces.back().text = trim_right(pieces.back().text);
        }
        opening = at;
        is_open = true;
        has_value = false;
        break;
      case Kind::close:
        is_open = false;
        if (at.missing) report_missing(at, opening);
        if (!has_value) {
          report_empty_sequence(opening.begin, at.end);
          pieces.push_back({Piece::Kind::interpolation, opening, {}, broken(opening), {}, {}});
          pieces.back().node.end = at.end;
        } else if (!pieces.empty() && !is_text(pieces.back())) {
          pieces.back().node.end = at.end;
        }
        strip_next = strips_after(text(at));
        break;
      case Kind::heredoc_end:
      case Kind::unclosed_heredoc:
        if (at.missing || at.kind == Kind::unclosed_heredoc) {
          report_unclosed_heredoc(node, delimiter);
        } else if (at.end == source_.prefix.size() + source_.bytes.size()) {
          // HCL wants the whole line.
          report(at.end, at.end, "the file ends in a heredoc's last line", "end the line");
        } else if (is_open) {
          ++faults_;
          report(opening.begin, opening.end, "unclosed `" + std::string(text(opening).substr(0, 2)) + "`");
        }
        break;
      default:
        has_value = true;
        sequence(at, opening.begin, pieces);
    }
  }
  walk_.parent();
  --depth_;
  if (form == TemplateForm::indented_heredoc) remove_indentation(pieces);
  return make_template(node, form, pieces);
}

void Lowering::report_empty_sequence(std::uint32_t begin, std::uint32_t end) {
  const std::string sign(source_.text(begin, begin + 1));
  report(begin, end, "nothing stands between `" + sign + "{` and `}`",
         "write `" + sign + sign + "{` if the braces belong to the text");
}

void Lowering::check_delimiter(const Node& node) {
  const std::size_t blank = text(node).find_first_of(" \t");
  if (blank == std::string_view::npos) return;
  const std::uint32_t begin = node.begin + static_cast<std::uint32_t>(blank);
  report(begin, begin + 1, "a heredoc's first line ends with its delimiter", "remove the blanks after it");
}

/// The expression or directive in the sequence that began at `begin`.
void Lowering::sequence(const Node& node, std::uint32_t begin, std::vector<Piece>& pieces) {
  Piece piece{Piece::Kind::interpolation, node, {}, nullptr, {}, {}};
  piece.node.begin = begin;
  switch (node.kind) {
    case Kind::else_directive:
      piece.kind = Piece::Kind::else_;
      break;
    case Kind::endif_directive:
      piece.kind = Piece::Kind::endif;
      break;
    case Kind::endfor_directive:
      piece.kind = Piece::Kind::endfor;
      break;
    case Kind::if_directive:
    case Kind::for_directive: {
      piece.kind = node.kind == Kind::if_directive ? Piece::Kind::if_ : Piece::Kind::for_;
      bool named = piece.kind == Piece::Kind::if_;
      Node at;
      for (bool more = first(at); more; more = next(at)) {
        if (at.kind == Kind::in_word) {
          named = true;
        } else if (!named && at.kind == Kind::identifier) {
          piece.key = std::exchange(piece.value, text(at));
        } else if (named && is_expression(at.kind)) {
          piece.expression = expression_of(at);
        }
      }
      walk_.parent();
      if (piece.expression == nullptr) piece.expression = broken(node);
      break;
    }
    case Kind::unknown_directive:
      ++faults_;
      report_unknown_directive(node);
      return;
    default:
      if (!is_expression(node.kind)) return;
      piece.expression = expression_of(node);
  }
  pieces.push_back(piece);
}

/// What `<<-` does: the white space that all lines begin with is taken from each. Lines of nothing but white space do
/// not count, and neither does what stands after a strip mark took a line's end away.
void Lowering::remove_indentation(std::vector<Piece>& pieces) {
  std::size_t least = std::numeric_limits<std::size_t>::max();
  std::vector<Piece*> starts;
  bool line_start = true;
  for (Piece& piece : pieces) {
    if (std::exchange(line_start, false)) {
      if (!is_text(piece)) {
        least = 0;
      } else if (!piece.text.ends_with('\n') || !trim_left(piece.text).empty()) {
        least = std::min(least, leading_spaces(piece.text));
        starts.push_back(&piece);
      }
    }
    if (is_text(piece) && piece.text.ends_with('\n')) line_start = true;
  }
  for (Piece* piece : starts) piece->text = drop_characters(piece->text, least);
}

/// Joins text that follows text.
void Lowering::meld(std::vector<Piece>& pieces) {
  std::vector<Piece> melded;
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i + 1;
    if (is_text(pieces[i])) {
      while (end < pieces.size() && is_text(pieces[end])) ++end;
    }
    Piece piece = pieces[i];
    if (end - i > 1) {
      bool adjacent = true;  // one stretch of the source already?
      for (std::size_t k = i + 1; k < end; ++k) {
        adjacent = adjacent && pieces[k - 1].text.data() + pieces[k - 1].text.size() == pieces[k].text.data();
      }
      piece.node.end = pieces[end - 1].node.end;
      if (adjacent) {
        const char* stop = pieces[end - 1].text.data() + pieces[end - 1].text.size();
        piece.text = {piece.text.data(), static_cast<std::size_t>(stop - piece.text.data())};
      } else {
        std::string joined;
        for (std::size_t k = i; k < end; ++k) joined += pieces[k].text;
        piece.text = arena_.copy(joined);
      }
    }
    melded.push_back(piece);
    i = end;
  }
  pieces = std::move(melded);
}

std::span<const TemplatePart> Lowering::pair_directives(const std::vector<Piece>& pieces) {
  std::vector<TemplatePart> parts;
  std::vector<OpenDirective> open;
  const auto close = [&](const Node& end) {
    OpenDirective directive = std::move(open.back());
    open.pop_back();
    if (directive.has_else) {
      directive.part.body = arena_.copy(directive.then);
      directive.part.otherwise = arena_.copy(parts);
    } else {
      directive.part.body = arena_.copy(parts);
    }
    directive.part.span = source_.span(directive.node.begin, end.end);
    parts = std::move(directive.outer);
    parts.push_back(directive.part);
  };
  for (const Piece& piece : pieces) {
    TemplatePart part{};
    part.span = span(piece.node);
    part.text = piece.text;
    part.expression = piece.expression;
    part.key = piece.key;
    part.value = piece.value;
    const TemplatePartKind opened = open.empty() ? TemplatePartKind::text : open.back().part.kind;
    switch (piece.kind) {
      case Piece::Kind::text:
        part.kind = TemplatePartKind::text;
        parts.push_back(part);
        break;
      case Piece::Kind::interpolation:
        part.kind = TemplatePartKind::interpolation;
        parts.push_back(part);
        break;
      case Piece::Kind::if_:
      case Piece::Kind::for_:
        if (depth_ + open.size() >= limits::syntax_depth) {
          report_limit(piece.node);
          return {};
        }
        part.kind = piece.kind == Piece::Kind::if_ ? TemplatePartKind::if_ : TemplatePartKind::for_;
        open.push_back({part, piece.node, std::move(parts), {}, false});
        parts.clear();
        break;
      case Piece::Kind::else_:
        if (opened == TemplatePartKind::if_ && !open.back().has_else) {
          open.back().has_else = true;
          open.back().then = std::move(parts);
          parts.clear();
        } else {
          report(piece.node.begin, piece.node.end, "`else` without an `if` before it");
        }
        break;
      case Piece::Kind::endif:
      case Piece::Kind::endfor: {
        const bool is_if = piece.kind == Piece::Kind::endif;
        if (opened == (is_if ? TemplatePartKind::if_ : TemplatePartKind::for_)) {
          close(piece.node);
        } else {
          report(piece.node.begin, piece.node.end,
                 is_if ? "`endif` without an `if` before it" : "`endfor` without a `for` before it");
        }
        break;
      }
    }
  }
  while (!open.empty()) {
    const bool is_if = open.back().part.kind == TemplatePartKind::if_;
    report(open.back().node.begin, open.back().node.end, is_if ? "`if` without `endif`" : "`for` without `endfor`",
           is_if ? "write `%{ endif }` where it ends" : "write `%{ endfor }` where it ends");
    close(pieces.back().node);
  }
  return arena_.copy(parts);
}

const Expr* Lowering::make_template(const Node& node, TemplateForm form, std::vector<Piece>& pieces) {
  meld(pieces);
  TemplateExpr made{};
  made.kind = ExprKind::template_;
  made.span = span(node);
  made.form = form;
  made.parts = pair_directives(pieces);
  return arena_.make<TemplateExpr>(made);
}

}  // namespace tieline::hcl
