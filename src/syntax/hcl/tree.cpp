#include "syntax/hcl/tree.h"

#include <algorithm>
#include <array>
#include <cassert>

extern "C" const TSLanguage* tree_sitter_hcl(void);

namespace tieline::hcl {
namespace {

struct Name {
  std::string_view text;
  Kind kind;
};

constexpr Name named[] = {
    {"config_file", Kind::config_file},
    {"attribute", Kind::attribute},
    {"block", Kind::block},
    {"unfinished_item", Kind::unfinished_item},
    {"missing_value", Kind::missing_value},
    {"key", Kind::key},
    {"colon_key", Kind::colon_key},
    {"block_header", Kind::block_header},
    {"unclosed_header", Kind::unclosed_header},
    {"null", Kind::null},
    {"true", Kind::true_},
    {"false", Kind::false_},
    {"number", Kind::number},
    {"string", Kind::string},
    {"unclosed_string", Kind::unclosed_string},
    {"foreign_string", Kind::foreign_string},
    {"template", Kind::template_},
    {"heredoc", Kind::heredoc},
    {"identifier", Kind::identifier},
    {"reference", Kind::reference},
    {"attribute_access", Kind::attribute_access},
    {"index_access", Kind::index_access},
    {"splat", Kind::splat},
    {"call", Kind::call},
    {"parentheses", Kind::parentheses},
    {"tuple", Kind::tuple},
    {"object", Kind::object},
    {"for_tuple", Kind::for_tuple},
    {"for_object", Kind::for_object},
    {"unary", Kind::unary},
    {"binary", Kind::binary},
    {"conditional", Kind::conditional},
    {"dot_name", Kind::dot_name},
    {"dot_index", Kind::dot_index},
    {"dot_star", Kind::dot_star},
    {"full_splat", Kind::full_splat},
    {"call_name", Kind::call_name},
    {"scoped_name", Kind::scoped_name},
    {"expand", Kind::expand},
    {"element", Kind::element},
    {"head_interpolation", Kind::head_interpolation},
    {"head_directive", Kind::head_directive},
    {"middle_interpolation", Kind::middle_interpolation},
    {"middle_directive", Kind::middle_directive},
    {"template_tail", Kind::template_tail},
    {"unclosed_tail", Kind::unclosed_tail},
    {"if_directive", Kind::if_directive},
    {"else_directive", Kind::else_directive},
    {"endif_directive", Kind::endif_directive},
    {"for_directive", Kind::for_directive},
    {"endfor_directive", Kind::endfor_directive},
    {"unknown_directive", Kind::unknown_directive},
    {"heredoc_delimiter", Kind::heredoc_delimiter},
    {"heredoc_text", Kind::heredoc_text},
    {"heredoc_interpolation", Kind::heredoc_interpolation},
    {"heredoc_directive", Kind::heredoc_directive},
    {"heredoc_end", Kind::heredoc_end},
    {"unclosed_heredoc", Kind::unclosed_heredoc},
    {"close", Kind::close},
    {"comment", Kind::comment},
    {"unclosed_comment", Kind::unclosed_comment},
};

constexpr Name anonymous[] = {
    {"\n", Kind::newline},
    {",", Kind::comma},
    {".", Kind::dot},
    {"=", Kind::equals},
    {":", Kind::colon},
    {"=>", Kind::arrow},
    {"{", Kind::open_brace},
    {"}", Kind::close_brace},
    {"(", Kind::open_parenthesis},
    {")", Kind::close_parenthesis},
    {"[", Kind::open_bracket},
    {"]", Kind::close_bracket},
    {"<<", Kind::heredoc_open},
    {"<<-", Kind::indented_heredoc_open},
    {"in", Kind::in_word},
    {"||", Kind::or_},
    {"&&", Kind::and_},
    {"==", Kind::equal},
    {"!=", Kind::not_equal},
    {"<", Kind::less},
    {"<=", Kind::less_equal},
    {">", Kind::greater},
    {">=", Kind::greater_equal},
    {"+", Kind::plus},
    {"-", Kind::minus},
    {"*", Kind::star},
    {"/", Kind::slash},
    {"%", Kind::percent},
    {"!", Kind::bang},
    {"?", Kind::question},
};

Kind kind_of(const TSLanguage* language, TSSymbol symbol) {
  const std::string_view name = ts_language_symbol_name(language, symbol);
  const auto is_it = [&](const Name& known) { return known.text == name; };
  if (ts_language_symbol_type(language, symbol) == TSSymbolTypeAnonymous) {
    const auto* found = std::ranges::find_if(anonymous, is_it);
    return found == std::end(anonymous) ? Kind::other : found->kind;
  }
  const auto* found = std::ranges::find_if(named, is_it);
  return found == std::end(named) ? Kind::other : found->kind;
}

using Kinds = std::array<Kind, 256>;

/// The kind of every symbol of the grammar.
const Kinds& kinds() {
  static const Kinds table = [] {
    Kinds made{};
    const TSLanguage* language = tree_sitter_hcl();
    const std::uint32_t count = ts_language_symbol_count(language);
    assert(count <= made.size());
    for (std::uint32_t symbol = 0; symbol < count; ++symbol) {
      made[symbol] = kind_of(language, static_cast<TSSymbol>(symbol));
    }
    return made;
  }();
  return table;
}

/// What a parse may take: many times what the densest of files needs.
std::size_t memory_budget(const Source& source) {
  return (std::size_t{256} << 20) + 1024 * (source.prefix.size() + source.bytes.size() + source.suffix.size());
}

/// Bytes handed to tree-sitter at once, which tells how far it has read.
constexpr std::size_t piece_bytes = 4096;

}  // namespace

std::string_view Source::text(std::uint32_t begin, std::uint32_t end) const {
  const std::size_t from = std::clamp<std::size_t>(begin, prefix.size(), prefix.size() + bytes.size()) - prefix.size();
  const std::size_t to = std::clamp<std::size_t>(end, prefix.size(), prefix.size() + bytes.size()) - prefix.size();
  return bytes.substr(from, to - from);
}

text::Span Source::span(std::uint32_t begin, std::uint32_t end) const {
  if (!mapped) return whole;
  const std::string_view covered = text(begin, end);
  const auto from = whole.begin + static_cast<std::uint32_t>(covered.data() - bytes.data());
  return {whole.file, from, from + static_cast<std::uint32_t>(covered.size())};
}

/// Hands tree-sitter the three parts of the source one after another.
const char* Walk::read_piece(void* payload, std::uint32_t offset, TSPoint, std::uint32_t* length) {
  auto& reading = *static_cast<Reading*>(payload);
  reading.reached = std::max(reading.reached, offset);
  std::size_t at = offset;
  for (const std::string_view part : {reading.source.prefix, reading.source.bytes, reading.source.suffix}) {
    if (at < part.size()) {
      *length = static_cast<std::uint32_t>(std::min(part.size() - at, piece_bytes));
      return part.data() + at;
    }
    at -= part.size();
  }
  *length = 0;
  return "";
}

Walk::Walk(const Source& source) : memory_(memory_budget(source)), reading_{source, 0} {
  TSParser* parser = ts_parser_new();
  [[maybe_unused]] const bool loaded = ts_parser_set_language(parser, tree_sitter_hcl());
  assert(loaded);
  TSInput input{};
  input.payload = &reading_;
  input.read = read_piece;
  input.encoding = TSInputEncodingUTF8;
  ts_parser_set_cancellation_flag(parser, &memory_.stop());
  TSTree* tree = ts_parser_parse(parser, nullptr, input);
  if (memory_.stop() != 0) {
    ts_parser_set_language(parser, nullptr);  // for the scanner, which has its memory from elsewhere
    return;
  }
  ts_parser_delete(parser);
  tree_ = tree;
  const TSNode root = ts_tree_root_node(tree_);
  broken_ = ts_node_has_error(root);
  cursor_ = ts_tree_cursor_new(root);
}

Walk::~Walk() {
  if (tree_ == nullptr) return;
  ts_tree_cursor_delete(&cursor_);
  ts_tree_delete(tree_);
}

Node Walk::node() const {
  const TSNode node = ts_tree_cursor_current_node(&cursor_);
  const TSSymbol symbol = ts_node_symbol(node);
  Node result;
  // ERROR has the last symbol there is.
  result.kind = symbol < kinds().size() ? kinds()[symbol] : Kind::error;
  result.missing = broken_ && ts_node_is_missing(node);
  result.begin = ts_node_start_byte(node);
  result.end = ts_node_end_byte(node);
  return result;
}

}  // namespace tieline::hcl
