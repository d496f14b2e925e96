#include "cloudformation/parameters.h"

#include <gtest/gtest.h>

namespace tieline::cloudformation {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

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

}  // namespace
}  // namespace tieline::cloudformation
