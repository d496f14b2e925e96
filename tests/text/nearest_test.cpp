#include "text/nearest.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace tieline::text {
namespace {

std::string_view meant(std::string_view name) {
  static constexpr std::array<std::string_view, 4> names{"Vpc", "ClientGroup", "EndpointGroup", "SubnetA"};
  return nearest(name, names);
}

TEST(Nearest, OneMistakeIsForgiven) {
  EXPECT_EQ(meant("Vcp"), "Vpc");  // swapped
  EXPECT_EQ(meant("VPC"), "Vpc");  // another case
  EXPECT_EQ(meant("ClentGroup"), "ClientGroup");
  EXPECT_EQ(meant("ClientGroups"), "ClientGroup");
  EXPECT_EQ(meant("SubnetB"), "SubnetA");
}

TEST(Nearest, WhatIsFarFromEverythingHasNone) {
  EXPECT_EQ(meant("X"), "");
  EXPECT_EQ(meant("Bucket"), "");
  EXPECT_EQ(meant(""), "");
  EXPECT_EQ(meant(std::string(1000, 'a')), "");
}

TEST(Nearest, TheNearestWins) { EXPECT_EQ(meant("EndpointGruop"), "EndpointGroup"); }

}  // namespace
}  // namespace tieline::text
