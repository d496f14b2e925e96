#include "value/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace tieline::value {
namespace {

Number parsed(std::string_view text) {
  const auto number = Number::parse(text);
  EXPECT_TRUE(number.has_value()) << text;
  return number.value_or(Number());
}

TEST(Number, TextAndBack) {
  EXPECT_EQ(parsed("42").to_string(), "42");
  EXPECT_EQ(parsed("-42").to_string(), "-42");
  EXPECT_EQ(parsed("1.50").to_string(), "1.5");
  EXPECT_EQ(parsed(".5").to_string(), "0.5");
  EXPECT_EQ(parsed("1e3").to_string(), "1000");
  EXPECT_EQ(parsed("1e-7").to_string(), "0.0000001");
  EXPECT_EQ(parsed("1p3").to_string(), "8");
  EXPECT_EQ(parsed("-0").to_string(), "-0");
  EXPECT_EQ(parsed("inf").to_string(), "+Inf");
  EXPECT_EQ(parsed("0.1").to_string(), "0.1");
}

TEST(Number, RefusesWhatIsNoNumber) {
  for (const char* text :
       {"", " 1", "1 ", "0x10", "1_000", "--1", "+-1", "1e", "e5", ".", "NaN", "1e+-2", "1e999999999"}) {
    EXPECT_FALSE(Number::parse(text).has_value()) << text;
  }
}

TEST(Number, KeepsIntegersOfHundredAndFiftyDigits) {
  const std::string digits = "1" + std::string(148, '2') + "3";
  EXPECT_EQ(parsed(digits).to_string(), digits);
  EXPECT_EQ((parsed(digits) - parsed(digits.substr(0, 149) + "2")).as_int64(), 1);
}

TEST(Number, GrowsPastSixtyFourBits) {
  const Number largest(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ((parsed("9223372036854775807") + parsed("1")).to_string(), "9223372036854775808");
  EXPECT_EQ((parsed("99999999999999999999") * parsed("99999999999999999999")).to_string(),
            "9999999999999999999800000000000000000001");
  EXPECT_EQ((-Number(std::numeric_limits<std::int64_t>::min())).to_string(), "9223372036854775808");
  EXPECT_FALSE((parsed("9223372036854775807") + Number(1)).as_int64().has_value());
  EXPECT_EQ(largest.as_int64(), std::numeric_limits<std::int64_t>::max());
}

TEST(Number, PrecisionShowsInFractions) {
  const auto text = [](std::optional<Number> number) { return number ? number->to_string() : "none"; };
  EXPECT_EQ(text(Number::divide(Number(1), Number(3))), "0.33333333333333333334");
  EXPECT_EQ(text(Number::divide(parsed("1"), parsed("3"))).size(), 2U + 155U);
  EXPECT_EQ(Number::from_double(std::sqrt(2.0)).to_string(), "1.4142135623730951");
}

TEST(Number, DivisionByZero) {
  EXPECT_TRUE(Number::divide(Number(1), Number(0))->is_infinite());
  EXPECT_FALSE(Number::divide(Number(0), Number(0)).has_value());
  EXPECT_EQ(Number::remainder(Number(5), Number(0))->to_string(), "5");
  EXPECT_EQ(Number::remainder(Number(-7), Number(3))->to_string(), "-1");
  EXPECT_EQ(Number::remainder(Number(7), Number(-3))->to_string(), "1");
  EXPECT_EQ(Number::remainder(Number(std::numeric_limits<std::int64_t>::min()), Number(-1))->sign(), 0);
}

TEST(Number, Rounding) {
  EXPECT_EQ(parsed("-2.5").floor().to_string(), "-3");
  EXPECT_EQ(parsed("-2.5").ceiling().to_string(), "-2");
  EXPECT_EQ(parsed("-2.5").truncate().to_string(), "-2");
  EXPECT_EQ(parsed("-0.5").ceiling().to_string(), "0");
  EXPECT_FALSE(parsed("2.5").is_integer());
  EXPECT_TRUE(parsed("1e30").is_integer());
}

TEST(Number, Order) {
  EXPECT_LT(parsed("0.1"), Number(1));
  EXPECT_LT(parsed("-1e30"), parsed("1e30"));
  EXPECT_EQ(parsed("1.0"), Number(1));
  EXPECT_EQ(parsed("-0"), Number(0));
  EXPECT_GT(parsed("inf"), parsed("1e1000"));
}

TEST(Number, Bases) {
  EXPECT_EQ(Number::parse_integer("ff", 16)->to_string(), "255");
  EXPECT_EQ(Number::parse_integer("zZ", 62)->to_string(), "2231");
  EXPECT_EQ(Number::parse_integer("zZ", 36)->to_string(), "1295");
  EXPECT_FALSE(Number::parse_integer("12", 2).has_value());
  EXPECT_FALSE(Number::parse_integer("", 10).has_value());
  EXPECT_EQ(Number(-255).to_base(16), "-ff");
  EXPECT_EQ(parsed("5.7").to_base(2), "101");
}

TEST(Number, PrintfVerbs) {
  EXPECT_EQ(parsed("2.5").to_text('f', 0), "2");
  EXPECT_EQ(parsed("123456.789").to_text('e', 2), "1.23e+05");
  EXPECT_EQ(parsed("1000000").to_text('g', -1), "1e+06");
  EXPECT_EQ(parsed("100000").to_text('g', -1), "100000");
  EXPECT_EQ(parsed("1e-10").to_text('G', -1), "1E-10");
}

TEST(Number, NumbersBeyondAllMeasurePrintShort) {
  Number huge = parsed("1e100000");
  for (int i = 0; i < 4; ++i) huge = huge * huge;
  EXPECT_LT(huge.to_string().size(), 400U);
}

}  // namespace
}  // namespace tieline::value
