#include "cloudformation/parameters.h"

#include <gtest/gtest.h>

namespace tieline::cloudformation {
namespace {

std::optional<Parameters> read(const std::string& text, ParameterError* error = nullptr) {
  text::SourceManager sources;
  ParameterError reason;
  const auto read = read_parameters(sources, sources.add("parameters.json", text), reason);
  if (error != nullptr) *error = reason;
  return read;
}

TEST(Parameters, TheListOfTheCommandLine) {
  EXPECT_EQ(read(R"([{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "UsePreviousValue": true},
                     {"ParameterKey": "C", "ParameterValue": ""}])"),
            (Parameters{{"A", "1"}, {"C", ""}}));
  EXPECT_EQ(read(R"(["A=1", "B=x=y"])"), (Parameters{{"A", "1"}, {"B", "x=y"}}));
}

TEST(Parameters, MappingsOfBothKinds) {
  EXPECT_EQ(read(R"({"A": "x", "N": 443, "T": true, "L": ["a", "b"]})"),
            (Parameters{{"A", "x"}, {"N", "443"}, {"T", "true"}, {"L", "a,b"}}));
  EXPECT_EQ(read(R"({"Parameters": {"A": "x"}, "Tags": {"t": "v"}})"), (Parameters{{"A", "x"}}));
  EXPECT_EQ(read("A: x\nB: 2\n"), (Parameters{{"A", "x"}, {"B", "2"}}));
}

TEST(Parameters, NonsenseHasAPlace) {
  ParameterError error;
  EXPECT_EQ(read(R"([{"ParameterKey": "A"}])", &error), std::nullopt);
  EXPECT_EQ(error.message, "`ParameterValue` of `A` is missing");
  EXPECT_EQ(error.span.begin, 1U);
  EXPECT_EQ(read(R"({"A": {"B": 1}})", &error), std::nullopt);
  EXPECT_EQ(error.message, "the value of `A` is no text");
  EXPECT_EQ(read("{", &error), std::nullopt);
  EXPECT_FALSE(error.message.empty());
  EXPECT_EQ(read("", &error), std::nullopt);
  EXPECT_EQ(read("text", &error), std::nullopt);
}

std::optional<std::vector<ParameterSet>> read_sets(const std::string& name, const std::string& text,
                                                   ParameterError* error = nullptr) {
  text::SourceManager sources;
  ParameterError reason;
  const auto sets = read_parameter_sets(sources, sources.add(name, text), reason);
  if (error != nullptr) *error = reason;
  return sets;
}

TEST(Samconfig, OverridesOfEachEnvironment) {
  const auto sets = read_sets("samconfig.toml", R"(version = 0.1
[default.global.parameters]
stack_name = "ei"
parameter_overrides = "Env=dev Zones=\"a, b\""
[default.deploy.parameters]
parameter_overrides = "ParameterKey=Env,ParameterValue=test Note='it is \"so\"'"
[prod.deploy.parameters]
parameter_overrides = ["Env=prod", "Url=https://x/?a=b"]
[staging.build.parameters]
cached = true
)");
  ASSERT_TRUE(sets);
  ASSERT_EQ(sets->size(), 3U);
  EXPECT_EQ((*sets)[0].name, "samconfig.toml:default");
  EXPECT_EQ((*sets)[0].values,
            (Parameters{{"Env", "dev"}, {"Zones", "a, b"}, {"Env", "test"}, {"Note", "it is \"so\""}}));
  EXPECT_EQ((*sets)[1].name, "samconfig.toml:prod");
  EXPECT_EQ((*sets)[1].values, (Parameters{{"Env", "prod"}, {"Url", "https://x/?a=b"}}));
  EXPECT_EQ((*sets)[2].values, Parameters{});
}

TEST(Samconfig, NonsenseHasAPlace) {
  ParameterError error;
  EXPECT_EQ(read_sets("samconfig.toml", "a = \n", &error), std::nullopt);
  EXPECT_EQ(error.message, "this is not valid TOML");
  EXPECT_EQ(
      read_sets("samconfig.toml", "version = 0.1\n[d.deploy.parameters]\nparameter_overrides = \"Env\"\n", &error),
      std::nullopt);
  EXPECT_EQ(error.message, "`parameter_overrides` are written `Name=Value`, as a text or a list");
  EXPECT_EQ(error.span.begin, 36U);
}

TEST(ParameterSets, AFileIsOneSetOfItsName) {
  const auto sets = read_sets("prod.json", R"({"A": "x"})");
  ASSERT_TRUE(sets);
  ASSERT_EQ(sets->size(), 1U);
  EXPECT_EQ((*sets)[0].name, "prod.json");
  EXPECT_EQ((*sets)[0].values, (Parameters{{"A", "x"}}));
}

}  // namespace
}  // namespace tieline::cloudformation
