#include "value/number.h"

#include <mpfr.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstring>
#include <vector>

namespace tieline::value {

/// A Number as the library's type, for as long as a calculation takes.
struct BigNumber {
  explicit BigNumber(std::uint16_t precision) { mpfr_init2(number, precision); }
  explicit BigNumber(const Number& from) {
    mpfr_init2(number, std::max<mpfr_prec_t>(from.precision_, Number::integer_precision));
    if (!from.big_) {
      mpfr_set_si(number, static_cast<long>(from.integer_), MPFR_RNDN);
      return;
    }
    mpfr_t kept;
    auto limbs = from.significand_;
    mpfr_custom_init_set(kept, from.kind_, static_cast<mpfr_exp_t>(from.exponent_), from.precision_, limbs.data());
    mpfr_set(number, kept, MPFR_RNDN);
  }
  BigNumber(const BigNumber&) = delete;
  BigNumber& operator=(const BigNumber&) = delete;
  ~BigNumber() { mpfr_clear(number); }

  /// Back again, rounded to that many bits; the small form where it fits.
  [[nodiscard]] Number take(std::uint16_t precision) {
    precision = std::min(precision, Number::full_precision);
    mpfr_prec_round(number, precision, MPFR_RNDN);
    Number result;
    result.precision_ = precision;
    const bool negative_zero = mpfr_zero_p(number) != 0 && mpfr_signbit(number) != 0;
    if (mpfr_integer_p(number) != 0 && mpfr_fits_slong_p(number, MPFR_RNDN) != 0 && !negative_zero) {
      result.integer_ = mpfr_get_si(number, MPFR_RNDN);
      return result;
    }
    result.big_ = true;
    result.kind_ = mpfr_custom_get_kind(number);
    if (mpfr_regular_p(number) == 0) return result;
    result.exponent_ = static_cast<std::int64_t>(mpfr_custom_get_exp(number));
    std::memcpy(result.significand_.data(), mpfr_custom_get_significand(number), mpfr_custom_get_size(precision));
    return result;
  }

  mpfr_t number;
};

static_assert(sizeof(mp_limb_t) == sizeof(std::uint64_t) && sizeof(long) == sizeof(std::int64_t));

namespace {

std::uint16_t wider(const Number& a, const Number& b) { return std::max(a.precision(), b.precision()); }

/// Decimal digits d1 d2 ... of 0.d1d2... times ten to the exponent.
struct Decimal {
  std::string digits;
  std::int64_t exponent = 0;
};

/// `count` significant digits, rounded to nearest.
Decimal decimal(mpfr_srcptr number, std::size_t count) {
  mpfr_exp_t exponent = 0;
  std::string digits(std::max<std::size_t>(count + 2, 7), '\0');
  mpfr_get_str(digits.data(), &exponent, 10, count, number, MPFR_RNDN);
  digits.resize(std::strlen(digits.c_str()));
  if (!digits.empty() && digits.front() == '-') digits.erase(0, 1);
  return {std::move(digits), exponent};
}

/// Whether the digits stand for the number: they are no farther from it than half its last bit. (That is Terraform's
/// rule; below a power of two it takes in a little more than what would be read back as the same number.)
bool stands_for(const Decimal& digits, mpfr_srcptr number) {
  constexpr mpfr_prec_t more_bits = 64;
  const std::string text =
      (mpfr_signbit(number) != 0 ? "-0." : "0.") + digits.digits + "e" + std::to_string(digits.exponent);
  const mpfr_prec_t precision = mpfr_get_prec(number);
  mpfr_t difference;
  mpfr_t half;
  mpfr_init2(difference, precision + more_bits);
  mpfr_init2(half, 2);
  mpfr_set_str(difference, text.c_str(), 10, MPFR_RNDN);
  mpfr_sub(difference, difference, number, MPFR_RNDN);
  mpfr_set_ui_2exp(half, 1, mpfr_get_exp(number) - precision - 1, MPFR_RNDN);
  const int order = mpfr_cmpabs(difference, half);
  const bool even = mpfr_min_prec(number) < precision;
  mpfr_clear(difference);
  mpfr_clear(half);
  return order < 0 || (order == 0 && even);
}

/// The fewest digits that stand for the number.
Decimal shortest(mpfr_srcptr number) {
  std::size_t enough = mpfr_get_str_ndigits(10, mpfr_get_prec(number));
  std::size_t low = 1;
  // Nearly every number a person writes has a few digits.
  for (const std::size_t count : {2U, 4U, 8U, 17U}) {
    if (count >= enough) break;
    if (stands_for(decimal(number, count), number)) {
      enough = count;
      break;
    }
    low = count + 1;
  }
  while (low < enough) {
    const std::size_t middle = low + (enough - low) / 2;
    if (middle >= 2 && !stands_for(decimal(number, middle), number)) {
      low = middle + 1;
    } else {
      enough = middle;
    }
  }
  // The library gives no single digit for base ten in old versions: two digits, of which the second may be a zero.
  Decimal result = decimal(number, std::max<std::size_t>(enough, 2));
  const std::size_t last = result.digits.find_last_not_of('0');
  result.digits.resize(last == std::string::npos ? 1 : last + 1);
  return result;
}

std::string exponent_form(const Decimal& value, char letter) {
  const std::int64_t exponent = value.exponent - 1;
  std::string out(1, value.digits.front());
  if (value.digits.size() > 1) out += "." + value.digits.substr(1);
  const std::string size = std::to_string(exponent < 0 ? -exponent : exponent);
  out += letter;
  out += exponent < 0 ? '-' : '+';
  return out + (size.size() < 2 ? "0" : "") + size;
}

std::string plain_form(const Decimal& value) {
  if (value.exponent > Number::largest_exponent || value.exponent < -Number::largest_exponent) {
    return exponent_form(value, 'e');
  }
  const auto length = static_cast<std::int64_t>(value.digits.size());
  if (value.exponent <= 0) return "0." + std::string(static_cast<std::size_t>(-value.exponent), '0') + value.digits;
  if (value.exponent >= length)
    return value.digits + std::string(static_cast<std::size_t>(value.exponent - length), '0');
  const auto point = static_cast<std::size_t>(value.exponent);
  return value.digits.substr(0, point) + "." + value.digits.substr(point);
}

std::string infinity(bool negative) { return negative ? "-Inf" : "+Inf"; }

struct DecimalText {
  std::string mantissa;
  std::int64_t exponent = 0;
  bool binary_exponent = false;
};

/// The parts of `1.5e3`; nullopt where the text is no number.
std::optional<DecimalText> split_decimal(std::string_view text) {
  std::size_t at = 0;
  bool digits = false;
  const auto skip_digits = [&] {
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) digits = true;
  };
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) ++at;
  skip_digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    skip_digits();
  }
  if (!digits) return std::nullopt;
  DecimalText parts{std::string(text.substr(0, at))};
  if (at == text.size()) return parts;
  const char letter = static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
  if (letter != 'e' && letter != 'p') return std::nullopt;
  parts.binary_exponent = letter == 'p';
  std::string_view exponent = text.substr(at + 1);
  if (!exponent.empty() && exponent.front() == '+') {
    exponent.remove_prefix(1);
    if (!exponent.empty() && exponent.front() == '-') return std::nullopt;
  }
  const auto [end, error] = std::from_chars(exponent.data(), exponent.data() + exponent.size(), parts.exponent);
  if (error != std::errc() || end != exponent.data() + exponent.size()) return std::nullopt;
  return parts;
}

int digit_value(char c, int base) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + (base <= 36 ? 10 : 36);
  return base;
}

}  // namespace

Number Number::from_double(double number) {
  if (std::isnan(number)) number = 0;
  BigNumber big(integer_precision);
  mpfr_set_d(big.number, number, MPFR_RNDN);
  return big.take(double_precision);
}

std::optional<Number> Number::parse(std::string_view text) {
  std::int64_t small = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), small);
  Number result;
  result.precision_ = full_precision;
  if (error == std::errc() && end == text.data() + text.size() && (small != 0 || text.front() != '-')) {
    result.integer_ = small;
    return result;
  }
  const std::string_view unsigned_text = !text.empty() && (text[0] == '+' || text[0] == '-') ? text.substr(1) : text;
  BigNumber big(full_precision);
  if (unsigned_text == "inf" || unsigned_text == "Inf") {
    mpfr_set_inf(big.number, text.front() == '-' ? -1 : 1);
    return big.take(full_precision);
  }
  const auto parts = split_decimal(text);
  if (!parts || parts->exponent > largest_exponent || parts->exponent < -largest_exponent) return std::nullopt;
  const bool scaled = parts->exponent != 0 && !parts->binary_exponent;
  const std::string plain = scaled ? parts->mantissa + "e" + std::to_string(parts->exponent) : parts->mantissa;
  if (mpfr_set_str(big.number, plain.c_str(), 10, MPFR_RNDN) != 0) return std::nullopt;
  if (parts->binary_exponent) mpfr_mul_2si(big.number, big.number, static_cast<long>(parts->exponent), MPFR_RNDN);
  return big.take(full_precision);
}

std::optional<Number> Number::parse_integer(std::string_view text, int base) {
  std::string digits(text);
  const std::size_t start = !digits.empty() && (digits[0] == '+' || digits[0] == '-') ? 1 : 0;
  if (digits.size() == start || base < 2 || base > 62) return std::nullopt;
  for (std::size_t i = start; i < digits.size(); ++i) {
    const int digit = digit_value(digits[i], base);
    if (digit >= base) return std::nullopt;
    // The library has upper case first above base 36.
    if (base > 36 && digit >= 10) digits[i] = static_cast<char>(digit < 36 ? 'A' + digit - 10 : 'a' + digit - 36);
  }
  BigNumber big(full_precision);
  if (mpfr_set_str(big.number, digits.c_str(), base, MPFR_RNDN) != 0) return std::nullopt;
  if (mpfr_zero_p(big.number) != 0) return Number(0);
  const auto bits = std::clamp<mpfr_exp_t>(mpfr_get_exp(big.number), integer_precision, full_precision);
  return big.take(static_cast<std::uint16_t>(bits));
}

bool Number::is_integer() const { return !big_ || mpfr_integer_p(BigNumber(*this).number) != 0; }

std::optional<std::int64_t> Number::as_int64() const {
  if (!big_) return integer_;
  const BigNumber big(*this);
  if (mpfr_integer_p(big.number) == 0 || mpfr_fits_slong_p(big.number, MPFR_RNDN) == 0) return std::nullopt;
  return mpfr_get_si(big.number, MPFR_RNDN);
}

double Number::to_double() const {
  return big_ ? mpfr_get_d(BigNumber(*this).number, MPFR_RNDN) : static_cast<double>(integer_);
}

std::string Number::to_string() const {
  if (!big_) return std::to_string(integer_);
  const BigNumber big(*this);
  const bool negative = mpfr_signbit(big.number) != 0;
  if (mpfr_inf_p(big.number) != 0) return infinity(negative);
  if (mpfr_zero_p(big.number) != 0) return negative ? "-0" : "0";
  BigNumber exact(precision_);
  mpfr_set(exact.number, big.number, MPFR_RNDN);
  return (negative ? "-" : "") + plain_form(shortest(exact.number));
}

std::string Number::to_text(char verb, int precision) const {
  const BigNumber big(*this);
  const bool negative = mpfr_signbit(big.number) != 0;
  if (mpfr_inf_p(big.number) != 0) return infinity(negative);
  if (precision < 0) {
    const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(verb)));
    if (mpfr_zero_p(big.number) != 0) return std::string(negative ? "-" : "") + (lower == 'e' ? "0e+00" : "0");
    BigNumber exact(precision_);
    mpfr_set(exact.number, big.number, MPFR_RNDN);
    const Decimal value = shortest(exact.number);
    // %g without a precision takes an exponent below 1e-4 and from 1e6.
    const std::int64_t exponent = value.exponent - 1;
    const bool scientific = lower == 'e' || (lower == 'g' && (exponent < -4 || exponent >= 6));
    const char letter = std::isupper(static_cast<unsigned char>(verb)) != 0 ? 'E' : 'e';
    return (negative ? "-" : "") + (scientific ? exponent_form(value, letter) : plain_form(value));
  }
  const std::string pattern = std::string("%.*R") + verb;
  char* text = nullptr;
  const int length = mpfr_asprintf(&text, pattern.c_str(), precision, big.number);
  std::string out(text, length > 0 ? static_cast<std::size_t>(length) : 0);
  mpfr_free_str(text);
  return out;
}

std::string Number::to_base(int base) const {
  const BigNumber big(truncate());
  if (mpfr_number_p(big.number) == 0) return infinity(mpfr_signbit(big.number) != 0);
  if (mpfr_get_exp(big.number) > largest_exponent) return to_string();
  mpz_t integer;
  mpz_init(integer);
  mpfr_get_z(integer, big.number, MPFR_RNDZ);
  std::string out(mpz_sizeinbase(integer, base) + 2, '\0');
  mpz_get_str(out.data(), base, integer);
  out.resize(std::strlen(out.c_str()));
  mpz_clear(integer);
  return out;
}

int Number::sign() const {
  if (!big_) return integer_ < 0 ? -1 : integer_ > 0 ? 1 : 0;
  const BigNumber big(*this);
  return mpfr_sgn(big.number);
}

bool Number::is_infinite() const { return big_ && mpfr_inf_p(BigNumber(*this).number) != 0; }

Number Number::operator-() const {
  if (!big_ && integer_ != 0 && integer_ != INT64_MIN) {
    Number result = *this;
    result.integer_ = -integer_;
    return result;
  }
  BigNumber big(*this);
  mpfr_neg(big.number, big.number, MPFR_RNDN);
  return big.take(precision_);
}

Number operator+(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) {
    Number result;
    result.precision_ = wider(a, b);
    if (!__builtin_add_overflow(a.integer_, b.integer_, &result.integer_)) return result;
  }
  const BigNumber left(a);
  const BigNumber right(b);
  BigNumber sum(wider(a, b));
  mpfr_add(sum.number, left.number, right.number, MPFR_RNDN);
  if (mpfr_nan_p(sum.number) != 0) mpfr_set_zero(sum.number, 1);
  return sum.take(wider(a, b));
}

Number operator-(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) {
    Number result;
    result.precision_ = wider(a, b);
    if (!__builtin_sub_overflow(a.integer_, b.integer_, &result.integer_)) return result;
  }
  return a + -b;
}

Number operator*(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) {
    Number result;
    result.precision_ = wider(a, b);
    if (!__builtin_mul_overflow(a.integer_, b.integer_, &result.integer_) && result.integer_ != 0) return result;
  }
  const BigNumber left(a);
  const BigNumber right(b);
  BigNumber product(Number::full_precision);
  mpfr_mul(product.number, left.number, right.number, MPFR_RNDN);
  if (mpfr_nan_p(product.number) != 0) mpfr_set_zero(product.number, 1);
  // A product keeps all its bits, whatever the factors have.
  return product.take(
      std::max(wider(a, b), static_cast<std::uint16_t>(std::max<mpfr_prec_t>(mpfr_min_prec(product.number), 1))));
}

std::optional<Number> Number::divide(const Number& a, const Number& b) {
  const std::uint16_t precision = wider(a, b);
  if (!a.big_ && !b.big_ && b.integer_ > 0 && a.integer_ % b.integer_ == 0 && a.integer_ != 0) {
    Number result;
    result.precision_ = precision;
    result.integer_ = a.integer_ / b.integer_;
    return result;
  }
  const BigNumber left(a);
  const BigNumber right(b);
  BigNumber quotient(precision);
  mpfr_div(quotient.number, left.number, right.number, MPFR_RNDN);
  if (mpfr_nan_p(quotient.number) != 0) return std::nullopt;
  return quotient.take(precision);
}

std::optional<Number> Number::remainder(const Number& a, const Number& b) {
  if (a.is_infinite() || b.is_infinite()) return std::nullopt;
  if (b.sign() == 0) return a;
  if (!a.big_ && !b.big_ && b.integer_ != -1) {
    Number result;
    result.precision_ = a.precision_;
    result.integer_ = a.integer_ % b.integer_;
    return result;
  }
  // In steps that each round to the dividend's precision, which is what its digits show.
  const std::optional<Number> quotient = divide(a, b);
  if (!quotient) return std::nullopt;
  const BigNumber dividend(a);
  const BigNumber divisor(b);
  const BigNumber times(quotient->truncate());
  BigNumber work(a.precision_);
  mpfr_mul(work.number, divisor.number, times.number, MPFR_RNDN);
  mpfr_sub(work.number, dividend.number, work.number, MPFR_RNDN);
  return work.take(a.precision_);
}

Number Number::floor() const {
  if (!big_) return *this;
  BigNumber big(*this);
  mpfr_floor(big.number, big.number);
  if (mpfr_zero_p(big.number) != 0) mpfr_set_zero(big.number, 1);
  return big.take(precision_);
}

Number Number::ceiling() const {
  if (!big_) return *this;
  BigNumber big(*this);
  mpfr_ceil(big.number, big.number);
  if (mpfr_zero_p(big.number) != 0) mpfr_set_zero(big.number, 1);
  return big.take(precision_);
}

Number Number::truncate() const {
  if (!big_) return *this;
  BigNumber big(*this);
  mpfr_trunc(big.number, big.number);
  if (mpfr_zero_p(big.number) != 0) mpfr_set_zero(big.number, 1);
  return big.take(precision_);
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) return a.integer_ <=> b.integer_;
  const int order = mpfr_cmp(BigNumber(a).number, BigNumber(b).number);
  return order <=> 0;
}

}  // namespace tieline::value
