#include "aws/iam/text_places.h"

#include <algorithm>
#include <string>

#include "aws/iam/spelling.h"

namespace tieline::aws::iam {
namespace {

/// Long enough to be found again behind an interpolation.
constexpr std::size_t longest_landmark = 32;

/// Walks a text and the source that made it side by side.
class Follower {
 public:
  Follower(std::string_view source, std::string_view text, std::span<const StandIn> stand_ins)
      : source_(source), text_(text), stand_ins_(stand_ins) {
    offsets_.reserve(text.size());
    open();
  }

  /// The offset in the source of each byte of the text; empty where the two cannot be brought together.
  std::vector<std::uint32_t> follow() {
    while (in_text_ < text_.size()) {
      if (line_start_) skip_indentation();
      if (!step()) return {};
    }
    return std::move(offsets_);
  }

 private:
  [[nodiscard]] bool at(std::string_view expected) const { return source_.substr(in_source_).starts_with(expected); }
  [[nodiscard]] bool at_interpolation() const { return at("${") || at("%{"); }

  void take(std::size_t source_bytes) {
    offsets_.push_back(static_cast<std::uint32_t>(in_source_));
    line_start_ = in_lines_ && text_[in_text_] == '\n';
    in_source_ += source_bytes;
    ++in_text_;
  }

  /// Passes what stands before the text: a tag, a quote, the line that begins a heredoc or a YAML block.
  void open() {
    if (at("!")) {
      in_source_ = std::min(source_.find_first_of(" \t\r\n"), source_.size());
      in_source_ = std::min(source_.find_first_not_of(" \t\r\n", in_source_), source_.size());
    }
    if (at("\"") || at("'")) {
      const char quote = source_[in_source_++];
      if (source_.ends_with(quote)) source_.remove_suffix(1);
    } else if (at("<<") || at("|") || at(">")) {
      in_source_ = std::min(source_.find('\n', in_source_), source_.size() - 1) + 1;
      in_lines_ = line_start_ = true;
    }
  }

  /// Passes the white space that a line has in the source and not in the text.
  void skip_indentation() {
    line_start_ = false;
    const auto width = [](std::string_view text, std::size_t from) {
      return std::min(text.find_first_not_of(" \t", from), text.size()) - from;
    };
    const std::size_t written = width(source_, in_source_);
    const std::size_t kept = width(text_, in_text_);
    if (written > kept) in_source_ += written - kept;
  }

  bool step() {
    const char c = text_[in_text_];
    while (next_stand_in_ < stand_ins_.size() && stand_ins_[next_stand_in_].end <= in_text_) ++next_stand_in_;
    const bool unknown = next_stand_in_ < stand_ins_.size() && stand_ins_[next_stand_in_].begin == in_text_;
    if (unknown) return at_interpolation() && pass_interpolation(stand_ins_[next_stand_in_].end);
    if (in_source_ >= source_.size()) return c == '\n' && pass_last_line_end();
    if ((at("$${") || at("%%{")) && c == source_[in_source_]) {
      take(2);
    } else if (source_[in_source_] == c) {
      take(1);
    } else if (c == '\n' && at("\r\n")) {
      take(2);
    } else if (const std::size_t bytes = escape(c); bytes > 0) {
      take(bytes);
    } else if (at("!") && source_.substr(0, in_source_).ends_with("${")) {
      ++in_source_;  // CloudFormation's `${!Literal}`
    } else {
      return at_interpolation() && pass_interpolation(in_text_);
    }
    return true;
  }

  /// The place of a YAML block may end before its last line end.
  bool pass_last_line_end() {
    offsets_.push_back(static_cast<std::uint32_t>(source_.size()));
    return ++in_text_ == text_.size();
  }

  /// The bytes of an escape that means `c`; 0 where there is none.
  [[nodiscard]] std::size_t escape(char c) const {
    if (!at("\\") || in_source_ + 1 >= source_.size()) return 0;
    const char written = source_[in_source_ + 1];
    const bool fits = written == 'n'   ? c == '\n'
                      : written == 't' ? c == '\t'
                      : written == 'r' ? c == '\r'
                                       : written == c;
    return fits ? 2 : 0;
  }

  /// Passes interpolations, and in the text what they are worth: up to the next bytes that are written out. At least up
  /// to `known_end`.
  bool pass_interpolation(std::size_t known_end) {
    const std::size_t begin = in_source_;
    while (at_interpolation()) {
      if (!skip_interpolation()) return false;
    }
    const std::string landmark = this->landmark();
    if (landmark.empty() && in_source_ < source_.size()) return false;
    const std::size_t found = landmark.empty() ? text_.size() : text_.find(landmark, known_end);
    if (found == npos) return false;
    offsets_.resize(found, static_cast<std::uint32_t>(begin));
    in_text_ = found;
    return true;
  }

  /// Passes `${...}`; false where it does not end.
  bool skip_interpolation() {
    int depth = 0;
    bool quoted = false;
    for (; in_source_ < source_.size(); ++in_source_) {
      const char c = source_[in_source_];
      if (c == '"') quoted = !quoted;
      if (c == '\\') ++in_source_;
      if (quoted) continue;
      if (c == '{') ++depth;
      if (c == '}' && --depth == 0) {
        ++in_source_;
        return true;
      }
    }
    return false;
  }

  /// What follows an interpolation, up to the next one, as the text has it.
  [[nodiscard]] std::string landmark() const {
    std::string found;
    for (std::size_t i = in_source_; i < source_.size() && found.size() < longest_landmark; ++i) {
      const std::string_view rest = source_.substr(i);
      if (rest.starts_with("${") || rest.starts_with("%{")) break;
      if (rest.starts_with("\r\n")) continue;
      if (rest.starts_with("\\") && rest.size() > 1) {
        if (std::string_view("\"\\/").find(rest[1]) == npos) break;
        ++i;
      }
      found += source_[i];
      if (source_[i] == '\n') break;
    }
    return found;
  }

  std::string_view source_;
  std::string_view text_;
  std::span<const StandIn> stand_ins_;
  std::size_t next_stand_in_ = 0;
  std::size_t in_source_ = 0;
  std::size_t in_text_ = 0;
  bool in_lines_ = false;    ///< lines without quotes, perhaps indented
  bool line_start_ = false;  ///< of such a line
  std::vector<std::uint32_t> offsets_;
};

}  // namespace

TextPlaces::TextPlaces(text::Span whole, std::string_view source, std::string_view text,
                       std::span<const StandIn> stand_ins)
    : whole_(whole) {
  if (!source.empty() && !text.empty()) offsets_ = Follower(source, text, stand_ins).follow();
}

text::Span TextPlaces::span(std::uint32_t begin, std::uint32_t end) const {
  if (begin >= end || end > offsets_.size()) return whole_;
  return {whole_.file, whole_.begin + offsets_[begin], whole_.begin + offsets_[end - 1] + 1};
}

}  // namespace tieline::aws::iam
