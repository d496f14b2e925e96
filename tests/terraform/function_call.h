#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "graph/resource.h"
#include "terraform/console_notation.h"
#include "terraform/functions/functions.h"
#include "value/type.h"
#include "value/value.h"

namespace tieline::terraform {

/// Files that exist only in a test.
class FakeFiles final : public FileAccess {
 public:
  Contents read(std::string_view path) override {
    const auto found = files.find(std::string(path));
    if (found == files.end()) return {path == "outside" ? Status::refused : Status::missing};
    return {Status::ok, found->second, text::FileId{7}};
  }
  Listing list(std::string_view /*folder*/) override {
    Listing listing{Status::ok, {}};
    for (const auto& [path, bytes] : files) listing.paths.push_back(path);
    return listing;
  }
  std::string working_folder() override { return "/work"; }

  std::map<std::string, std::string> files;
};

/// Values by hand, and calls on them.
class FunctionTest : public testing::Test {
 protected:
  using Values = std::vector<Value>;

  Value text(std::string_view string) { return value::string(arena, string); }
  Value number(std::int64_t integer) { return value::number(arena, value::Number(integer)); }
  Value tuple(const Values& items) { return value::sequence(arena, items); }
  Value object(const std::vector<value::MappingEntry>& entries) { return value::mapping(arena, entries); }
  Value unknown(std::string_view cause = {}, const value::Type* type = nullptr) {
    return value::unknown(arena, {.type = type, .cause = cause});
  }

  /// `aws_subnet.NAME.ATTRIBUTE`.
  Value attribute(const std::string& name, std::string_view attribute = "id", std::string_view type = "aws_subnet") {
    const std::string address = std::string(type) + "." + name;
    graph::Resource* resource = nullptr;
    for (graph::Resource& there : resources) {
      if (there.address == address) resource = &there;
    }
    if (resource == nullptr) {
      resource = &resources.emplace_back();
      resource->language = graph::Language::terraform;
      resource->mode = graph::Mode::managed;
      resource->address = arena.copy(address);
      resource->type = type;
    }
    return value::reference_to(arena, {resource, attribute, {}});
  }
  Value either(std::string_view condition, Value then, Value otherwise) {
    const value::Condition when = conditions.truth(condition);
    const value::Branch branches[] = {{when, then}, {conditions.negation(when), otherwise}};
    return value::alternatives(arena, conditions, branches);
  }

  CallResult call_for_result(std::string_view name, const Values& arguments) {
    CallContext context{arena, conditions, budget, files};
    return terraform::call(context, name, arguments, {text::FileId{1}, 10, 20});
  }
  Value call(std::string_view name, const Values& arguments) {
    const CallResult result = call_for_result(name, arguments);
    EXPECT_FALSE(result.error.has_value()) << result.error->message;
    return result.value;
  }
  /// As `tieline eval` prints it, on one line.
  std::string shown(Value value) {
    std::string out;
    bool space = false;
    for (const char c : to_console(value, {.conditions = &conditions})) {
      if (c == '\n') space = true;
      if (c == '\n' || (space && c == ' ')) continue;
      if (space && c != ']' && c != '}' && c != ')') out += ' ';
      space = false;
      out += c;
    }
    return out;
  }
  std::string result(std::string_view name, const Values& arguments) { return shown(call(name, arguments)); }
  std::string error(std::string_view name, const Values& arguments) {
    const CallResult outcome = call_for_result(name, arguments);
    return outcome.error ? outcome.error->message : "no error: " + shown(outcome.value);
  }

  Arena arena;
  ConditionSpace conditions;
  Budget budget;
  FakeFiles files;
  std::deque<graph::Resource> resources;
};

}  // namespace tieline::terraform
