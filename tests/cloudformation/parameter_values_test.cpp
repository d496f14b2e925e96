#include "tests/cloudformation/template_text.h"

namespace tieline::cloudformation {
namespace {

TEST(ParameterValues, TypesAndDefaultsThatTheServiceRefuses) {
  const Loaded loaded(R"(Parameters:
  Type: {Type: Strng}
  Number: {Type: Number, Default: abc}
  Bound: {Type: Number, Default: 9, MaxValue: 5}
  Choice: {Type: String, Default: c, AllowedValues: [a, b]}
  Several: {Type: CommaDelimitedList, Default: "a, z", AllowedValues: [a, b]}
  Pattern: {Type: String, Default: "12", AllowedPattern: "[a-z]+"}
  Yes: {Type: String, Default: yes, AllowedValues: ["true", "false"]}
  One: {Type: Number, Default: 1.0, AllowedValues: [1, 2]}
  Ami: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: /a, AllowedPattern: "ami-.*"}
  Vpc: {Type: "AWS::EC2::VPC::Id", Default: ""}
  Commas: {Type: CommaDelimitedList, Default: "x,y", AllowedValues: [a, "x,y"]}
  Texts: {Type: List<String>, Default: "x,y"}
  Newer: {Type: "AWS::New::Thing::Id"}
Resources:
  It: {Type: AWS::Test::Thing}
)");
  EXPECT_EQ(loaded.faults(), (Texts{"2 invalid Parameters.Type: there is no parameter type `Strng`",
                                    "3 invalid Parameters.Number: `abc` is not allowed for the parameter `Number`",
                                    "4 invalid Parameters.Bound: `9` is not allowed for the parameter `Bound`",
                                    "5 invalid Parameters.Choice: `c` is not allowed for the parameter `Choice`",
                                    "6 invalid Parameters.Several: `z` is not allowed for the parameter `Several`",
                                    "7 invalid Parameters.Pattern: `12` is not allowed for the parameter `Pattern`"}));
}

TEST(ParameterValues, AGivenValueCountsAndNotTheDefault) {
  Options options;
  options.parameters = {{"Choice", "z"}, {"Other", "a"}};
  const Loaded loaded(R"(Parameters:
  Choice: {Type: String, Default: a, AllowedValues: [a, b]}
  Other: {Type: String, Default: c, AllowedValues: [a, b]}
Resources:
  It: {Type: AWS::Test::Thing}
)",
                      options);
  EXPECT_EQ(loaded.faults(), Texts{"2 invalid Parameters.Choice: `z` is not allowed for the parameter `Choice`"});
}

TEST(ParameterValues, YesWithoutQuotesIsTrue) {
  const Loaded loaded(R"(Parameters:
  Make: {Type: String, AllowedValues: [yes, no]}
  Mode: {Type: String, Default: yes}
Conditions:
  Made: !Equals [!Ref Make, yes]
  Always: !Equals [!Ref Mode, "true"]
Resources:
  A: {Type: AWS::Test::Thing, Condition: Made}
  B: {Type: AWS::Test::Thing, Condition: Always}
)");
  EXPECT_EQ(loaded.exists("A"), "Made is true, as where Make is 'true'");
  EXPECT_EQ(loaded.exists("B"), "always");
}

}  // namespace
}  // namespace tieline::cloudformation
