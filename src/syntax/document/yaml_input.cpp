#include "syntax/document/yaml_input.h"

#include <algorithm>
#include <vector>

#include "syntax/document/encoding.h"
#include "syntax/document/yaml_text.h"

namespace tieline::document {
namespace {

/// Without a line end and something after it, yaml-cpp takes a word that the file ends with for a key.
constexpr std::string_view tail = "\n#";

// No good text contains these.
constexpr char hidden_question_mark = '\x01';
constexpr char hidden_blank = '\x02';
constexpr char hidden_line_end = '\x03';

void hide_question_marks(std::string& text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '?' && !is_space(text[at - 1])) text[at] = hidden_question_mark;
  }
}

/// One line, roughly: what stands in front of its content.
struct Line {
  std::size_t begin;
  std::size_t content;  ///< behind the indentation and `- `
  std::size_t end;
  std::size_t parent;  ///< bytes before the last `-`; as many as the indentation where there is none
  bool item;           ///< it starts with `- `

  [[nodiscard]] std::size_t indentation(std::string_view text) const {
    return std::min(text.find_first_not_of(' ', begin), end) - begin;
  }
  [[nodiscard]] std::size_t column() const { return content - begin; }
};

Line line_at(std::string_view text, std::size_t begin) {
  Line line{begin, begin, line_end(text, begin), 0, false};
  line.content = std::min(text.find_first_not_of(' ', begin), line.end);
  line.parent = line.content - begin;
  while (line.content + 1 < line.end && text[line.content] == '-' && is_blank(text[line.content + 1])) {
    line.item = true;
    line.parent = line.content - begin;
    line.content = std::min(text.find_first_not_of(" \t", line.content + 1), line.end);
  }
  return line;
}

std::string_view without_space_at_end(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// A block of text (`|`, `>`) starts at the end of the line.
bool opens_block(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r+-0123456789");
  if (last == npos || (line[last] != '|' && line[last] != '>')) return false;
  return last == 0 || is_blank(line[last - 1]);
}

bool starts_plain(std::string_view text) {
  return !text.empty() && std::string_view("\"'|>[]{}*&!#%@`,").find(text.front()) == npos;
}

/// A tag of the template's own, `!Sub`; not `!!str` or `!<...>`.
bool is_hidden_tag(std::string_view tag) { return tag.size() > 1 && tag[0] == '!' && tag[1] != '!' && tag[1] != '<'; }

/// Hides the line ends of tagged plain scalars that stand on lines of their own, and the tags of blocks of text:
/// yaml-cpp wants both to be indented further than their tag.
class LineJoiner {
 public:
  explicit LineJoiner(std::string& text) : text_(text) {}

  void join() {
    while (at_ < text_.size()) {
      Line line = line_at(text_, at_);
      at_ = next(line);
      if (content(line).empty() || content(line).front() == '#') continue;
      while (!open_.empty() && open_.back() >= line.indentation(text_)) open_.pop_back();
      if (opens_block(content(line))) {
        if (hide_tag(line) && !line.item) line.parent = open_.empty() ? 0 : open_.back();
        skip_block(line);
      } else if (const char first = text_[line.content]; first == '!' || first == '&') {
        join_scalar(line);
      }
      open_.push_back(line.indentation(text_));
    }
  }

 private:
  [[nodiscard]] std::string_view content(const Line& line) const {
    return without_space_at_end(std::string_view(text_).substr(line.content, line.end - line.content));
  }
  [[nodiscard]] std::size_t next(const Line& line) const { return std::min(line.end + 1, text_.size()); }

  /// True where nothing but the tag stands before the block.
  bool hide_tag(const Line& line) {
    const std::size_t end = tag_end(text_, line.content);
    const std::size_t block = std::min(text_.find_first_not_of(" \t", end), line.end);
    if (!is_hidden_tag(std::string_view(text_).substr(line.content, end - line.content)) || block == end) return false;
    if (byte_at(text_, block) != '|' && byte_at(text_, block) != '>') return false;
    std::fill(text_.begin() + static_cast<std::ptrdiff_t>(line.content),
              text_.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    return true;
  }

  void skip_block(const Line& header) {
    while (at_ < text_.size()) {
      const Line line = line_at(text_, at_);
      const std::size_t indentation = line.indentation(text_);
      if (line.begin + indentation < line.end && indentation <= header.parent) return;
      at_ = next(line);
    }
  }

  /// Past tags and anchors.
  [[nodiscard]] std::size_t properties_end(const Line& line) const {
    std::size_t at = line.content;
    while (at < line.end && (text_[at] == '!' || text_[at] == '&')) {
      at = std::min(std::string_view(text_).find_first_of(" \t\r", at), line.end);
      while (at < line.end && is_space(text_[at])) ++at;
    }
    return at;
  }

  void join_scalar(const Line& first) {
    const std::size_t around = first.item ? first.parent : open_.empty() ? npos : open_.back();
    const std::size_t words = properties_end(first);
    std::size_t end = npos;  // of the words so far
    if (words < first.end) {
      const std::string_view text = content(first).substr(words - first.content);
      if (!starts_plain(text) || has_key(text) || text.find(" #") != npos) return;
      end = words + text.size();
    }
    while (at_ < text_.size()) {
      const Line line = line_at(text_, at_);
      const std::size_t begin = line.begin + line.indentation(text_);
      const std::string_view text = without_space_at_end(std::string_view(text_).substr(begin, line.end - begin));
      if (text.empty()) {
        at_ = next(line);
        continue;
      }
      const bool inside = around == npos || begin - line.begin > around;
      if (!inside || text.front() == '#' || has_key(text) || (end == npos && !starts_plain(text))) return;
      if (end != npos) hide(end, begin);
      end = begin + text.size();
      at_ = next(line);
      if (text.find(" #") != npos) return;
    }
  }

  void hide(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) text_[at] = text_[at] == '\n' ? hidden_line_end : hidden_blank;
  }

  std::string& text_;
  std::size_t at_ = 0;
  std::vector<std::size_t> open_;  // indentation of the lines that the current one may belong to
};

}  // namespace

YamlInput::YamlInput(std::string_view bytes) : tail_(bytes.ends_with('\n') ? tail.substr(1) : tail) {
  read_from(bytes);
}

YamlInput::int_type YamlInput::underflow() {
  if (gptr() == egptr() && !in_tail_) {
    in_tail_ = true;
    read_from(tail_);
  }
  return gptr() == egptr() ? traits_type::eof() : traits_type::to_int_type(*gptr());
}

void YamlInput::read_from(std::string_view bytes) {
  char* begin = const_cast<char*>(bytes.data());  // a get area is never written to
  setg(begin, begin, begin + bytes.size());
}

std::string disguised(std::string_view bytes) {
  std::string text(bytes);
  LineJoiner(text).join();
  hide_question_marks(text);
  return text;
}

std::size_t hidden_tag_before(std::string_view bytes, std::size_t block) {
  std::size_t end = block;
  while (end > 0 && is_blank(bytes[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && !is_space(bytes[begin - 1])) --begin;
  return is_hidden_tag(bytes.substr(begin, end - begin)) ? begin : block;
}

std::string undisguised(const std::string& scalar) {
  std::string text;
  text.reserve(scalar.size());
  for (std::size_t at = 0; at < scalar.size(); ++at) {
    if (scalar[at] == hidden_question_mark) {
      text += '?';
    } else if (scalar[at] == hidden_blank || scalar[at] == hidden_line_end) {
      std::size_t end = at;
      std::size_t line_ends = 0;
      for (; end < scalar.size() && (scalar[end] == hidden_blank || scalar[end] == hidden_line_end); ++end) {
        line_ends += scalar[end] == hidden_line_end ? 1 : 0;
      }
      text += line_ends > 1 ? std::string(line_ends - 1, '\n') : std::string(1, ' ');
      at = end - 1;
    } else {
      text += scalar[at];
    }
  }
  return text;
}

std::string as_utf8(const std::string& text) {
  if (find_no_text(text) == npos) return text;
  std::string result;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t bad = find_no_text(rest);
    result += rest.substr(0, bad);
    if (bad == npos) break;
    if (static_cast<unsigned char>(rest[bad]) >= 0x80) result += '\xC2';
    result += rest[bad];
    rest.remove_prefix(bad + 1);
  }
  return result;
}

}  // namespace tieline::document
