#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tieline::value {

/// A number as Terraform has it: a binary floating-point number that remembers its precision, mostly 512 bits, so that
/// integers of 150 digits are exact. The precision shows when a fraction is printed: `1 / 3` has 154 digits,
/// `length(a) / length(b)` has 20. Small integers, nearly all there are, take no such arithmetic. Trivially copyable.
class Number {
 public:
  /// Bits of a number that is written as decimal text, and the most there are.
  static constexpr std::uint16_t full_precision = 512;
  /// Bits of what counting functions return.
  static constexpr std::uint16_t integer_precision = 64;
  static constexpr std::uint16_t double_precision = 53;
  /// Decimal exponents past this are not taken from text, and numbers past it print with an exponent.
  static constexpr std::int64_t largest_exponent = 100'000;

  constexpr Number() = default;
  constexpr explicit Number(std::int64_t integer) : integer_(integer) {}
  /// Infinities are kept; NaN becomes zero.
  [[nodiscard]] static Number from_double(double number);
  /// Decimal text with optional sign, fraction and exponent, or `inf`; nullopt for anything else.
  [[nodiscard]] static std::optional<Number> parse(std::string_view text);
  /// Digits of a base from 2 to 62, with an optional sign; nullopt for anything else. Above base 36 lower case comes
  /// before upper case.
  [[nodiscard]] static std::optional<Number> parse_integer(std::string_view text, int base);

  [[nodiscard]] bool is_integer() const;
  /// The value where it is an integer that fits.
  [[nodiscard]] std::optional<std::int64_t> as_int64() const;
  [[nodiscard]] double to_double() const;
  /// As Terraform converts a number to a string: the shortest decimal that stands for it, without an exponent.
  [[nodiscard]] std::string to_string() const;
  /// As printf's `%.<precision><verb>` for the verbs e, E, f, g and G; a precision of -1 is as many digits as it takes.
  [[nodiscard]] std::string to_text(char verb, int precision) const;
  /// The integer part in a base from 2 to 36, in lower case.
  [[nodiscard]] std::string to_base(int base) const;
  /// -1, 0 or 1.
  [[nodiscard]] int sign() const;
  [[nodiscard]] bool is_infinite() const;
  /// Bits of the significand.
  [[nodiscard]] std::uint16_t precision() const { return precision_; }

  [[nodiscard]] Number operator-() const;
  /// An infinity less itself is zero.
  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  /// A division by zero is infinite; nullopt for zero by zero and infinity by infinity.
  [[nodiscard]] static std::optional<Number> divide(const Number& a, const Number& b);
  /// The remainder with the sign of the dividend; the dividend itself for a division by zero. nullopt for infinities.
  [[nodiscard]] static std::optional<Number> remainder(const Number& a, const Number& b);
  [[nodiscard]] Number floor() const;
  [[nodiscard]] Number ceiling() const;
  [[nodiscard]] Number truncate() const;
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return (a <=> b) == std::strong_ordering::equal; }

 private:
  friend struct BigNumber;  // number.cpp: between this and the library's type
  static constexpr int limbs = 8;

  // The small form (big_ false): integer_. The big form: kind, exponent and significand as MPFR keeps them.
  bool big_ = false;
  std::uint16_t precision_ = integer_precision;
  std::int64_t integer_ = 0;
  int kind_ = 0;
  std::int64_t exponent_ = 0;
  std::array<std::uint64_t, limbs> significand_{};
};

}  // namespace tieline::value
