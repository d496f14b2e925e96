#include "lint/patch.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace tieline::lint {
namespace {

/// The lines of a text with their line ends, one after the other.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::uint32_t number() const { return number_; }  ///< of the next line, 1-based
  [[nodiscard]] std::string_view peek() const { return rest_.substr(0, length()); }
  std::string_view take() {
    const std::string_view line = peek();
    rest_.remove_prefix(line.size());
    ++number_;
    return line;
  }

 private:
  [[nodiscard]] std::size_t length() const { return std::min(rest_.find('\n'), rest_.size() - 1) + 1; }

  std::string_view rest_;
  std::uint32_t number_ = 1;
};

std::string_view without_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool skip(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

/// A name in double quotes, with the escapes of C, as git writes names with unusual bytes. Takes it off `text`.
std::optional<std::string> take_quoted(std::string_view& text) {
  static constexpr std::string_view letters = "abtnvfr\"\\";
  static constexpr std::string_view bytes = "\a\b\t\n\v\f\r\"\\";
  std::string name;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') {
      text.remove_prefix(at + 1);
      return name;
    }
    if (text[at] != '\\') {
      name += text[at];
      continue;
    }
    if (++at >= text.size()) return std::nullopt;
    if (const std::size_t letter = letters.find(text[at]); letter != std::string_view::npos) {
      name += bytes[letter];
      continue;
    }
    unsigned code = 0;
    const char* const begin = text.data() + at;
    const auto [end, failed] = std::from_chars(begin, std::min(begin + 3, text.data() + text.size()), code, 8);
    if (failed != std::errc() || end != begin + 3 || code > 0xFF) return std::nullopt;
    name += static_cast<char>(code);
    at += 2;
  }
  return std::nullopt;
}

/// The name in a line that begins with `--- ` or `rename from `: quoted, or up to a tab that a date may follow.
std::optional<std::string> name_in(std::string_view text) {
  if (text.starts_with('"')) return take_quoted(text);
  return std::string(text.substr(0, text.find('\t')));
}

/// Takes off what git puts before names, `a/` and `b/` (or `i/`, `w/`, `c/`, `o/` with diff.mnemonicPrefix), where both
/// names have it.
void strip_prefixes(std::string& before, std::string& after) {
  const auto prefix_of = [](const std::string& name, std::string_view letters) {
    return name.size() > 2 && name[1] == '/' && letters.find(name[0]) != std::string_view::npos ? name[0] : '\0';
  };
  const char old_prefix = prefix_of(before, "aciow");
  const char new_prefix = prefix_of(after, "bciow");
  const bool both = !before.empty() && !after.empty();
  if (both && (old_prefix == '\0' || new_prefix == '\0' || old_prefix == new_prefix)) return;
  if (old_prefix != '\0') before.erase(0, 2);
  if (new_prefix != '\0') after.erase(0, 2);
}

/// The two names of `diff --git a/NAME b/NAME`, which are the same but for the prefix wherever only this line has them.
std::optional<std::pair<std::string, std::string>> names_in_header(std::string_view text) {
  if (text.starts_with('"')) {
    auto before = take_quoted(text);
    if (!before || !skip(text, " ")) return std::nullopt;
    auto after = name_in(text);
    if (!after) return std::nullopt;
    return std::pair{std::move(*before), std::move(*after)};
  }
  const std::size_t half = text.size() / 2;
  if (text.size() % 2 == 0 || text[half] != ' ') return std::pair{std::string(), std::string()};
  return std::pair{std::string(text.substr(0, half)), std::string(text.substr(half + 1))};
}

/// The two numbers of `12,3`, or of `12`, which means `12,1`. Takes them off `text`.
bool take_range(std::string_view& text, std::uint32_t& start, std::uint32_t& count) {
  const auto number = [&](std::uint32_t& into) {
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), into);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return failed == std::errc();
  };
  count = 1;
  return number(start) && (!skip(text, ",") || number(count));
}

class PatchReader {
 public:
  PatchReader(std::string_view diff, PatchError& error) : lines_(diff), error_(error) {}

  std::optional<std::vector<FilePatch>> read() {
    while (!lines_.at_end()) {
      if (!take_line()) return std::nullopt;
    }
    if (!finish_file()) return std::nullopt;
    return std::move(files_);
  }

 private:
  bool fail(std::uint32_t line, std::string message) {
    error_ = {line, 0, std::move(message)};
    return false;
  }

  bool take_line() {
    const std::uint32_t number = lines_.number();
    std::string_view line = without_end(lines_.take());
    if (line.starts_with("diff --cc ") || line.starts_with("diff --combined ") || line.starts_with("@@@")) {
      return fail(number, "this is the combined diff of a merge, which cannot be undone; compare with one commit");
    }
    if (skip(line, "diff --git ")) return start_git_file(number, line);
    if (line.starts_with("--- ") && lines_.peek().starts_with("+++ ")) return take_names(number, line.substr(4));
    if (line.starts_with("@@ -")) return take_hunk(number, line.substr(4));
    return !file_ || !file_->is_git || take_git_line(number, line);
  }

  bool start_git_file(std::uint32_t number, std::string_view header) {
    if (!finish_file()) return false;
    auto names = names_in_header(header);
    if (!names) return fail(number, "the names in this line cannot be read");
    file_ =
        FilePatch{.line = number, .is_git = true, .before = std::move(names->first), .after = std::move(names->second)};
    named_ = false;
    return true;
  }

  bool take_git_line(std::uint32_t number, std::string_view line) {
    if (skip(line, "new file mode ")) {
      is_new_ = true;
      take_mode(line);
    } else if (skip(line, "deleted file mode ")) {
      is_deleted_ = true;
      take_mode(line);
    } else if (line.starts_with("index ")) {
      take_mode(line.substr(line.rfind(' ') + 1));
    } else if (skip(line, "rename from ") || skip(line, "copy from ")) {
      return take_name(number, line, file_->before);
    } else if (skip(line, "rename to ")) {
      return take_name(number, line, file_->after);
    } else if (skip(line, "copy to ")) {
      file_->is_copy = true;
      return take_name(number, line, file_->after);
    } else if (line == "GIT binary patch" || (line.starts_with("Binary files ") && line.ends_with(" differ"))) {
      file_->kind = FilePatch::Kind::binary;
    }
    return true;
  }

  void take_mode(std::string_view mode) {
    if (mode == "120000") file_->kind = FilePatch::Kind::link;
    if (mode == "160000") file_->kind = FilePatch::Kind::submodule;
  }

  bool take_name(std::uint32_t number, std::string_view text, std::string& into) {
    auto name = name_in(text);
    if (!name) return fail(number, "the name in this line cannot be read");
    into = std::move(*name);
    named_ = true;
    return true;
  }

  bool take_names(std::uint32_t number, std::string_view old_name) {
    if (!file_ || !file_->is_git || !file_->hunks.empty()) {
      if (!finish_file()) return false;
      file_ = FilePatch{.line = number};
    }
    const std::uint32_t second = lines_.number();
    std::string before;
    std::string after;
    if (!take_name(number, old_name, before)) return false;
    if (!take_name(second, without_end(lines_.take()).substr(4), after)) return false;
    if (before == "/dev/null") before.clear();
    if (after == "/dev/null") after.clear();
    strip_prefixes(before, after);
    file_->before = std::move(before);
    file_->after = std::move(after);
    return true;
  }

  bool take_hunk(std::uint32_t number, std::string_view header) {
    if (!file_) return fail(number, "a hunk stands before the first `---` and `+++`");
    std::uint32_t before_start = 0;
    std::uint32_t before_left = 0;
    std::uint32_t after_left = 0;
    Hunk hunk{.line = number};
    if (!take_range(header, before_start, before_left) || !skip(header, " +") ||
        !take_range(header, hunk.after_start, after_left) || !header.starts_with(" @@")) {
      return fail(number, "a hunk begins like `@@ -12,3 +12,4 @@`");
    }
    while (before_left > 0 || after_left > 0) {
      if (lines_.at_end()) return fail(lines_.number(), "the diff ends within a hunk");
      const std::uint32_t at = lines_.number();
      const std::string_view line = lines_.take();
      // Some programs drop the blank of an empty line.
      const char kind = line == "\n" || line == "\r\n" ? ' ' : line.front();
      const std::string_view text = line.front() == kind ? line.substr(1) : line;
      if (kind == '\\') {
        drop_line_end(hunk);
        continue;
      }
      const bool in_before = kind == ' ' || kind == '-';
      const bool in_after = kind == ' ' || kind == '+';
      if ((!in_before && !in_after) || (in_before && before_left == 0) || (in_after && after_left == 0)) {
        return fail(at, "the hunk has not the lines that its header says");
      }
      if (in_before) hunk.before.push_back(text), --before_left;
      if (in_after) hunk.after.push_back(text), --after_left;
      last_ = kind;
    }
    if (lines_.peek().starts_with('\\')) {
      lines_.take();
      drop_line_end(hunk);
    }
    file_->hunks.push_back(std::move(hunk));
    return true;
  }

  /// `\ No newline at end of file`: the line before has no end.
  void drop_line_end(Hunk& hunk) const {
    const auto drop = [](std::vector<std::string_view>& lines) {
      if (!lines.empty() && lines.back().ends_with('\n')) lines.back().remove_suffix(1);
    };
    if (last_ != '+') drop(hunk.before);
    if (last_ != '-') drop(hunk.after);
  }

  bool finish_file() {
    if (!file_) return true;
    if (!named_) strip_prefixes(file_->before, file_->after);
    if (is_new_) file_->before.clear();
    if (is_deleted_) file_->after.clear();
    for (const std::string& name : {file_->before, file_->after}) {
      const bool climbs =
          name == ".." || name.starts_with("../") || name.ends_with("/..") || name.find("/../") != std::string::npos;
      if (climbs || name.starts_with('/')) return fail(file_->line, "the name " + name + " leads out of the folder");
    }
    if (!file_->before.empty() || !file_->after.empty()) files_.push_back(std::move(*file_));
    file_.reset();
    is_new_ = is_deleted_ = named_ = false;
    return true;
  }

  Lines lines_;
  PatchError& error_;
  std::vector<FilePatch> files_;
  std::optional<FilePatch> file_;
  bool named_ = false;  // by more than the header
  bool is_new_ = false;
  bool is_deleted_ = false;
  char last_ = ' ';
};

}  // namespace

std::optional<std::vector<FilePatch>> read_patch(std::string_view diff, PatchError& error) {
  return PatchReader(diff, error).read();
}

std::optional<std::string> undo(const FilePatch& patch, std::string_view after, PatchError& error) {
  std::string before;
  Lines lines(after);
  for (const Hunk& hunk : patch.hunks) {
    // An empty stretch is named by the line before it.
    const std::uint32_t start = hunk.after.empty() ? hunk.after_start + 1 : hunk.after_start;
    while (lines.number() < start && !lines.at_end()) before += lines.take();
    if (lines.number() != start) {
      error = {hunk.line, lines.number(), "the hunk begins where the file has no line left"};
      return std::nullopt;
    }
    for (const std::string_view line : hunk.after) {
      if (lines.peek() != line) {
        error = {hunk.line, lines.number(), "the file does not say here what the diff says it does"};
        return std::nullopt;
      }
      lines.take();
    }
    for (const std::string_view line : hunk.before) before += line;
  }
  while (!lines.at_end()) before += lines.take();
  return before;
}

}  // namespace tieline::lint
