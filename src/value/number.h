#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tieline::value {

/// A number as Terraform has it: a binary floating-point number with 512 bits of precision, so that integers of 150
/// digits are exact. Small integers, nearly all there are, take no such arithmetic. Trivially copyable.
class Number {
 public:
  constexpr Number() = default;
  constexpr explicit Number(std::int64_t integer) : integer_(integer) {}
  [[nodiscard]] static Number from_double(double number);
  /// Decimal text with optional sign, fraction and exponent; nullopt for anything else.
  [[nodiscard]] static std::optional<Number> parse(std::string_view text);
  /// Digits of a base from 2 to 62, with an optional sign; nullopt for anything else.
  [[nodiscard]] static std::optional<Number> parse_integer(std::string_view text, int base);

  [[nodiscard]] bool is_integer() const;
  /// The value where it is an integer that fits.
  [[nodiscard]] std::optional<std::int64_t> as_int64() const;
  [[nodiscard]] double to_double() const;
  /// As Terraform converts a number to a string: no exponent, no trailing zeros.
  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] int sign() const;
  [[nodiscard]] bool is_infinite() const;

  [[nodiscard]] Number operator-() const;
  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  /// nullopt for a division by zero.
  [[nodiscard]] static std::optional<Number> divide(const Number& a, const Number& b);
  /// The remainder with the sign of the dividend; nullopt for a division by zero.
  [[nodiscard]] static std::optional<Number> remainder(const Number& a, const Number& b);
  [[nodiscard]] Number floor() const;
  [[nodiscard]] Number ceiling() const;
  [[nodiscard]] Number truncate() const;
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return (a <=> b) == std::strong_ordering::equal; }

 private:
  friend struct BigNumber;  // number.cpp: between this and the library's type
  static constexpr int limbs = 8;  // 512 bits

  // The small form (big_ false): integer_. The big form: kind, exponent and significand as MPFR keeps them.
  bool big_ = false;
  std::int64_t integer_ = 0;
  int kind_ = 0;
  std::int64_t exponent_ = 0;
  std::array<std::uint64_t, limbs> significand_{};
};

}  // namespace tieline::value
