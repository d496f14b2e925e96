#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "document_text.h"

/// Broken input never crashes, and what is told about it always lies in the file.
namespace tieline::document {
namespace {

using testing::find_fault;
using testing::Parsed;

constexpr std::string_view sample_yaml = R"(AWSTemplateFormatVersion: '2010-09-09'
Description: >-
  A sample
  in lines
Parameters:
  Env: {Type: String, Default: "dev\t\u00e4", AllowedValues: [dev, prod,]}
Mappings:
  M: &m
    eu-west-1: {"Cidr": 10.0.0.0/16, n: ~}
Conditions:
  Prod: !Equals [!Ref Env, prod]
Resources:
  Copy: *m
  ? Odd
  : - 1
    - - 2
      -
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      ServiceName: !Sub 'com.amazonaws.${AWS::Region}.it''s'
      SubnetIds: !If
        - Prod
        - [!Ref A, !GetAtt B.C]  # comment
        - !Split [",", !ImportValue x]
      UserData:
        Fn::Base64: !Sub |
          #!/bin/sh
          echo "${Env}"

          done
      PolicyDocument: {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*"}]}
  Text: plain text
    over lines
Outputs: {}
---
second: document
...
)";

constexpr std::string_view sample_json = R"({"AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "A": {"Type": "AWS::S3::Bucket", "Properties": {"Name": {"Fn::Join": ["", ["a\u00e4\n", {"Ref": "B"}]]}}},
    "Num": [1, -2.5e3, true, false, null, {}, []], "A": "twice"
  }
}
)";

void check(std::string_view text, Parsed::Parser parser) {
  const Parsed parsed(text, parser);
  for (const Node* root : parsed.documents.roots) {
    const std::string fault = find_fault(parsed, *root);
    ASSERT_EQ(fault, "") << text;
  }
  for (const syntax::SyntaxError& error : parsed.documents.errors) {
    ASSERT_LE(error.span.begin, error.span.end) << error.message << "\n" << text;
    ASSERT_LE(error.span.end, text.size()) << error.message << "\n" << text;
    ASSERT_FALSE(error.message.empty());
  }
  const bool has_error =
      std::any_of(parsed.documents.errors.begin(), parsed.documents.errors.end(),
                  [](const syntax::SyntaxError& error) { return error.kind != syntax::SyntaxError::Kind::duplicate; });
  if (!parsed.documents.complete) {
    ASSERT_TRUE(has_error) << text;
  }
}

TEST(Robustness, TheSamplesAreGood) {
  const Parsed yaml(sample_yaml);
  EXPECT_EQ(yaml.errors(), "");
  EXPECT_EQ(yaml.documents.roots.size(), 2U);
  check(sample_yaml, parse_yaml);
  const Parsed json(sample_json, parse_json);
  EXPECT_EQ(json.documents.errors.size(), 1U);
  EXPECT_TRUE(json.documents.complete);
}

TEST(Robustness, CutOffAnywhere) {
  for (std::size_t size = 0; size <= sample_yaml.size(); ++size) check(sample_yaml.substr(0, size), parse_yaml);
  for (std::size_t size = 0; size <= sample_json.size(); ++size) {
    check(sample_json.substr(0, size), parse_json);
    check(sample_json.substr(0, size), parse_yaml);
    check(sample_json.substr(0, size), parse_any);
  }
}

TEST(Robustness, StartedAnywhere) {
  for (std::size_t from = 0; from < sample_yaml.size(); ++from) check(sample_yaml.substr(from), parse_yaml);
  for (std::size_t from = 0; from < sample_json.size(); ++from) check(sample_json.substr(from), parse_json);
}

void mutate(std::string_view sample, Parsed::Parser parser, int rounds) {
  constexpr std::string_view pieces[] = {"\t",
                                         "\n",
                                         " ",
                                         ":",
                                         ": ",
                                         "-",
                                         "- ",
                                         "?",
                                         "? ",
                                         ",",
                                         "[",
                                         "]",
                                         "{",
                                         "}",
                                         "#",
                                         "&",
                                         "*",
                                         "!",
                                         "|",
                                         ">",
                                         "'",
                                         "\"",
                                         "%",
                                         "@",
                                         "`",
                                         "\\",
                                         "\r",
                                         "---",
                                         "..",
                                         "&a",
                                         "*a",
                                         "~",
                                         "null",
                                         "!<",
                                         "!!",
                                         "<<",
                                         "\0",
                                         "\x04",
                                         "\xC3",
                                         "\xFF",
                                         "\xEF\xBB\xBF",
                                         "\xF0\x9F\x98\x80",
                                         "|2",
                                         ">-",
                                         "\n\n"};
  std::mt19937 random(20240601);  // the same every time
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  for (int round = 0; round < rounds; ++round) {
    std::string text(sample);
    for (std::size_t change = 0; change <= below(4); ++change) {
      const std::size_t at = below(text.size() + 1);
      const std::size_t kind = below(4);
      if (kind == 0) {
        text.insert(at, pieces[below(std::size(pieces))]);
      } else if (kind == 1 && at < text.size()) {
        text[at] = static_cast<char>(below(256));
      } else if (kind == 2) {
        text.erase(at, below(20));
      } else {
        text.insert(at, text.substr(below(text.size() + 1), below(40)));
      }
    }
    check(text, parser);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

TEST(Robustness, MutatedYaml) { mutate(sample_yaml, parse_yaml, 3000); }
TEST(Robustness, MutatedJson) { mutate(sample_json, parse_json, 3000); }

TEST(Robustness, SoupOfYamlTokens) {
  constexpr std::string_view pieces[] = {"a",   "b: ",  "- ",   "? ",  ": ", "[",   "]", "{",  "}",
                                         ", ",  "\n",   "\n  ", "&x ", "*x", "!T ", "'", "\"", "|\n",
                                         ">\n", "--- ", "...",  "#",   "\t", "%",   "~"};
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    const std::size_t length = random() % 20;
    for (std::size_t i = 0; i < length; ++i) text += pieces[random() % std::size(pieces)];
    check(text, parse_yaml);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace tieline::document
