#include <algorithm>
#include <cstdint>
#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/document/encoding.h"
#include "syntax/document/json_error.h"
#include "syntax/document/json_recovery.h"
#include "syntax/document/parser.h"
#include "syntax/document/tree_builder.h"
#include "syntax/document/yaml_text.h"
#include "text/ascii.h"
#include "text/limits.h"

namespace tieline::document {
namespace {

using syntax::SyntaxError;

/// nlohmann's number for it.
constexpr int out_of_range = 406;

/// Broken places of a document that are read over.
constexpr std::size_t most_faults = 64;

bool is_number_byte(char byte) {
  return text::is_digit(byte) || byte == '-' || byte == '+' || byte == '.' || byte == 'e' || byte == 'E';
}

/// A text that cannot be read on as it is, and what of it to leave out.
struct JsonBreak {
  JsonFault fault;
  std::size_t kept;  ///< levels that stay open
};

/// Notes that any collection may have lost something.
void cut_all(const Node& root, ParsedDocuments& out) {
  std::vector<const Node*> open{&root};
  while (!open.empty()) {
    const Node& node = *open.back();
    open.pop_back();
    if (node.is_scalar()) continue;
    out.cut.push_back(node.span.begin);
    open.insert(open.end(), node.items.begin(), node.items.end());
    for (const Entry& entry : node.entries) open.push_back(entry.value);
  }
}

/// Makes nodes from nlohmann's SAX events. These tell no places; since the parser accepts a token before it tells of
/// it, the token is the next one behind the last. The parser does not read on behind an error; a new one does, with
/// brackets before the rest of the text that say where in the tree it is.
class JsonReader {
 public:
  using Json = nlohmann::json;

  /// The indentation tells which bracket is missing or too many in a text that ends too late or too early.
  JsonReader(std::string_view bytes, std::size_t first, Places places, text::Arena& arena, bool heed_indentation,
             ParsedDocuments& out)
      : bytes_(bytes), cursor_(first), out_(out), builder_(arena, bytes, places, out) {
    if (heed_indentation) indentation_.emplace(bytes);
  }

  /// Reads the text to its end, over broken places where possible. False where its brackets do not come out even: a
  /// reader that heeds the indentation finds out which one is wrong.
  bool read() {
    bool good = parse(bytes_.substr(cursor_));
    while (!good && broken_) {
      const JsonBreak broken = *std::exchange(broken_, std::nullopt);
      const bool ends_early = !builder_.is_open() && builder_.has_root();
      if ((broken.fault.unclosed || ends_early) && !indentation_) return false;
      uneven_ = ends_early;
      ++faults_;
      builder_.report(broken.fault.error);
      const std::optional<std::size_t> at = go_on(broken);
      if (!at) break;
      cursor_ = *at;
      const std::string_view rest = bytes_.substr(*at);
      if (rest.size() > bytes_left_) break;
      bytes_left_ -= rest.size();
      const Opening before = opening(builder_.levels(), rest);
      ignored_ = before.tokens;
      if (!before.text.ends_with('0')) fresh_ = *at;
      good = parse(before.text + std::string(rest));
    }
    out_.complete = good && faults_ == 0;
    if (!good) out_.gaps.push_back(builder_.span(cursor_, bytes_.size()));
    builder_.close_all(cursor_);
    if (const Node* root = builder_.take_root()) {
      out_.roots.push_back(root);
      if (uneven_) cut_all(*root, out_);
    }
    return true;
  }

  /// A closing bracket that is too many, where the reading ended for it; npos where there is none.
  [[nodiscard]] std::size_t surplus() const { return surplus_; }

  // nlohmann's SAX interface
  bool null() { return ignored() || word(Kind::null, 4, false); }
  bool boolean(bool value) { return ignored() || word(Kind::boolean, value ? 4 : 5, value); }
  bool number_integer(Json::number_integer_t /*value*/) { return ignored() || number(); }
  bool number_unsigned(Json::number_unsigned_t /*value*/) { return ignored() || number(); }
  bool number_float(Json::number_float_t /*value*/, const std::string& /*text*/) { return ignored() || number(); }
  bool binary(Json::binary_t& /*value*/) { return false; }  // not in a JSON text

  bool string(const std::string& value) {
    Node* node = builder_.arena().make<Node>();
    node->kind = Kind::string;
    node->text = string_text(value, node->span);
    return add(node);
  }

  bool key(const std::string& value) {
    if (ignored()) return true;
    if (indentation_) {
      const std::size_t at = next_token();
      if (surplus_ = indentation_->closed_too_early(at); surplus_ != npos) return false;
      if (const std::size_t closed = indentation_->closed_by_key(at); closed > 0) return break_at_key(closed);
    }
    Span span;
    const std::string_view text = string_text(value, span);
    builder_.key(text, span);
    return true;
  }

  bool start_object(std::size_t /*size*/) { return ignored() || open(Kind::mapping); }
  bool start_array(std::size_t /*size*/) { return ignored() || open(Kind::sequence); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const Json::exception& exception) {
    return fail(exception.id == out_of_range, exception.what());
  }

 private:
  bool parse(std::string_view text) { return Json::sax_parse(text.begin(), text.end(), this); }

  /// True for an event of what was put before the text.
  bool ignored() {
    if (ignored_ == 0) return false;
    --ignored_;
    return true;
  }

  /// Always false: the parser stops.
  bool fail(bool number_out_of_range, std::string reason) {
    if (const std::size_t at = next_token(); indentation_ && byte_at(bytes_, at) == '"') {
      if (surplus_ = indentation_->closed_too_early(at); surplus_ != npos) return false;
    }
    const bool at_start = cursor_ == fresh_ || (builder_.is_open() && cursor_ == builder_.innermost().content + 1);
    broken_ = JsonBreak{explain_json({bytes_, cursor_, at_start, number_out_of_range, std::move(reason)}, builder_),
                        builder_.levels().size()};
    return false;
  }

  bool break_at_key(std::size_t closed) {
    const std::size_t at = next_token();
    const TreeBuilder::Level& level = builder_.innermost();
    JsonFault fault;
    fault.error = unclosed_bracket(builder_, level, bytes_);
    fault.error.related = builder_.span(at, quoted_end(bytes_, at));
    fault.error.related_message = "what follows here stands no deeper than it";
    fault.at = fault.resume = at;
    broken_ = JsonBreak{std::move(fault), builder_.levels().size() - closed};
    return false;
  }

  /// Where to read on behind a broken place, with what is lost noted and its levels closed; nullopt where nothing can
  /// be read on.
  std::optional<std::size_t> go_on(const JsonBreak& broken) {
    if (faults_ > most_faults) return std::nullopt;
    Landing landing{broken.fault.resume, broken.kept};
    const bool lands_far = landing.at == npos || landing.at <= last_landing_;
    if (lands_far) {
      if (broken.fault.loses_last) builder_.take_back();
      const std::optional<Landing> next = next_entry(bytes_, builder_.levels(), broken.fault.at);
      if (!next) return std::nullopt;
      landing = *next;
    }
    if (lands_far || broken.fault.loses_value || landing.kept < builder_.levels().size()) {
      out_.gaps.push_back(builder_.span(cursor_, landing.at));
    }
    if (lands_far) {
      give_up_entry();
    } else if (broken.fault.loses_value) {
      lose_value(broken.fault.at);
    }
    while (builder_.levels().size() > landing.kept) {
      out_.cut.push_back(builder_.span(builder_.innermost().begin, 0).begin);
      close_level(cursor_, npos);
    }
    last_landing_ = landing.at;
    return landing.at;
  }

  /// What was being read of the innermost collection is not known, nor whether more of it was there.
  void give_up_entry() {
    const std::size_t colon = bytes_.find_first_not_of(" \t\r\n", cursor_);
    if (builder_.innermost().has_key) lose_value(cursor_);
    if (byte_at(bytes_, colon) != ':') {
      out_.cut.push_back(builder_.span(builder_.innermost().begin, 0).begin);
    }
  }

  void lose_value(std::size_t at) {
    Node* node = builder_.arena().make<Node>();
    node->kind = Kind::null;
    node->span = builder_.span(at, at);
    out_.cut.push_back(node->span.begin);
    builder_.add(node);
  }

  std::size_t next_token() const {
    std::size_t at = cursor_;
    while (at < bytes_.size() && (is_space(bytes_[at]) || bytes_[at] == ',' || bytes_[at] == ':')) ++at;
    return at;
  }

  bool add(Node* node) {
    builder_.add(node);
    return true;
  }

  bool word(Kind kind, std::size_t length, bool value) {
    const std::size_t begin = next_token();
    if (is_word_byte(byte_at(bytes_, begin + length))) return fail(false, {});  // `truex`
    cursor_ = begin + length;
    Node* node = builder_.arena().make<Node>();
    node->kind = kind;
    node->boolean = value;
    node->span = builder_.span(begin, cursor_);
    node->text = bytes_.substr(begin, length);
    return add(node);
  }

  bool number() {
    const std::size_t begin = next_token();
    const std::size_t end = number_end(begin);
    if (is_word_byte(byte_at(bytes_, end))) return fail(false, {});  // `012`
    cursor_ = end;
    Node* node = builder_.arena().make<Node>();
    node->kind = Kind::number;
    node->span = builder_.span(begin, cursor_);
    node->text = bytes_.substr(begin, cursor_ - begin);
    return add(node);
  }

  /// Past the number at an offset; JSON's numbers end after a leading zero.
  std::size_t number_end(std::size_t at) const {
    if (byte_at(bytes_, at) == '-') ++at;
    if (byte_at(bytes_, at) == '0' && text::is_digit(byte_at(bytes_, at + 1))) return at + 1;
    while (at < bytes_.size() && is_number_byte(bytes_[at])) ++at;
    return at;
  }

  std::string_view string_text(const std::string& value, Span& span) {
    const std::size_t begin = next_token();
    const ScalarPlace place = place_quoted(bytes_, begin, value);
    cursor_ = place.end;
    span = builder_.span(begin, place.end);
    return place.as_written.data() != nullptr ? place.as_written : builder_.arena().copy(value);
  }

  bool open(Kind kind) {
    const std::size_t begin = next_token();
    TreeBuilder::Level level{};
    level.kind = kind;
    level.bracketed = true;
    level.begin = begin;
    level.content = begin;
    cursor_ = begin + 1;
    if (!builder_.open(level)) return false;
    if (indentation_) indentation_->open(begin);
    return true;
  }

  bool close() {
    const std::size_t bracket = next_token();
    close_level(std::min(bracket + 1, bytes_.size()), bracket);
    return true;
  }

  void close_level(std::size_t end, std::size_t bracket) {
    cursor_ = end;
    builder_.close(end);
    if (indentation_) indentation_->close(bracket);
  }

  std::string_view bytes_;
  std::size_t cursor_;  ///< the end of the last token that was good
  ParsedDocuments& out_;
  TreeBuilder builder_;
  std::optional<Indentation> indentation_;
  std::optional<JsonBreak> broken_;
  std::size_t ignored_ = 0;   ///< events to come of what was put before the text
  std::size_t fresh_ = npos;  ///< where an entry may stand without a `,` before it
  std::size_t surplus_ = npos;
  bool uneven_ = false;
  std::size_t last_landing_ = 0;
  std::size_t faults_ = 0;
  std::size_t bytes_left_ = limits::reread_bytes;
};

/// Reads a text whose brackets do not come out even: without those that are too many, each of which is told of.
void read_by_indentation(Places places, std::string_view bytes, std::size_t first, text::Arena& arena,
                         ParsedDocuments& out) {
  constexpr std::size_t most_surplus = 8;
  std::vector<SyntaxError> told;
  while (true) {
    out = {};
    JsonReader reader(bytes, first, places, arena, true, out);
    reader.read();
    if (reader.surplus() == npos || told.size() == most_surplus) break;
    SyntaxError error;
    error.span = places.span(reader.surplus(), reader.surplus() + 1);
    error.message = "this " + quoted(bytes.substr(reader.surplus(), 1)) + " closes what goes on below it";
    error.help = "remove it";
    told.push_back(std::move(error));
    std::string mended(bytes);
    mended[reader.surplus()] = ' ';
    bytes = arena.copy(mended);
  }
  if (told.empty()) return;
  // It may be the opening bracket that is missing, and what goes with it.
  for (const Node* root : out.roots) cut_all(*root, out);
  out.complete = false;
  out.errors.insert(out.errors.end(), told.begin(), told.end());
}

ParsedDocuments parse(Places places, std::string_view bytes, text::Arena& arena) {
  ParsedDocuments out;
  const std::size_t first = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  if (is_utf16(bytes)) {
    SyntaxError error = no_text_error(bytes, 0);
    error.span = places.span(0, 2);
    out.errors.push_back(std::move(error));
    out.complete = false;
    return out;
  }
  if (bytes.find_first_not_of(" \t\r\n", first) == npos) return out;
  try {
    if (!JsonReader(bytes, first, places, arena, false, out).read()) {
      read_by_indentation(places, bytes, first, arena, out);
    }
  } catch (const std::exception& exception) {
    SyntaxError error;
    error.span = places.span(0, 0);
    error.message = std::string("this is not valid JSON: ") + exception.what();
    out.errors.push_back(std::move(error));
    out.gaps.push_back(places.span(0, bytes.size()));
    out.complete = false;
  }
  std::sort(out.cut.begin(), out.cut.end());
  std::stable_sort(out.errors.begin(), out.errors.end(),
                   [](const SyntaxError& a, const SyntaxError& b) { return a.span.begin < b.span.begin; });
  return out;
}

}  // namespace

ParsedDocuments parse_json(text::FileId file, std::string_view bytes, text::Arena& arena) {
  return parse({{file, 0, static_cast<std::uint32_t>(bytes.size())}, true}, bytes, arena);
}

ParsedDocuments parse_embedded_json(text::Span base, bool mapped, std::string_view bytes, text::Arena& arena) {
  return parse({base, mapped}, bytes, arena);
}

ParsedDocuments parse_any(text::FileId file, std::string_view bytes, text::Arena& arena) {
  std::string_view content = bytes;
  if (content.starts_with(byte_order_mark)) content.remove_prefix(byte_order_mark.size());
  const std::size_t first = content.find_first_not_of(" \t\r\n");
  if (first == npos || content[first] != '{') return parse_yaml(file, bytes, arena);
  ParsedDocuments json = parse_json(file, bytes, arena);
  if (json.complete) return json;
  // A flow mapping of YAML may start with `{` too.
  ParsedDocuments yaml = parse_yaml(file, bytes, arena);
  return yaml.complete ? yaml : json;
}

}  // namespace tieline::document
