#include "tests/cloudformation/template_text.h"

namespace tieline::cloudformation {
namespace {

const std::string parameters = R"(Parameters:
  Name: {Type: String, Default: web}
  Open: {Type: String}
  List: {Type: CommaDelimitedList, Default: "a, b,c"}
  OpenList: {Type: List<AWS::EC2::Subnet::Id>}
)";

TEST(Functions, ScalarsKeepTheirKindAndAmbiguousNumbersStayText) {
  EXPECT_EQ(worth("443"), "443");
  EXPECT_EQ(worth("'443'"), "\"443\"");
  EXPECT_EQ(worth("true"), "true");
  EXPECT_EQ(worth("012345678901"), "\"012345678901\"");
  EXPECT_EQ(worth("[1, x, {K: v}]"), "[1, \"x\", {K = \"v\"}]");
}

TEST(Functions, SubReplacesParametersAndKeepsLiterals) {
  EXPECT_EQ(worth("!Sub 'x-${Name}'", parameters), "\"x-web\"");
  EXPECT_EQ(worth("{'Fn::Sub': 'x-${Name}'}", parameters), "\"x-web\"");
  EXPECT_EQ(worth("!Sub '${!Name} ${Name'", parameters), "\"${Name} ${Name\"");
  EXPECT_EQ(worth("!Sub ['${a}-${Name}', {a: !Ref Name}]", parameters), "\"web-web\"");
  EXPECT_EQ(worth("!Sub 'x-${Open}'", parameters), "\"x-${(unknown parameter Open)}\"");
  EXPECT_EQ(worth("!Sub '${Open}'", parameters), "(unknown parameter Open)");
}

TEST(Functions, JoinAndSplitUndoEachOther) {
  EXPECT_EQ(worth("!Join ['-', [a, !Ref Name, 3]]", parameters), "\"a-web-3\"");
  EXPECT_EQ(worth("!Join ['-', !Ref List]", parameters), "\"a-b-c\"");
  EXPECT_EQ(worth("!Split ['-', a-b-]", parameters), "[\"a\", \"b\", \"\"]");
  EXPECT_EQ(worth("!Join ['', []]", parameters), "\"\"");
}

TEST(Functions, ReferencesSurviveJoiningAndSplitting) {
  const Loaded loaded(R"(Resources:
  A: {Type: AWS::EC2::Subnet}
  B: {Type: AWS::EC2::Subnet}
  It:
    Type: AWS::Test::Thing
    Properties:
      Value: !Split [",", !Join [",", [!Ref A, !Ref B]]]
      One: !Select [1, !Split [",", !Sub "${A},${B}"]]
)");
  EXPECT_EQ(loaded.property("It", "Value"), "[(reference Ref), (reference Ref)]");
  const value::Reference* reference = loaded.value("It", "One").reference();
  ASSERT_NE(reference, nullptr);
  EXPECT_EQ(reference->resource->address, "B");
}

TEST(Functions, SplittingWhatIsPartlyKnownLeavesTheLengthOpen) {
  EXPECT_EQ(worth("!Split [',', !Sub 'a,${Open},b']", parameters), "[\"a\", rest((unknown)), \"b\"]");
  EXPECT_EQ(worth("!Select [0, !Split [',', !Sub 'a,${Open}']]", parameters), "\"a\"");
  EXPECT_EQ(worth("!Select [1, !Split [',', !Sub 'a,${Open}']]", parameters), "(unknown)");
}

TEST(Functions, SelectTakesTheElement) {
  EXPECT_EQ(worth("!Select [1, [a, b]]"), "\"b\"");
  EXPECT_EQ(worth("!Select ['2', !Ref List]", parameters), "\"c\"");
  EXPECT_EQ(worth("!Select [1, !Ref OpenList]", parameters), "(unknown parameter OpenList[1])");
}

TEST(Functions, TheSameElementOfAnUnknownListIsTheSameValue) {
  const Loaded loaded(parameters + R"(Resources:
  It:
    Type: AWS::Test::Thing
    Properties:
      A: !Select [0, !GetAZs ""]
      B: !Select [0, !GetAZs {Ref: "AWS::Region"}]
      C: !Select [1, !GetAZs ""]
)");
  EXPECT_EQ(&loaded.value("It", "A").refinement(), &loaded.value("It", "B").refinement());
  EXPECT_NE(&loaded.value("It", "A").refinement(), &loaded.value("It", "C").refinement());
  EXPECT_EQ(loaded.property("It", "C"), "(unknown Fn::GetAZs[1])");
}

TEST(Functions, SelectPastTheEndIsInvalid) {
  const Loaded loaded = with_value("!Select [2, [a, b]]");
  EXPECT_EQ(loaded.faults(), Texts{"5 invalid It: Fn::Select takes element 2 of a list of 2"});
  EXPECT_TRUE(with_value("!Select [7, !Ref OpenList]", parameters).faults().empty());
}

const std::string mappings = R"(Mappings:
  Regions:
    us-west-2: {Ami: ami-2, Zones: [a, b]}
    us-east-1: {Ami: ami-1}
)";

TEST(Functions, FindInMap) {
  EXPECT_EQ(worth("!FindInMap [Regions, us-west-2, Ami]", mappings), "\"ami-2\"");
  EXPECT_EQ(worth("!FindInMap [Regions, us-west-2, Zones]", mappings), "[\"a\", \"b\"]");
  Options options;
  options.region = "us-east-1";
  EXPECT_EQ(worth("!FindInMap [Regions, !Ref 'AWS::Region', Ami]", mappings, options), "\"ami-1\"");
  EXPECT_EQ(worth("!FindInMap [Regions, !Ref 'AWS::Region', Ami]", mappings), "(unknown AWS::Region)");
  EXPECT_EQ(worth("!FindInMap [Regions, eu-west-1, Ami, {DefaultValue: none}]",
                  "Transform: AWS::LanguageExtensions\n" + mappings),
            "\"none\"");
}

TEST(Functions, FindInMapWithoutTheKeyIsInvalid) {
  const Loaded missing = with_value("!FindInMap [Regions, us-west-2, Amy]", mappings);
  EXPECT_EQ(missing.faults(), Texts{"9 invalid It: Fn::FindInMap finds no key `Amy`"});
  EXPECT_EQ(missing.graph().faults[0].help, "did you mean `Ami`?");
  const Loaded undeclared = with_value("!FindInMap [Region, us-west-2, Ami]", mappings);
  EXPECT_EQ(undeclared.faults(), Texts{"9 undeclared It: there is no mapping `Region`"});
  EXPECT_EQ(undeclared.graph().faults[0].help, "did you mean `Regions`?");
}

TEST(Functions, CidrCountsRanges) {
  EXPECT_EQ(worth("!Cidr [10.0.0.0/16, 3, 8]"), "[\"10.0.0.0/24\", \"10.0.1.0/24\", \"10.0.2.0/24\"]");
  EXPECT_EQ(worth("!Select [1, !Cidr ['2001:db8::/56', 2, 64]]"), "\"2001:db8:0:1::/64\"");
  EXPECT_EQ(worth("!Cidr [!Ref Open, 2, 8]", parameters), "[(unknown parameter Open), (unknown parameter Open)]");
  EXPECT_EQ(with_value("!Cidr [10.0.0.0/24, 8, 6]").faults(),
            Texts{"5 invalid It: `10.0.0.0/24` has no room for 8 ranges with 6 host bits each"});
}

TEST(Functions, EncodingsAndLength) {
  const std::string extensions = "Transform: AWS::LanguageExtensions\n" + parameters;
  EXPECT_EQ(worth("!Base64 hello"), "\"aGVsbG8=\"");
  EXPECT_EQ(worth("{'Fn::Length': !Ref List}", extensions), "3");
  EXPECT_EQ(worth("{'Fn::ToJsonString': {a: [1, 'x\"']}}", extensions), "\"{\"a\":[1,\"x\\\"\"]}\"");
  EXPECT_EQ(worth("{'Fn::ToJsonString': {a: !Ref Open}}", extensions), "\"{\"a\":\"${(unknown parameter Open)}\"}\"");
  const Loaded loaded = with_value("{'Fn::ToJsonString': {a: x}}", extensions);
  ASSERT_NE(loaded.value("It", "Value").encoded(), nullptr);
  EXPECT_EQ(value::to_debug_string(*loaded.value("It", "Value").encoded()), "{a = \"x\"}");
}

TEST(Functions, NoValueIsNotThere) {
  const Loaded loaded = with_value("[a, !Ref 'AWS::NoValue']\n      Gone: !Ref 'AWS::NoValue'");
  EXPECT_EQ(loaded.property("It", "Value"), "[\"a\"]");
  EXPECT_FALSE(loaded.graph().find("It")->gives("Gone"));
}

TEST(Functions, PseudoParametersFollowTheRegion) {
  Options options;
  options.region = "cn-north-1";
  EXPECT_EQ(worth("!Sub '${AWS::Partition}/${AWS::Region}/${AWS::URLSuffix}'", "", options),
            "\"aws-cn/cn-north-1/amazonaws.com.cn\"");
  EXPECT_EQ(worth("!Ref AWS::Partition"), "(unknown AWS::Partition)");
  EXPECT_EQ(worth("!Ref AWS::AccountId", "", options), "(unknown AWS::AccountId)");
}

TEST(Functions, DynamicReferencesAreUnknown) {
  EXPECT_EQ(worth("'{{resolve:ssm:/a/b}}'"), "(unknown {{resolve:ssm:/a/b}})");
  EXPECT_EQ(worth("!Sub 'x{{resolve:ssm:${Name}}}y'", parameters), "\"x${(unknown {{resolve:ssm:web}})}y\"");
}

TEST(Functions, ImportsAreUnknownAndNamed) {
  EXPECT_EQ(worth("!ImportValue shared-vpc"), "(unknown Fn::ImportValue shared-vpc)");
  EXPECT_EQ(worth("{'Fn::ImportValue': !Sub '${Name}-vpc'}", parameters), "(unknown Fn::ImportValue web-vpc)");
}

TEST(Functions, WhatIsImportedTwiceIsOneValue) {
  const Loaded loaded = with_value("!ImportValue a\n      Same: !ImportValue a\n      Other: !ImportValue b");
  EXPECT_EQ(&loaded.value("It", "Value").refinement(), &loaded.value("It", "Same").refinement());
  EXPECT_NE(&loaded.value("It", "Value").refinement(), &loaded.value("It", "Other").refinement());
  EXPECT_TRUE(loaded.value("It", "Value").refinement().not_null);
}

struct Malformed {
  const char* yaml;
  const char* message;
};

class MalformedFunctions : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedFunctions, AreInvalidExpressions) {
  const Loaded loaded = with_value(GetParam().yaml, parameters + mappings);
  ASSERT_EQ(loaded.graph().faults.size(), 1U) << testing::PrintToString(loaded.faults());
  EXPECT_EQ(loaded.graph().faults[0].kind, graph::FaultKind::invalid_expression);
  EXPECT_EQ(loaded.graph().faults[0].message, GetParam().message);
  EXPECT_EQ(loaded.graph().faults[0].resource, "It");
}

INSTANTIATE_TEST_SUITE_P(
    All, MalformedFunctions,
    testing::Values(Malformed{"!Join ['-', text]", "Fn::Join takes a delimiter and a list"},
                    Malformed{"!Join ['-']", "Fn::Join takes a delimiter and a list"},
                    Malformed{"!Split [a]", "Fn::Split takes a delimiter and a string"},
                    Malformed{"!Select [a, [b]]", "`a` is no index of a list"},
                    Malformed{"!Select [-1, [b]]", "`-1` is no index of a list"},
                    Malformed{"!If [C, a]", "Fn::If takes a condition's name and two values"},
                    Malformed{"!GetAtt It", "Fn::GetAtt takes a resource and the name of one of its attributes"},
                    Malformed{"!Sub [a]", "Fn::Sub takes a string, or a list of a string and a mapping of variables"},
                    Malformed{"!Sub '${VAR:-x}'", "`${VAR:-x}` is no variable of Fn::Sub"},
                    Malformed{"!FindInMap [Regions, a]", "Fn::FindInMap takes a mapping's name and two keys"},
                    Malformed{"!Base64 [a]", "Fn::Base64 takes a string"},
                    Malformed{"!Select [0, !Join [',', [a]]]", "Fn::Select takes an index and a list"},
                    Malformed{"{'Fn::GetStackOutput': s}",
                              "Fn::GetStackOutput takes a mapping with `StackName` and `OutputName`"},
                    Malformed{"{'Fn::Jion': ['-', [a]]}", "there is no function `Fn::Jion`"},
                    Malformed{"{'Fn::Length': [a]}", "Fn::Length needs the transform AWS::LanguageExtensions"},
                    Malformed{"!Equals [a, b]", "Fn::Equals is no function for a value"},
                    Malformed{"{Ref: [a]}", "Ref takes the name of a parameter or resource"}));

TEST(Functions, ListsAndMappingsAreNoStrings) {
  const Loaded loaded = with_value(R"({A: !Join [",", [a, [b]]], B: !Sub ["${a}", {a: [1]}], C: !Join [",", !GetAZs ""],
        D: !Sub ["${a}", {a: !Join ["", [x, !Ref "AWS::Region"]]}]})");
  EXPECT_EQ(loaded.faults(),
            (Texts{"5 invalid It: Fn::Join joins strings", "5 invalid It: the variable `a` of Fn::Sub is a string"}));
}

TEST(Functions, CidrWantsARangeAndUpTo256Parts) {
  const auto fault = [](const std::string& cidr) { return with_value(cidr).faults(); };
  EXPECT_EQ(fault("!Cidr [10.0.0.0/8, 300, 8]"), Texts{"5 invalid It: Fn::Cidr makes 1 to 256 ranges, not 300"});
  EXPECT_EQ(fault("!Cidr [nope, 3, 8]"), Texts{"5 invalid It: `nope` is no range of addresses"});
  EXPECT_EQ(fault("!Cidr [10.0.0.0/8, 256, 8]"), Texts{});
}

TEST(Functions, FindInMapWithAComputedNameOfNoMapping) {
  const std::string sections =
      "Transform: AWS::LanguageExtensions\nParameters: {P: {Type: String, Default: Map}}\nMappings: {Maps: {a: {b: "
      "c}}}\n";
  EXPECT_EQ(with_value("!FindInMap [!Ref P, a, b]", sections).faults(),
            Texts{"8 undeclared It: there is no mapping `Map`"});
  EXPECT_EQ(worth("!FindInMap [!Ref P, a, b, {DefaultValue: d}]", sections), "\"d\"");
  EXPECT_EQ(worth("!FindInMap [!Sub \"${P}s\", !Select [0, [a]], !Join [\"\", [b]]]", sections), "\"c\"");
}

}  // namespace
}  // namespace tieline::cloudformation
