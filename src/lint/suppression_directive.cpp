#include "lint/suppression_directive.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

#include "lint/selection.h"
#include "text/ascii.h"
#include "text/nearest.h"

namespace tieline::lint {
namespace {

constexpr std::string_view keyword = "tieline:";
constexpr std::string_view blanks = " \t\r";
/// What may stand between the rules of a list. Brackets are there for those who know other tools' spelling.
constexpr std::string_view separators = " \t\r,:[]()";

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool begins_with_keyword(std::string_view text) {
  return text.size() >= keyword.size() &&
         std::equal(keyword.begin(), keyword.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

/// Where ` -- reason` begins; dashes that an editor made of it count too. npos where there is none.
std::size_t find_dash(std::string_view text, std::size_t& length) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view dash : {std::string_view("--"), std::string_view("—"), std::string_view("–")}) {
    std::size_t at = text.find(dash);
    while (at != std::string_view::npos && at > 0 && blanks.find(text[at - 1]) == std::string_view::npos) {
      at = text.find(dash, at + 1);
    }
    if (at >= first) continue;
    first = at;
    length = dash.size();
  }
  return first;
}

class DirectiveReader {
 public:
  DirectiveReader(const text::Span& comment, std::string_view bytes) : file_(comment.file), bytes_(bytes) {
    begin_ = comment.begin;
    end_ = comment.end;
    if (bytes.substr(begin_, end_ - begin_).starts_with("/*") && bytes.substr(begin_, end_ - begin_).ends_with("*/")) {
      end_ -= 2;
    }
  }

  std::vector<Directive> read() {
    std::vector<Directive> found;
    for (std::size_t line = begin_; line < end_;) {
      const std::size_t line_end = std::min(bytes_.find('\n', line), end_);
      read_line(line, line_end, found);
      line = line_end + 1;
    }
    return found;
  }

 private:
  /// The directive begins the comment, or follows the mark of another comment on the same line: `# nosec # tieline: …`.
  void read_line(std::size_t line, std::size_t line_end, std::vector<Directive>& found) const {
    for (std::size_t at = line; at + keyword.size() <= line_end; ++at) {
      if (!begins_with_keyword(bytes_.substr(at, line_end - at))) continue;
      const std::string_view before = bytes_.substr(line, at - line);
      const std::size_t last = before.find_last_not_of(blanks);
      const bool begins =
          last == std::string_view::npos || std::string_view("#/*").find(before[last]) != std::string::npos;
      if (!begins) continue;
      Directive directive = read_directive(at, line_end);
      if (!directive.word.empty()) found.push_back(std::move(directive));
      return;
    }
  }

  Directive read_directive(std::size_t at, std::size_t line_end) const {
    std::string_view text = bytes_.substr(at, line_end - at);
    Directive directive;
    std::size_t dash_length = 0;
    const std::size_t dash = find_dash(text, dash_length);
    std::size_t list_end = dash == std::string_view::npos ? text.size() : dash;
    if (dash != std::string_view::npos) {
      directive.reason = text::trimmed(text.substr(dash + dash_length), blanks);
    }
    // Another tool's comment may follow on the line.
    for (const std::string_view mark : {" #", "\t#", " //", "\t//"}) list_end = std::min(list_end, text.find(mark));
    if (list_end < dash && dash != std::string_view::npos) directive.reason.clear();
    const std::size_t end = directive.reason.empty() ? list_end : text.size();
    const std::string_view whole = text::trimmed(text.substr(0, end), blanks);
    directive.span = span(whole);
    read_list(text.substr(keyword.size(), list_end - std::min(list_end, keyword.size())), directive);
    return directive;
  }

  void read_list(std::string_view list, Directive& directive) const {
    while (true) {
      const std::size_t first = list.find_first_not_of(separators);
      if (first == std::string_view::npos) break;
      list.remove_prefix(first);
      const std::string_view word = list.substr(0, list.find_first_of(separators));
      list.remove_prefix(word.size());
      if (directive.word.empty()) {
        std::transform(word.begin(), word.end(), std::back_inserter(directive.word), lower);
      } else {
        directive.rules.push_back({std::string(word), span(word)});
      }
    }
    // Prose that happens to begin with the tool's name asks for nothing.
    const bool names_rule = std::any_of(directive.rules.begin(), directive.rules.end(),
                                        [](const RuleMention& rule) { return is_known_selector(rule.text); });
    if (nearest_directive(directive.word).empty() && !names_rule) directive.word.clear();
  }

  [[nodiscard]] text::Span span(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - bytes_.data());
    return {file_, begin, begin + static_cast<std::uint32_t>(part.size())};
  }

  text::FileId file_;
  std::string_view bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace

std::vector<Directive> directives(const text::Span& comment, std::string_view bytes) {
  return DirectiveReader(comment, bytes).read();
}

std::string_view nearest_directive(std::string_view word) {
  static constexpr std::array<std::string_view, 2> words{"ignore", "ignore-file"};
  return text::nearest(word, words);
}

bool mentions_suppressions(std::string_view bytes) {
  // `tieline:` in a comment, `Tieline` in metadata.
  static constexpr std::string_view mark = "ieline";
  return ::memmem(bytes.data(), bytes.size(), mark.data(), mark.size()) != nullptr;
}

}  // namespace tieline::lint
