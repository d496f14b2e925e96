#include "tests/cloudformation/template_text.h"

/// Input that is made to hurt: a fault or none, within the limits, and never a crash.
namespace tieline::cloudformation {
namespace {

const std::string head =
    "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n  A: {Type: AWS::Test::Thing, Properties: ";

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

bool reports_limit(const Loaded& loaded) {
  for (const graph::Fault& fault : loaded.graph().faults) {
    if (fault.kind == graph::FaultKind::limit_reached) return true;
  }
  return false;
}

TEST(Hostile, DeepNesting) {
  constexpr std::size_t deep = 100'000;
  EXPECT_TRUE(reports_limit(Loaded(head + "{X: " + repeated("[", deep) + repeated("]", deep) + "}}\n")));
  EXPECT_TRUE(reports_limit(Loaded(head + "{X: " + repeated("{a: ", deep) + repeated("}", deep) + "}}\n")));
  std::string block = "Resources:\n  A:\n    Type: AWS::Test::Thing\n    Properties:\n";
  for (std::size_t level = 0; level < 2'000; ++level) block += std::string(6 + level, ' ') + "a:\n";
  EXPECT_TRUE(reports_limit(Loaded(block)));
  EXPECT_TRUE(reports_limit(Loaded(R"({"Resources": {"A": {"Type": "AWS::Test::Thing", "Properties": {"X": )" +
                                       repeated(R"({"Fn::Not": [)", deep) + repeated("]}", deep) + "}}}}",
                                   {}, "t.json")));
  // Not closed at all.
  EXPECT_FALSE(Loaded(head + "{X: " + repeated("[", deep)).graph().faults.empty());
  EXPECT_FALSE(Loaded(R"({"AWSTemplateFormatVersion": )" + repeated("[", deep), {}, "t.json").graph().faults.empty());
}

TEST(Hostile, DeepIntrinsics) {
  std::string condition = "!Equals [!Ref AWS::Region, a]";
  for (int level = 0; level < 100; ++level) condition = "{Fn::Not: [" + condition + "]}";
  const Loaded loaded("Conditions: {C: " + condition + "}\n" +
                      "Resources: {A: {Type: AWS::Test::Thing, Condition: C}}\n");
  EXPECT_TRUE(loaded.is_template());
}

TEST(Hostile, LargeScalars) {
  const std::string large(std::size_t{10} << 20, 'x');
  for (const std::string& value : {large, '"' + large + '"', "!Sub " + large, "!Sub \"" + large + "${AWS::Region}\""}) {
    const Loaded loaded(head + "{X: " + value + "}}\n");
    EXPECT_TRUE(loaded.is_template());
  }
  EXPECT_TRUE(
      Loaded("Resources:\n  A:\n    Type: AWS::Test::Thing\n    Properties:\n      X: |\n        " + large + "\n")
          .is_template());
  const Loaded lines(head + "{X: \"" + repeated("a\n    ", 1 << 20) + "\"}}\n");
  EXPECT_TRUE(lines.is_template());
}

TEST(Hostile, AliasBombs) {
  std::string text = "AWSTemplateFormatVersion: \"2010-09-09\"\nMetadata:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "  a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(before + ", ", 9) + before + "]\n";
  }
  EXPECT_TRUE(reports_limit(Loaded(text + "Resources: {A: {Type: AWS::Test::Thing, Properties: {X: *a11}}}\n")));
}

TEST(Hostile, AMillionVariablesInOneText) {
  const Loaded loaded(head + "{X: !Sub \"" + repeated("${A.B}", 200'000) + "\"}}\n");
  EXPECT_TRUE(loaded.is_template());
}

TEST(Hostile, ManyReferencesToWhatIsNotThere) {
  std::string text = "Resources:\n";
  for (int i = 0; i < 5'000; ++i) {
    text +=
        "  R" + std::to_string(i) + ": {Type: AWS::Test::Thing, Properties: {X: !Ref Gone" + std::to_string(i) + "}}\n";
  }
  EXPECT_EQ(Loaded(text).graph().faults.size(), 5'000U);
}

TEST(Hostile, EveryResourceDependsOnEveryOther) {
  std::string text = "Resources:\n";
  std::string names;
  for (int i = 0; i < 200; ++i) names += (i == 0 ? "" : ", ") + ("!Ref R" + std::to_string(i));
  for (int i = 0; i < 200; ++i) {
    text += "  R" + std::to_string(i) + ": {Type: AWS::Test::Thing, Properties: {X: [" + names + "]}}\n";
  }
  const Loaded loaded(text);
  ASSERT_FALSE(loaded.graph().faults.empty());
  EXPECT_EQ(loaded.graph().faults[0].kind, graph::FaultKind::dependency_cycle);
}

TEST(Hostile, PatternsThatBacktrack) {
  const Loaded loaded("Parameters: {P: {Type: String, AllowedPattern: \"(a+)+$\"}}\nConditions: {C: !Equals [!Ref P, " +
                      std::string(5'000, 'a') + "b]}\nResources: {A: {Type: AWS::Test::Thing, Condition: C}}\n");
  EXPECT_EQ(loaded.graph().find("A"), nullptr);
}

TEST(Hostile, BrokenPlacesOneAfterTheOther) {
  std::string text = "AWSTemplateFormatVersion: 2010-09-09\nResources:\n";
  for (int i = 0; i < 50'000; ++i) text += "  A" + std::to_string(i) + ": \"\n";
  const Loaded loaded(text);
  EXPECT_LT(loaded.graph().faults.size(), 200U);
}

}  // namespace
}  // namespace tieline::cloudformation
