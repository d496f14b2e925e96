#include "terraform/functions/encoding.h"

#include <iconv.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "terraform/collections.h"
#include "terraform/functions/function.h"
#include "terraform/unicode.h"

/// Base64, gzip, URLs, character sets and CSV.
namespace tieline::terraform {
namespace {

using value::Flavour;
using value::MappingEntry;

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

CallResult base64encode(Call& call) { return call.string(encode_base64(call.text(0))); }

CallResult base64decode(Call& call) {
  const DecodedBase64 decoded = decode_base64(call.text(0));
  if (!decoded.valid) {
    return call.fail("failed to decode base64 data " +
                     (call[0].is_sensitive() ? std::string("(sensitive value)") : quote(call.text(0))));
  }
  if (!is_utf8(decoded.bytes)) return call.fail("the result of decoding the provided string is not valid UTF-8");
  return call.string(decoded.bytes);
}

CallResult base64gzip(Call& call) {
  const std::string_view text = call.text(0);
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  constexpr int memory_level = 8;
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
    return call.unknown();
  }
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int finished = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return finished == Z_STREAM_END ? call.string(encode_base64(out)) : call.unknown();
}

CallResult urlencode(Call& call) {
  std::string out;
  for (const char c : call.text(0)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      constexpr std::string_view hex = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
    }
  }
  return call.string(out);
}

/// Bytes of one character set in another; nullopt where a character has none. `known` says whether both sets exist.
std::optional<std::string> recode(std::string_view text, const std::string& from, const std::string& to, bool& known) {
  const iconv_t converter = iconv_open(to.c_str(), from.c_str());
  known = converter != reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr): as POSIX has it
  if (!known) return std::nullopt;
  std::string out;
  char* in = const_cast<char*>(text.data());
  std::size_t left = text.size();
  bool failed = false;
  while (left > 0 && !failed) {
    std::array<char, 4096> buffer{};
    char* at = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t before = left;
    const std::size_t result = iconv(converter, &in, &left, &at, &room);
    out.append(buffer.data(), buffer.size() - room);
    failed = result == static_cast<std::size_t>(-1) && left == before && room == buffer.size();
  }
  iconv_close(converter);
  if (failed) return std::nullopt;
  return out;
}

constexpr std::string_view big_endian_mark = "\xFE\xFF";

bool is_utf16(std::string_view encoding) { return to_upper(encoding) == "UTF-16"; }

/// The system's name of a character set. UTF-16 without an order is big endian.
std::string system_name(std::string_view encoding) {
  const std::string upper = to_upper(encoding);
  // A slash would begin options, an empty name mean the system's own set.
  if (upper.empty() || upper.find('/') != std::string::npos) return "no such set";
  return is_utf16(encoding) ? "UTF-16BE" : upper;
}

std::string unsupported(std::string_view encoding) {
  return quote(encoding) + " is not a supported IANA encoding name or alias in this Terraform version";
}

CallResult textencodebase64(Call& call) {
  bool known = false;
  const auto encoded = recode(call.text(0), "UTF-8", system_name(call.text(1)), known);
  if (!known) return call.fail(1, unsupported(call.text(1)));
  if (!encoded) {
    return call.fail(0,
                     "the given string contains characters that cannot be represented in " + std::string(call.text(1)));
  }
  return call.string(encode_base64((is_utf16(call.text(1)) ? std::string(big_endian_mark) : "") + *encoded));
}

CallResult textdecodebase64(Call& call) {
  bool known = false;
  const DecodedBase64 bytes = decode_base64(call.text(0));
  // With a mark the system reads either order.
  const bool marked =
      is_utf16(call.text(1)) && (bytes.bytes.starts_with(big_endian_mark) || bytes.bytes.starts_with("\xFF\xFE"));
  const auto text = recode(bytes.bytes, marked ? "UTF-16" : system_name(call.text(1)), "UTF-8", known);
  if (!known) return call.fail(1, unsupported(call.text(1)));
  if (!bytes.valid) {
    return call.fail(0, "the given value is has an invalid base64 symbol at offset " + std::to_string(bytes.offset));
  }
  if (!text || text->find("\xEF\xBF\xBD") != std::string::npos) {
    return call.fail(0, "the given string contains symbols that are not defined for " + std::string(call.text(1)));
  }
  return call.string(*text);
}

/// Reads comma-separated values as RFC 4180 has them.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  /// The fields of the next line that is not empty; nullopt at the end, and with `error` where it is wrong.
  std::optional<std::vector<std::string>> next() {
    while (at_ < text_.size() && (text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n")) {
      at_ += text_[at_] == '\n' ? 1 : 2;
      ++line_;
    }
    if (at_ >= text_.size()) return std::nullopt;
    std::vector<std::string> fields;
    while (true) {
      std::string field;
      const bool read = at_ < text_.size() && text_[at_] == '"' ? quoted(field) : plain(field);
      if (!read) return std::nullopt;
      fields.push_back(std::move(field));
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      end_line();
      return fields;
    }
  }

  std::string error;
  /// Of the line that was read last.
  [[nodiscard]] std::size_t line() const { return line_ - 1; }

 private:
  [[nodiscard]] bool at_line_end() const {
    return at_ >= text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n" ||
           (text_[at_] == '\r' && at_ + 1 == text_.size());
  }

  void end_line() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    if (at_ < text_.size()) ++at_;
    ++line_;
  }

  bool plain(std::string& field) {
    while (!at_line_end() && text_[at_] != ',') {
      if (text_[at_] == '"') return fail("bare \" in non-quoted-field");
      field += text_[at_++];
    }
    return true;
  }

  bool quoted(std::string& field) {
    ++at_;
    while (at_ < text_.size()) {
      if (text_[at_] != '"') {
        if (text_.substr(at_, 2) == "\r\n") ++at_;
        if (text_[at_] == '\n') ++line_;
        field += text_[at_++];
        continue;
      }
      ++at_;
      if (at_ < text_.size() && text_[at_] == '"') {
        field += '"';
        ++at_;
        continue;
      }
      return at_line_end() || text_[at_] == ',' || fail("extraneous or missing \" in quoted-field");
    }
    // The last line break is not a line of its own.
    if (!text_.empty() && text_.back() == '\n') --line_;
    return fail("extraneous or missing \" in quoted-field");
  }

  bool fail(const std::string& what) {
    error = "CSV parse error on line " + std::to_string(line_) + ": " + what;
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

CallResult csvdecode(Call& call) {
  if (!call.context.budget.bytes(call.text(0).size())) return call.unknown();
  CsvReader reader(call.text(0));
  const auto header = reader.next();
  if (!reader.error.empty()) return call.fail(reader.error);
  if (!header) return call.fail("missing header line");
  std::map<std::string, std::size_t> columns;
  for (const std::string& name : *header) {
    if (!columns.emplace(name, columns.size()).second) return call.fail("duplicate column name " + quote(name));
  }
  std::vector<value::TypeField> fields;
  for (const auto& [name, column] : columns) fields.push_back({call.text_value(name).string(), value::string_type()});
  std::vector<Value> rows;
  while (const auto row = reader.next()) {
    if (row->size() != header->size()) {
      return call.fail("CSV parse error on line " + std::to_string(reader.line()) + ": wrong number of fields");
    }
    if (!call.context.budget.items(rows.size()) || !call.context.budget.items(row->size())) return call.unknown();
    std::vector<MappingEntry> entries;
    std::size_t field = 0;
    for (const auto& [name, column] : columns) {
      entries.push_back({fields[field++].name, call.span, call.text_value((*row)[column])});
    }
    rows.push_back(value::mapping(call.arena(), entries, Flavour::object, call.span));
  }
  if (!reader.error.empty()) return call.fail(reader.error);
  return {make_list(call.arena(), rows, object_type(call.arena(), fields), call.span)};
}

}  // namespace

std::string encode_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = (group << 8U) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += i + k <= bytes.size() ? alphabet[(group >> (18U - 6U * k)) & 63U] : '=';
    }
  }
  return out;
}

DecodedBase64 decode_base64(std::string_view text) {
  DecodedBase64 result;
  std::uint32_t group = 0;
  std::size_t digits = 0;
  std::size_t padding = 0;
  const auto wrong = [&](std::size_t offset) {
    result.valid = false;
    result.offset = offset;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' || text[i] == '\r') continue;
    const std::size_t digit = alphabet.find(text[i]);
    const bool pad = text[i] == '=' && digits >= 2 && digits + padding < 4;
    if (!pad && (digit == std::string_view::npos || padding > 0)) {
      wrong(i);
      return result;
    }
    if (pad) {
      ++padding;
      continue;
    }
    group = (group << 6U) | static_cast<std::uint32_t>(digit);
    if (++digits < 4) continue;
    for (const unsigned shift : {16U, 8U, 0U}) result.bytes += static_cast<char>((group >> shift) & 0xFFU);
    group = 0;
    digits = 0;
  }
  if (digits + padding != 0 && digits + padding != 4) wrong(text.size());
  if (digits >= 2) result.bytes += static_cast<char>((group >> (digits == 2 ? 4U : 10U)) & 0xFFU);
  if (digits == 3) result.bytes += static_cast<char>((group >> 2U) & 0xFFU);
  return result;
}

void add_encoding_functions(std::vector<Function>& table) {
  const Type* string = value::string_type();
  const Parameter str{"str", string};
  table.push_back({"base64encode", {str}, {}, string, base64encode});
  table.push_back({"base64decode", {str}, {}, string, base64decode});
  table.push_back({"base64gzip", {str}, {}, string, base64gzip});
  table.push_back({"urlencode", {str}, {}, string, urlencode});
  table.push_back({"textencodebase64", {{"string", string}, {"encoding", string}}, {}, string, textencodebase64});
  table.push_back({"textdecodebase64", {{"source", string}, {"encoding", string}}, {}, string, textdecodebase64});
  table.push_back({"csvdecode", {str}, {}, list_of(value::any_type()), csvdecode});
}

}  // namespace tieline::terraform
