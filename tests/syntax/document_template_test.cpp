#include <gtest/gtest.h>

#include <string>

#include "document_text.h"

namespace tieline::document {
namespace {

using testing::Parsed;
using namespace std::string_view_literals;

TEST(MayBeTemplate, LooksForTheKeys) {
  EXPECT_TRUE(may_be_template("Resources:\n"));
  EXPECT_TRUE(may_be_template("{\"AWSTemplateFormatVersion\": \"2010-09-09\"}"));
  EXPECT_TRUE(may_be_template("\xFF\xFER\0e\0s\0o\0u\0r\0c\0e\0s\0:\0"sv));
  EXPECT_TRUE(may_be_template("\xFE\xFF\0R\0e\0s\0o\0u\0r\0c\0e\0s\0:"sv));
  EXPECT_FALSE(may_be_template(""));
  EXPECT_FALSE(may_be_template("resources: []"));
  EXPECT_FALSE(may_be_template("\xFF\xFEr\0"sv));
}

TEST(IsTemplate, AsksTheRoot) {
  const auto is = [](std::string_view text) { return is_template(Parsed(text).root()); };
  EXPECT_TRUE(is("AWSTemplateFormatVersion: 2010-09-09"));
  EXPECT_TRUE(is("Resources:\n  A:\n    Type: AWS::S3::Bucket"));
  EXPECT_TRUE(is("Resources:\n  B: {}\n  A: {Type: My::Own::Thing::MODULE}"));
  EXPECT_TRUE(is("Resources:\n  Fn::ForEach::Loop: [I, [a], {}]"));
  EXPECT_FALSE(is("Resources:\n  A:\n    Type: Bucket"));
  EXPECT_FALSE(is("Resources:\n  A:\n    Type: AWS::S3"));
  EXPECT_FALSE(is("Resources:\n  A:\n    Type: [AWS::S3::Bucket]"));
  EXPECT_FALSE(is("Resources:\n  A:\n    Type: 'a::b:: c'"));
  EXPECT_FALSE(is("Resources:\n  - Type: AWS::S3::Bucket"));
  EXPECT_FALSE(is("x:\n  Resources:\n    A:\n      Type: AWS::S3::Bucket"));
  EXPECT_FALSE(is("- AWSTemplateFormatVersion"));
  EXPECT_FALSE(is("text"));
}

}  // namespace
}  // namespace tieline::document
