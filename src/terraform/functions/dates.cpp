#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cmath>
#include <compare>
#include <limits>
#include <optional>
#include <string>

#include "terraform/functions/function.h"
#include "terraform/unicode.h"

/// Timestamps as RFC 3339 writes them.
namespace tieline::terraform {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

/// A moment, and the offset it was written with.
struct Timestamp {
  std::int64_t time = 0;      // seconds since 1970 in UTC
  std::int64_t fraction = 0;  // nanoseconds
  std::int64_t offset = 0;    // seconds east of UTC

  [[nodiscard]] sys_days date() const {
    return std::chrono::floor<days>(std::chrono::sys_seconds(seconds(time + offset)));
  }
  [[nodiscard]] std::int64_t second_of_day() const {
    return time + offset - std::chrono::duration_cast<seconds>(date().time_since_epoch()).count();
  }
};

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return (number < 0 ? "-" : "") + digits;
}

/// Reads a timestamp piece by piece, so that the message can say which one is wrong.
class TimestampParser {
 public:
  /// `timecmp` says less of what is wrong than the others.
  enum class Wording { detailed, plain };
  explicit TimestampParser(std::string_view text, Wording wording = Wording::detailed)
      : text_(text), wording_(wording) {}

  std::optional<Timestamp> parse() {
    const auto year = number(4, 0, 9999, "year");
    if (!year || !literal('-', "-")) return std::nullopt;
    const auto month = number(2, 1, 12, "month");
    if (!month || !literal('-', "-")) return std::nullopt;
    const auto day = number(2, 0, 99, "day of month");
    if (!day || !literal('T', "T")) return std::nullopt;
    const auto hour = number(2, 0, 23, "hour");
    if (!hour || !literal(':', ":")) return std::nullopt;
    const auto minute = number(2, 0, 59, "minute");
    if (!minute || !literal(':', ":")) return std::nullopt;
    const auto second = number(2, 0, 59, "second");
    if (!second) return std::nullopt;
    Timestamp result;
    if (at_ < text_.size() && (text_[at_] == '.' || text_[at_] == ',') && is_digit(at_ + 1)) {
      std::int64_t scale = 100'000'000;
      for (++at_; is_digit(at_); ++at_, scale /= 10) result.fraction += scale * (text_[at_] - '0');
    }
    const auto offset = zone();
    if (!offset) return std::nullopt;
    if (at_ < text_.size()) return fail(": cannot use " + quote(text_.substr(at_)) + " as timestamp segment");
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok()) return fail(": day out of range");
    const auto midnight = std::chrono::duration_cast<seconds>(sys_days(date).time_since_epoch()).count();
    result.offset = *offset;
    result.time = midnight + (*hour * 60 + *minute) * 60 + *second - *offset;
    return result;
  }

  std::string error;

 private:
  [[nodiscard]] bool is_digit(std::size_t at) const {
    return at < text_.size() && text_[at] >= '0' && text_[at] <= '9';
  }

  std::nullopt_t fail(const std::string& what) {
    error = "not a valid RFC3339 timestamp" + what;
    return std::nullopt;
  }

  std::optional<std::int64_t> number(std::size_t width, std::int64_t least, std::int64_t most,
                                     const std::string& what) {
    const std::string_view rest = text_.substr(at_);
    if (rest.empty()) return fail(": end of string before " + what);
    std::int64_t result = 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (!is_digit(at_ + i)) return fail_number(rest, what);
      result = result * 10 + (text_[at_ + i] - '0');
    }
    at_ += width;
    if (result < least || result > most) return fail_number(text_.substr(at_), what);
    return result;
  }

  std::nullopt_t fail_number(std::string_view rest, const std::string& what) {
    const bool one_digit = rest.size() > 1 && rest[0] >= '0' && rest[0] <= '9' && rest[1] == ':';
    if (wording_ == Wording::detailed && what == "hour" && !one_digit && rest.find(':') != std::string_view::npos) {
      return fail(": hour must be between 0 and 23 inclusive");
    }
    if (wording_ == Wording::detailed && (what == "hour" || what == "minute")) {
      return fail(": " + what + " must have exactly two digits");
    }
    return fail(": cannot use " + quote(rest) + " as " + what);
  }

  bool literal(char wanted, const std::string& name) {
    if (at_ < text_.size() && text_[at_] == wanted) {
      ++at_;
      return true;
    }
    if (wanted == 'T') {
      fail(": missing required time introducer 'T'");
    } else if (at_ >= text_.size()) {
      fail(": end of string where " + quote(name) + " is expected");
    } else {
      fail(": found " + quote(text_.substr(at_)) + " where " + quote(name) + " is expected");
    }
    return false;
  }

  std::optional<std::int64_t> zone() {
    if (at_ < text_.size() && text_[at_] == 'Z') {
      ++at_;
      return 0;
    }
    const std::string_view rest = text_.substr(at_);
    if (rest.empty()) return fail(": end of string before UTC offset");
    const bool shaped = rest.size() >= 6 && (rest[0] == '+' || rest[0] == '-') && is_digit(at_ + 1) &&
                        is_digit(at_ + 2) && rest[3] == ':' && is_digit(at_ + 4) && is_digit(at_ + 5);
    if (!shaped) return fail(": cannot use " + quote(rest) + " as UTC offset");
    const std::int64_t hours = (rest[1] - '0') * 10 + (rest[2] - '0');
    const std::int64_t minutes = (rest[4] - '0') * 10 + (rest[5] - '0');
    if (hours > 24 || minutes > 60) return fail(": cannot use " + quote(rest) + " as UTC offset");
    at_ += 6;
    return (rest[0] == '-' ? -1 : 1) * (hours * 60 + minutes) * 60;
  }

  std::string_view text_;
  Wording wording_;
  std::size_t at_ = 0;
};

std::string offset_text(std::int64_t offset, std::string_view separator) {
  const std::int64_t minutes = (offset < 0 ? -offset : offset) / 60;
  return (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + std::string(separator) + padded(minutes % 60, 2);
}

std::string to_rfc3339(const Timestamp& time) {
  const std::chrono::year_month_day date(time.date());
  const std::int64_t second = time.second_of_day();
  return padded(static_cast<int>(date.year()), 4) + "-" + padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(second / 3600, 2) + ":" +
         padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2) +
         (time.offset == 0 ? "Z" : offset_text(time.offset, ":"));
}

/// `1h30m`, `-1.5s`, `100ms`, in nanoseconds; nullopt with the error said for other text.
std::optional<std::int64_t> parse_duration(std::string_view text, std::string& error) {
  const std::string shown = quote(text);
  const auto invalid = [&] {
    error = "time: invalid duration " + shown;
    return std::nullopt;
  };
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text == "0") return 0;
  if (text.empty()) return invalid();
  long double total = 0;
  while (!text.empty()) {
    const std::size_t digits = text.find_first_not_of("0123456789.");
    const std::string number(text.substr(0, digits));
    const auto points = std::count(number.begin(), number.end(), '.');
    if (number.empty() || number == "." || points > 1) return invalid();
    text.remove_prefix(number.size());
    const std::size_t unit_end = text.find_first_of("0123456789.");
    const std::string_view unit = text.substr(0, unit_end);
    if (unit.empty()) {
      error = "time: missing unit in duration " + shown;
      return std::nullopt;
    }
    static constexpr std::pair<std::string_view, double> units[] = {
        {"ns", 1},   {"us", 1e3}, {"\xC2\xB5s", 1e3}, {"\xCE\xBCs", 1e3},
        {"ms", 1e6}, {"s", 1e9},  {"m", 60e9},        {"h", 3600e9},
    };
    const auto* found =
        std::find_if(std::begin(units), std::end(units), [&](const auto& u) { return u.first == unit; });
    if (found == std::end(units)) {
      error = "time: unknown unit " + quote(unit) + " in duration " + shown;
      return std::nullopt;
    }
    total += std::strtold(number.c_str(), nullptr) * static_cast<long double>(found->second);
    text.remove_prefix(unit.size());
  }
  if (total > static_cast<long double>(std::numeric_limits<std::int64_t>::max())) return invalid();
  const auto whole = static_cast<std::int64_t>(total);
  return negative ? -whole : whole;
}

CallResult timeadd(Call& call) {
  TimestampParser parser(call.text(0));
  auto time = parser.parse();
  if (!time) return call.fail(parser.error);
  std::string error;
  const auto duration = parse_duration(call.text(1), error);
  if (!duration) return call.fail(error);
  constexpr std::int64_t second = 1'000'000'000;
  const std::int64_t fraction = time->fraction + *duration % second;
  time->time += *duration / second + (fraction < 0 ? -1 : fraction / second);
  return call.string(to_rfc3339(*time));
}

CallResult timecmp(Call& call) {
  std::array<Timestamp, 2> times;
  for (std::size_t i = 0; i < 2; ++i) {
    TimestampParser parser(call.text(i), TimestampParser::Wording::plain);
    const auto time = parser.parse();
    if (!time) return call.fail(i, parser.error);
    times[i] = *time;
  }
  const auto order = std::pair(times[0].time, times[0].fraction) <=> std::pair(times[1].time, times[1].fraction);
  return call.number(Number(std::is_lt(order) ? -1 : std::is_gt(order) ? 1 : 0));
}

constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> weekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};

/// Writes a date by a pattern of repeated letters.
class DateFormatter {
 public:
  DateFormatter(const Timestamp& time, std::string_view format)
      : format_(format),
        date_(time.date()),
        weekday_(time.date()),
        second_(time.second_of_day()),
        offset_(time.offset) {}

  /// nullopt with `error` set where the pattern is wrong.
  std::optional<std::string> run() {
    while (at_ < format_.size()) {
      const char c = format_[at_];
      const bool fine = c == '\'' ? literal() : std::isalpha(static_cast<unsigned char>(c)) != 0 ? verb() : plain();
      if (!fine) return std::nullopt;
    }
    return out_;
  }

  std::string error;

 private:
  bool plain() {
    out_ += format_[at_++];
    return true;
  }

  bool literal() {
    if (format_.substr(at_, 2) == "''") {
      out_ += '\'';
      at_ += 2;
      return true;
    }
    for (++at_; at_ < format_.size(); ++at_) {
      if (format_[at_] != '\'') {
        out_ += format_[at_];
      } else if (format_.substr(at_, 2) == "''") {
        out_ += format_[at_++];
      } else {
        ++at_;
        return true;
      }
    }
    error = "unterminated literal '";
    return false;
  }

  bool wrong(std::string_view verb, const std::string& rule = {}) {
    error = "invalid date format verb " + quote(verb) + (rule.empty() ? "" : ": " + rule);
    return false;
  }

  /// One or two letters: a number, with two as two digits.
  bool number(std::string_view verb, std::int64_t value, const std::string& what) {
    const std::string one = verb.substr(0, 1).data() == nullptr ? "" : std::string(verb.substr(0, 1));
    if (verb.size() > 2) return wrong(verb, what + " must either be \"" + one + "\" or \"" + one + one + "\"");
    out_ += padded(value, verb.size());
    return true;
  }

  bool verb() {
    const std::size_t end = std::min(format_.find_first_not_of(format_[at_], at_), format_.size());
    const std::string_view verb = format_.substr(at_, end - at_);
    at_ = end;
    const std::int64_t hour = second_ / 3600;
    switch (verb.front()) {
      case 'Y':
        return year(verb);
      case 'M':
        return month(verb);
      case 'D':
        return number(verb, static_cast<unsigned>(date_.day()), "day of month");
      case 'E':
        return weekday(verb);
      case 'h':
        return number(verb, hour, "24-hour");
      case 'H':
        return number(verb, hour % 12 == 0 ? 12 : hour % 12, "12-hour");
      case 'A':
      case 'a': {
        const std::string letter(verb.substr(0, 1));
        if (verb.size() != 2) return wrong(verb, "must be \"" + letter + letter + "\"");
        out_ += letter == "A" ? (hour < 12 ? "AM" : "PM") : (hour < 12 ? "am" : "pm");
        return true;
      }
      case 'm':
        return number(verb, second_ / 60 % 60, "minute");
      case 's':
        return number(verb, second_ % 60, "second");
      case 'Z':
        return zone(verb);
      default:
        return wrong(verb);
    }
  }

  bool year(std::string_view verb) {
    const int year = static_cast<int>(date_.year());
    if (verb.size() != 2 && verb.size() != 4) return wrong(verb, "year must either be \"YY\" or \"YYYY\"");
    out_ += verb.size() == 2 ? padded(year % 100, 2) : padded(year, 4);
    return true;
  }

  bool month(std::string_view verb) {
    const unsigned month = static_cast<unsigned>(date_.month());
    if (verb.size() > 4) return wrong(verb, "month must be \"M\", \"MM\", \"MMM\", or \"MMMM\"");
    const std::string_view name = months[month - 1];
    out_ += verb.size() <= 2 ? padded(month, verb.size()) : std::string(verb.size() == 3 ? name.substr(0, 3) : name);
    return true;
  }

  bool weekday(std::string_view verb) {
    if (verb.size() != 3 && verb.size() != 4) return wrong(verb, "day of week must either be \"EEE\" or \"EEEE\"");
    const std::string_view name = weekdays[weekday_.c_encoding()];
    out_ += verb.size() == 3 ? name.substr(0, 3) : name;
    return true;
  }

  bool zone(std::string_view verb) {
    switch (verb.size()) {
      case 1:
        out_ += offset_ == 0 ? "Z" : offset_text(offset_, ":");
        return true;
      case 3:
        out_ += offset_ == 0 ? "UTC" : offset_text(offset_, "");
        return true;
      case 4:
        out_ += offset_text(offset_, "");
        return true;
      case 5:
        out_ += offset_text(offset_, ":");
        return true;
      default:
        return wrong(verb, "timezone must be Z, ZZZZ, or ZZZZZ");
    }
  }

  std::string_view format_;
  std::chrono::year_month_day date_;
  std::chrono::weekday weekday_;
  std::int64_t second_;
  std::int64_t offset_;
  std::size_t at_ = 0;
  std::string out_;
};

CallResult formatdate(Call& call) {
  TimestampParser parser(call.text(1));
  const auto time = parser.parse();
  if (!time) return call.fail(1, parser.error);
  DateFormatter formatter(*time, call.text(0));
  const auto text = formatter.run();
  return text ? call.string(*text) : call.fail(0, formatter.error);
}

}  // namespace

void add_date_functions(std::vector<Function>& table) {
  const Type* string = value::string_type();
  table.push_back({"formatdate", {{"format", string}, {"time", string}}, {}, string, formatdate});
  table.push_back({"timeadd", {{"timestamp", string}, {"duration", string}}, {}, string, timeadd});
  table.push_back({"timecmp", {{"timestamp_a", string}, {"timestamp_b", string}}, {}, value::number_type(), timecmp});
}

}  // namespace tieline::terraform
