#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "syntax/document/encoding.h"
#include "syntax/document/parser.h"
#include "syntax/document/yaml_input.h"
#include "syntax/document/yaml_reader.h"
#include "syntax/document/yaml_recovery.h"
#include "text/limits.h"

namespace tieline::document {
namespace {

using syntax::SyntaxError;

void sort_by_place(std::vector<SyntaxError>& errors) {
  std::stable_sort(errors.begin(), errors.end(),
                   [](const SyntaxError& a, const SyntaxError& b) { return a.span.begin < b.span.begin; });
}

/// Text that yaml-cpp reads well: its end, and why it ends there.
struct GoodText {
  std::string_view bytes;
  std::size_t first;    ///< after a byte order mark
  std::size_t no_text;  ///< the first byte that is none; npos where all is good
};

GoodText good_text(std::string_view bytes) {
  // yaml-cpp takes other encodings and control characters in its own way; it gets to see good text only.
  const std::size_t no_text = is_utf16(bytes) ? 0 : find_no_text(bytes);
  const std::string_view good = bytes.substr(0, no_text);
  const std::size_t first = good.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  return {good, first, no_text};
}

SyntaxError too_deep(Span span) {
  SyntaxError error;
  error.kind = SyntaxError::Kind::limit;
  error.span = span;
  error.message = "mappings and lists are nested more than " + std::to_string(limits::syntax_depth) + " deep";
  error.help = "what lies deeper, and the rest of the file, is not checked";
  return error;
}

/// How the reading of a text ended where it broke off.
struct YamlBreak {
  std::optional<SyntaxError> error = {};  ///< nullopt: a limit, which is reported already
  bool follows_gap = false;               ///< it may well come of what a gap took away
  std::optional<Gap> gap = {};            ///< what to leave out to read on
};

/// Reads all documents; nullopt where they were read to the end. `read` is what yaml-cpp gets to see: the text, or the
/// text in disguise.
std::optional<YamlBreak> read_documents(text::FileId file, const GoodText& text, std::string_view read,
                                        text::Arena& arena, ParsedDocuments& out) {
  YamlReader reader(file, text.bytes, text.first, read.data() != text.bytes.data(), arena, out);
  std::optional<YamlBreak> broken;
  std::size_t at = 0;
  try {
    YamlInput input(read.substr(text.first));
    std::istream stream(&input);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(reader)) {
    }
  } catch (const Stop& stop) {
    broken = YamlBreak{stop.error};
    at = stop.at;
  } catch (const YAML::DeepRecursion&) {
    out.errors.push_back(too_deep(reader.builder().span(reader.cursor(), reader.cursor())));
    broken = YamlBreak{};
  } catch (const YAML::Exception& exception) {
    const YamlFailure failure = reader.failure(exception);
    at = failure.at;
    broken = YamlBreak{explain_yaml(failure, reader.builder()),
                       exception.msg == YAML::ErrorMsg::UNKNOWN_ANCHOR && !out.gaps.empty()};
  } catch (const std::exception& exception) {
    SyntaxError error;
    error.span = reader.builder().span(reader.cursor(), reader.cursor());
    error.message = std::string("this is not valid YAML: ") + exception.what();
    broken = YamlBreak{error};
  }
  if (broken && broken->error) {
    const TreeBuilder& builder = reader.builder();
    const std::size_t quote = reader.run_on_quote(at);
    if (quote != std::string_view::npos) broken->error = unclosed_quote(text.bytes, quote, builder);
    broken->gap = quote != std::string_view::npos ? gap_from(text.bytes, builder.levels(), quote, true)
                                                  : gap_after(text.bytes, builder.levels(), reader.cursor());
  }
  reader.finish();
  return broken;
}

bool has(const std::vector<SyntaxError>& errors, const SyntaxError& error) {
  return std::any_of(errors.begin(), errors.end(), [&](const SyntaxError& other) {
    return other.span == error.span && other.message == error.message;
  });
}

/// Reads a text, and once more without what is broken, until it can be read to the end.
class Rereader {
 public:
  Rereader(text::FileId file, GoodText text, text::Arena& arena)
      : file_(file), text_(text), read_(text.bytes), arena_(arena) {}

  ParsedDocuments read() {
    while (std::optional<YamlBreak> broken = read_once()) {
      if (disguise()) continue;
      note(*broken);
      if (!broken->gap || text_.bytes.size() > bytes_left_) {
        give_up(*broken);
        break;
      }
      bytes_left_ -= text_.bytes.size();
      leave_out(*broken->gap);
    }
    for (SyntaxError& error : broken_) {
      if (!has(out_.errors, error)) out_.errors.push_back(std::move(error));
    }
    out_.complete = gaps_.empty();
    out_.gaps = std::move(gaps_);
    out_.cut.insert(out_.cut.end(), cut_.begin(), cut_.end());
    return std::move(out_);
  }

 private:
  std::optional<YamlBreak> read_once() {
    out_ = {};
    out_.gaps = gaps_;
    return read_documents(file_, text_, read_, arena_, out_);
  }

  /// True when the text is now read in a disguise that it was not read in before.
  bool disguise() {
    if (in_disguise_) return false;
    in_disguise_ = true;
    disguised_ = disguised(text_.bytes);
    if (disguised_ == text_.bytes) return false;
    read_ = disguised_;
    return true;
  }

  void note(YamlBreak& broken) {
    // What comes behind bytes that are no text is told of these.
    const bool at_no_text = text_.no_text != std::string_view::npos && !broken.gap;
    if (broken.error && !broken.follows_gap && !at_no_text) broken_.push_back(std::move(*broken.error));
  }

  void give_up(const YamlBreak& broken) {
    const std::uint32_t begin = broken.gap ? static_cast<std::uint32_t>(broken.gap->begin) : end_of_roots();
    gaps_.push_back({file_, begin, static_cast<std::uint32_t>(text_.bytes.size())});
  }

  [[nodiscard]] std::uint32_t end_of_roots() const { return out_.roots.empty() ? 0 : out_.roots.back()->span.end; }

  void leave_out(const Gap& gap) {
    const Span left_out{file_, static_cast<std::uint32_t>(gap.begin), static_cast<std::uint32_t>(gap.end)};
    gaps_.push_back(left_out);
    for (const std::size_t begin : gap.cut) cut_.push_back(static_cast<std::uint32_t>(begin));
    text_.bytes = arena_.copy(without(text_.bytes, gap));
    if (disguised_.empty()) {
      read_ = text_.bytes;
    } else {
      disguised_ = without(disguised_, gap);
      read_ = disguised_;
    }
  }

  text::FileId file_;
  GoodText text_;
  std::string_view read_;
  text::Arena& arena_;
  ParsedDocuments out_;
  std::string disguised_;
  bool in_disguise_ = false;
  std::vector<SyntaxError> broken_;
  std::vector<Span> gaps_;
  std::vector<std::uint32_t> cut_;
  std::size_t bytes_left_ = limits::reread_bytes;
};

}  // namespace

ParsedDocuments parse_yaml(text::FileId file, std::string_view bytes, text::Arena& arena) {
  const GoodText text = good_text(bytes);
  ParsedDocuments out = Rereader(file, text, arena).read();
  if (text.no_text != std::string_view::npos) {
    SyntaxError error = no_text_error(bytes, text.no_text);
    error.span = {file, static_cast<std::uint32_t>(text.no_text), static_cast<std::uint32_t>(text.no_text + 1)};
    out.errors.push_back(std::move(error));
    out.gaps.push_back({file, static_cast<std::uint32_t>(text.no_text), static_cast<std::uint32_t>(bytes.size())});
    out.complete = false;
  }
  std::sort(out.cut.begin(), out.cut.end());
  sort_by_place(out.errors);
  return out;
}

}  // namespace tieline::document
