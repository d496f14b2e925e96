#include <algorithm>
#include <optional>
#include <string>

#include "terraform/collections.h"
#include "terraform/convert.h"
#include "terraform/functions/function.h"
#include "terraform/functions/json.h"
#include "terraform/unicode.h"
#include "text/ascii.h"

/// `format` and `formatlist`. Arguments that are not known become unknown parts of the string.
namespace tieline::terraform {
namespace {

using value::Kind;

struct Verb {
  std::string_view raw;
  std::size_t offset = 0;
  std::size_t argument = 0;  // 1-based
  char mode = 0;
  bool zero = false;
  bool sharp = false;
  bool plus = false;
  bool minus = false;
  bool space = false;
  std::optional<std::size_t> width;
  std::optional<std::size_t> precision;
};

/// A width or precision past this is taken for it: nobody wants it, and it must not take the memory.
constexpr std::size_t widest = 100'000;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// One run over a format string with its arguments.
class Formatter {
 public:
  Formatter(Call& call, std::string_view format, std::span<const Value> arguments)
      : call_(call), format_(format), arguments_(arguments) {}

  /// The string, or nullopt with `error` set.
  std::optional<Value> run() {
    while (at_ < format_.size()) {
      if (format_[at_] != '%') {
        text_ += format_[at_++];
      } else if (at_ + 1 < format_.size() && format_[at_ + 1] == '%') {
        text_ += '%';
        at_ += 2;
      } else if (!verb()) {
        return std::nullopt;
      }
      if (text_.size() > limits::string_bytes) break;
    }
    if (highest_ < arguments_.size()) {
      extra_argument = highest_;
      error = highest_ == 0 ? std::string("too many arguments; no verbs in format string")
                            : "too many arguments; only " + std::to_string(highest_) + " used by format string";
      return std::nullopt;
    }
    flush();
    if (parts_.empty()) return call_.text_value("");
    if (parts_.size() == 1 && parts_.front().is(Kind::string)) return parts_.front();
    return value::template_of(call_.arena(), parts_, call_.span);
  }

  std::string error;
  std::optional<std::size_t> extra_argument;  // the first argument that no verb takes

 private:
  [[nodiscard]] char peek() const { return at_ < format_.size() ? format_[at_] : '\0'; }

  std::size_t digits() {
    std::size_t number = 0;
    for (; text::is_digit(peek()); ++at_)
      number = std::min(number * 10 + static_cast<std::size_t>(peek() - '0'), widest);
    return number;
  }

  bool unrecognized() {
    if (at_ >= format_.size()) {
      error = "invalid format string starting at offset " + std::to_string(at_);
      return false;
    }
    std::size_t end = at_;
    std::string character;
    append_utf8(character, next_code_point(format_, end));
    std::string quoted = quote(character);
    quoted.front() = quoted.back() = '\'';
    error = "unrecognized format character " + quoted + " at offset " + std::to_string(at_);
    return false;
  }

  bool verb() {
    Verb verb;
    verb.offset = at_++;
    verb.argument = next_;
    for (bool flags = true; flags;) {
      switch (peek()) {
        case '0':
          verb.zero = true;
          break;
        case '#':
          verb.sharp = true;
          break;
        case '-':
          verb.minus = true;
          break;
        case '+':
          verb.plus = true;
          break;
        case ' ':
          verb.space = true;
          break;
        default:
          flags = false;
          continue;
      }
      ++at_;
    }
    if (text::is_digit(peek())) verb.width = digits();
    if (peek() == '.') {
      ++at_;
      verb.precision = digits();
    }
    if (peek() == '[') {
      ++at_;
      if (!text::is_digit(peek()) || peek() == '0') return unrecognized();
      verb.argument = digits();
      if (peek() != ']') return unrecognized();
      ++at_;
    }
    if (!is_letter(peek())) return unrecognized();
    verb.mode = format_[at_++];
    verb.raw = format_.substr(verb.offset, at_ - verb.offset);
    highest_ = std::max(highest_, verb.argument);
    next_ = verb.argument + 1;
    return append(verb);
  }

  bool unsupported(const Verb& verb, const std::string& why) {
    error = "unsupported value for " + quote(verb.raw) + " at " + std::to_string(verb.offset) + ": " + why;
    return false;
  }

  bool append(const Verb& verb) {
    if (verb.argument > arguments_.size()) {
      error = "not enough arguments for " + quote(verb.raw) + " at " + std::to_string(verb.offset) + ": need index " +
              std::to_string(verb.argument) + " but have " + std::to_string(arguments_.size()) + " total";
      return false;
    }
    const Value argument = arguments_[verb.argument - 1];
    if (argument.is_null() && verb.mode != 'v') return unsupported(verb, "null value cannot be formatted");
    static constexpr std::string_view modes = "vtbdoxXeEfgGsq";
    if (modes.find(verb.mode) == std::string_view::npos) {
      error = std::string("unsupported format verb '") + verb.mode + "' in " + quote(verb.raw) + " at offset " +
              std::to_string(verb.offset);
      return false;
    }
    if (!argument.is_wholly_known()) return append_open(verb, argument);
    switch (verb.mode) {
      case 'v':
        return append_as_is(verb, argument);
      case 't':
        return append_boolean(verb, argument);
      case 's':
      case 'q':
        return append_string(verb, argument);
      default:
        return append_number(verb, argument);
    }
  }

  /// Something unknown: itself where the verb writes it as it is, else an unknown part.
  bool append_open(const Verb& verb, Value argument) {
    const bool plain = !verb.width && !verb.precision && !verb.sharp && !verb.plus && !verb.space;
    const bool as_is = verb.mode == 's' || verb.mode == 'v';
    const bool text = argument.is(Kind::unknown) || argument.is(Kind::template_) || argument.is(Kind::alternatives);
    flush();
    if (plain && as_is && text) {
      const ConvertResult string = convert(call_.arena(), call_.context.conditions, argument, *value::string_type());
      if (!string.error) {
        parts_.push_back(string.value);
        return true;
      }
    }
    parts_.push_back(value::unknown(call_.arena(), {.type = value::string_type(), .not_null = true}, call_.span));
    return true;
  }

  bool append_as_is(const Verb& verb, Value argument) {
    std::string out;
    if (!verb.sharp && argument.is(Kind::string)) {
      out = argument.string();
    } else if (!verb.sharp && argument.is(Kind::number)) {
      out = argument.number().to_text('g', -1);
    } else {
      append_json(argument, out);
    }
    text_ += padded(verb, out);
    return true;
  }

  /// The argument as that type; nullopt with the error said where it is none.
  std::optional<Value> as(const Verb& verb, Value argument, const Type& type) {
    const ConvertResult converted = convert(call_.arena(), call_.context.conditions, argument, type);
    if (!converted.error) return converted.value;
    unsupported(verb, *converted.error);
    return std::nullopt;
  }

  bool append_boolean(const Verb& verb, Value argument) {
    const auto boolean = as(verb, argument, *value::boolean_type());
    if (!boolean) return false;
    text_ += boolean->boolean() ? "true" : "false";
    return true;
  }

  bool append_string(const Verb& verb, Value argument) {
    const auto string = as(verb, argument, *value::string_type());
    if (!string) return false;
    std::string out(string->string());
    if (verb.precision && *verb.precision > 0) {
      const auto all = characters(out);
      std::size_t bytes = 0;
      for (std::size_t i = 0; i < std::min(all.size(), *verb.precision); ++i) bytes += all[i].size();
      out.resize(bytes);
    }
    if (verb.mode == 'q') {
      std::string quoted;
      append_json_string(out, quoted);
      out = quoted;
    }
    text_ += padded(verb, out);
    return true;
  }

  static std::string padded(const Verb& verb, const std::string& text) {
    const std::size_t length = character_count(text);
    if (!verb.width || length >= *verb.width) return text;
    const std::string pad(*verb.width - length, verb.zero ? '0' : ' ');
    return verb.minus ? text + pad : pad + text;
  }

  bool append_number(const Verb& verb, Value argument) {
    const auto converted = as(verb, argument, *value::number_type());
    if (!converted) return false;
    const Number& number = converted->number();
    const bool integer = std::string_view("bdoxX").find(verb.mode) != std::string_view::npos;
    if (integer && (!number.is_integer() || number.is_infinite())) {
      return unsupported(verb, "an integer is required");
    }
    std::string digits = integer ? integer_digits(verb, number) : float_digits(verb, number);
    std::string sign;
    if (digits.front() == '-' || digits.front() == '+') {
      sign = digits.front() == '+' && verb.space ? " " : digits.substr(0, 1);
      digits.erase(0, 1);
    } else if (verb.plus || verb.space) {
      sign = verb.plus ? "+" : " ";
    }
    if (integer && verb.sharp) sign += prefix(verb.mode);
    append_padded_number(verb, sign, digits, integer && verb.precision);
    return true;
  }

  static std::string prefix(char mode) {
    switch (mode) {
      case 'b':
        return "0b";
      case 'o':
        return "0";
      case 'x':
        return "0x";
      case 'X':
        return "0X";
      default:
        return "";
    }
  }

  static std::string integer_digits(const Verb& verb, const Number& number) {
    const int base = verb.mode == 'b' ? 2 : verb.mode == 'o' ? 8 : verb.mode == 'd' ? 10 : 16;
    std::string digits = number.to_base(base);
    if (verb.mode == 'X') digits = to_upper(digits);
    const std::size_t sign = digits.front() == '-' ? 1 : 0;
    if (verb.precision && digits.size() - sign < *verb.precision) {
      digits.insert(sign, *verb.precision - (digits.size() - sign), '0');
    }
    return digits;
  }

  static std::string float_digits(const Verb& verb, const Number& number) {
    const bool shortest = verb.mode == 'g' || verb.mode == 'G';
    const int precision = verb.precision ? static_cast<int>(*verb.precision) : shortest ? -1 : 6;
    return number.to_text(verb.mode, precision);
  }

  void append_padded_number(const Verb& verb, const std::string& sign, const std::string& digits, bool exact_digits) {
    const std::size_t length = sign.size() + digits.size();
    const std::size_t missing = verb.width && *verb.width > length ? *verb.width - length : 0;
    const bool zeros = verb.zero && !verb.minus && !exact_digits && digits != "Inf";
    if (missing > 0 && !zeros && !verb.minus) text_.append(missing, ' ');
    text_ += sign;
    if (zeros) text_.append(missing, '0');
    text_ += digits;
    if (verb.minus) text_.append(missing, ' ');
  }

  void flush() {
    if (!text_.empty()) parts_.push_back(call_.text_value(text_));
    text_.clear();
  }

  Call& call_;
  std::string_view format_;
  std::span<const Value> arguments_;
  std::size_t at_ = 0;
  std::size_t next_ = 1;
  std::size_t highest_ = 0;
  std::string text_;
  std::vector<Value> parts_;
};

CallResult format(Call& call) {
  const std::span<const Value> arguments = std::span<const Value>(call.arguments).subspan(1);
  Formatter formatter(call, call.text(0), arguments);
  const auto result = formatter.run();
  if (!result) {
    if (formatter.extra_argument) return call.fail(*formatter.extra_argument + 1, formatter.error);
    return call.fail(formatter.error);
  }
  if (!call.context.budget.bytes(result->string().size())) return call.unknown();
  return {*result};
}

bool is_sequence_type(const Type* type) {
  return type->kind == value::TypeKind::list || type->kind == value::TypeKind::set ||
         type->kind == value::TypeKind::tuple;
}

CallResult formatlist(Call& call) {
  const std::span<const Value> arguments = std::span<const Value>(call.arguments).subspan(1);
  std::optional<std::size_t> length;
  std::size_t chooser = 0;
  bool open = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Value argument = arguments[i];
    const Type* type = value::type_of(call.arena(), argument);
    if (type->kind == value::TypeKind::any && !argument.is(Kind::sequence)) open = true;
    if ((!argument.is(Kind::sequence) && !is_sequence_type(type)) || argument.is_null()) continue;
    const LengthRange range = length_range(argument);
    if (!argument.is(Kind::sequence) || !range.exact()) {
      open = true;
      continue;
    }
    if (length && *length != range.least) {
      return call.fail(i + 1, "argument " + std::to_string(i + 1) + " has length " + std::to_string(range.least) +
                                  ", which is inconsistent with argument " + std::to_string(chooser + 1) +
                                  " of length " + std::to_string(*length));
    }
    if (!length) chooser = i;
    length = static_cast<std::size_t>(range.least);
  }
  if (open) return call.unknown();
  std::vector<Value> results;
  const std::size_t count = length.value_or(1);
  if (!call.context.budget.items(count)) return call.unknown();
  std::vector<Value> row(arguments.begin(), arguments.end());
  for (std::size_t n = 0; n < count; ++n) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (arguments[i].is(Kind::sequence)) row[i] = arguments[i].items()[n];
    }
    Formatter formatter(call, call.text(0), row);
    const auto result = formatter.run();
    if (!result) return call.fail("error on format iteration " + std::to_string(n) + ": " + formatter.error);
    if (!call.context.budget.bytes(result->string().size())) return call.unknown();
    results.push_back(*result);
  }
  return {make_list(call.arena(), results, value::string_type(), call.span)};
}

}  // namespace

void add_format_functions(std::vector<Function>& table) {
  const Type* string = value::string_type();
  const Parameter arguments{"args", value::any_type(), takes_null | takes_unknown};
  table.push_back({"format", {{"format", string}}, arguments, string, format});
  table.push_back({"formatlist", {{"format", string}}, arguments, list_of(string), formatlist});
}

}  // namespace tieline::terraform
