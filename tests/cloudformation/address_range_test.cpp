#include "cloudformation/address_range.h"

#include <gtest/gtest.h>

namespace tieline::cloudformation {
namespace {

using Texts = std::vector<std::string>;

Texts parts(std::string_view range, std::size_t count, std::int64_t host_bits) {
  const auto parsed = parse_range(range);
  return parsed ? subranges(*parsed, count, host_bits) : Texts{"(no range)"};
}

TEST(AddressRange, CountsOnFromTheFirstAddress) {
  EXPECT_EQ(parts("10.0.0.0/22", 4, 8), (Texts{"10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"}));
  EXPECT_EQ(parts("10.0.255.0/23", 2, 8), (Texts{"10.0.254.0/24", "10.0.255.0/24"}));
  EXPECT_EQ(parts("2001:db8:0:ff00::/56", 2, 64), (Texts{"2001:db8:0:ff00::/64", "2001:db8:0:ff01::/64"}));
}

TEST(AddressRange, EndsWithTheRange) {
  EXPECT_EQ(parts("10.0.0.0/24", 8, 6).size(), 4U);
  EXPECT_EQ(parts("10.0.0.0/24", 8, 9), Texts{});
  EXPECT_EQ(parts("10.0.0.0/24", 8, -1), Texts{});
  EXPECT_EQ(parts("0.0.0.0/0", 2, 31), (Texts{"0.0.0.0/1", "128.0.0.0/1"}));
}

TEST(AddressRange, OtherTextIsNone) {
  for (const char* text : {"", "10.0.0.0", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/x", "::/129", "10.0.0.0/8 "}) {
    EXPECT_FALSE(parse_range(text)) << text;
  }
}

}  // namespace
}  // namespace tieline::cloudformation
