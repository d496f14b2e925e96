#include "text/glob.h"

#include <optional>
#include <vector>

namespace tieline::text {
namespace {

/// A pattern as a regular expression, which RE2 then matches in linear time.
class Translation {
 public:
  explicit Translation(std::string_view pattern) : pattern_(pattern) {}

  std::optional<std::string> run() {
    while (at_ < pattern_.size()) {
      if (!one()) return std::nullopt;
    }
    if (open_ > 0) return std::nullopt;
    return out_;
  }

 private:
  bool one() {
    const char c = pattern_[at_++];
    switch (c) {
      case '*':
        star();
        return true;
      case '?':
        out_ += "[^/]";
        return true;
      case '[':
        return character_class();
      case '{':
        ++open_;
        out_ += "(?:";
        return true;
      case '}':
        if (open_ == 0) return literal(c);
        --open_;
        out_ += ')';
        return true;
      case ',':
        if (open_ == 0) return literal(c);
        out_ += '|';
        return true;
      case '\\':
        if (at_ >= pattern_.size()) return false;
        return literal(pattern_[at_++]);
      default:
        return literal(c);
    }
  }

  bool literal(char c) {
    out_ += RE2::QuoteMeta(re2::StringPiece(&c, 1));
    return true;
  }

  /// `**` between slashes is any number of folders, none included.
  void star() {
    const bool doubled = at_ < pattern_.size() && pattern_[at_] == '*';
    if (!doubled) {
      out_ += "[^/]*";
      return;
    }
    const bool starts = at_ < 2 || pattern_[at_ - 2] == '/';
    ++at_;
    if (starts && at_ < pattern_.size() && pattern_[at_] == '/') {
      ++at_;
      out_ += "(?:.*/)?";
    } else {
      out_ += starts && at_ == pattern_.size() ? ".*" : "[^/]*";
    }
  }

  bool character_class() {
    out_ += '[';
    if (at_ < pattern_.size() && (pattern_[at_] == '^' || pattern_[at_] == '!')) {
      out_ += '^';
      ++at_;
    }
    bool any = false;
    for (; at_ < pattern_.size() && pattern_[at_] != ']'; ++at_) {
      any = true;
      if (pattern_[at_] == '\\' && at_ + 1 < pattern_.size()) ++at_;
      if (pattern_[at_] == '-') {
        out_ += '-';
      } else {
        literal(pattern_[at_]);
      }
    }
    if (!any || at_ >= pattern_.size()) return false;
    ++at_;
    out_ += ']';
    return true;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::size_t open_ = 0;
  std::string out_;
};

}  // namespace

Glob::Glob(std::string_view pattern) {
  const auto expression = Translation(pattern).run();
  if (!expression) return;
  RE2::Options options;
  options.set_log_errors(false);
  options.set_dot_nl(true);
  options.set_encoding(RE2::Options::EncodingLatin1);
  expression_ = std::make_unique<RE2>(*expression, options);
}

bool Glob::matches(std::string_view path) const {
  return valid() && RE2::FullMatch(re2::StringPiece(path.data(), path.size()), *expression_);
}

std::string clean_path(std::string_view path) {
  const bool rooted = path.starts_with('/');
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!rooted) {
      parts.push_back(part);
    }
  }
  std::string out = rooted ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? "/" : "") + std::string(parts[i]);
  return out.empty() ? "." : out;
}

}  // namespace tieline::text
