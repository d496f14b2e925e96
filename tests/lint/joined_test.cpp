#include "lint/joined.h"

#include <gtest/gtest.h>

#include "text/limits.h"

namespace tieline::lint {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;

TEST(JoinedTemplates, ExportersComeFirst) {
  const std::vector<Links> templates{{{}, {"b"}}, {{"b"}, {"c"}}, {{"x"}, {}}, {{"c"}, {}}};
  EXPECT_EQ(joined_groups(templates), (Groups{{3, 1, 0}}));
}

TEST(JoinedTemplates, NamesThatAreMissingOrAmbiguousJoinNothing) {
  const std::vector<Links> templates{{{"a", "own"}, {"own"}}, {{"a"}, {}}, {{}, {"a", "gone"}}};
  EXPECT_EQ(joined_groups(templates), Groups{});
}

TEST(JoinedTemplates, ACircleEnds) {
  const std::vector<Links> templates{{{"a"}, {"b"}}, {{"b"}, {"a"}}};
  EXPECT_EQ(joined_groups(templates).at(0).size(), 2U);
}

TEST(JoinedTemplates, TooManyStayApart) {
  std::vector<Links> templates{{{"a"}, {}}};
  while (templates.size() <= limits::joined_templates) templates.push_back({{}, {"a"}});
  EXPECT_EQ(joined_groups(templates), Groups{});
}

}  // namespace
}  // namespace tieline::lint
