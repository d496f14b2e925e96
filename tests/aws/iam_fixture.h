#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "aws/iam/evaluation.h"
#include "text/source.h"
#include "value/value.h"
#include "value/world.h"

namespace tieline::aws::iam {

/// Reads policies out of texts and asks about them.
class IamFixture {
 public:
  /// A file, and the value of a string that is written in it at `written`, worth `parts`.
  value::Value written(std::string_view file, std::string_view written, std::vector<value::Value> parts) {
    const text::FileId id = sources_.add("/policies/" + std::to_string(++files_) + ".tf", std::string(file));
    const auto begin = static_cast<std::uint32_t>(file.find(written));
    const text::Span span{id, begin, begin + static_cast<std::uint32_t>(written.size())};
    return value::template_of(arena, parts, span);
  }
  value::Value text(std::string_view text) { return value::string(arena, text); }
  value::Value unknown() { return value::unknown(arena); }
  value::Value list(std::vector<value::Value> items) { return value::sequence(arena, items); }
  value::Value object(std::vector<value::MappingEntry> entries) { return value::mapping(arena, entries); }
  /// `then` where the subject is true, else `otherwise`.
  value::Value either(std::string_view subject, value::Value then, value::Value otherwise) {
    const value::Condition test = space.truth(subject);
    const value::Branch branches[] = {{test, then}, {space.negation(test), otherwise}};
    return value::alternatives(arena, space, branches);
  }

  const Document& read(value::Value value) { return reader_.read(value); }
  const Document& read(std::string_view json) { return read(text(json)); }
  /// A document of one statement, given by its elements.
  const Document& statement(std::string_view elements) {
    return read(R"({"Version": "2012-10-17", "Statement": [{)" + std::string(elements) + "}]}");
  }

  void attach(const Document& document, bool possible = false) {
    role.policies.push_back({.source = {.possible = possible}, .document = &document, .written_here = true});
  }
  void allow(std::string_view elements) { attach(statement(R"("Effect": "Allow", )" + std::string(elements))); }
  void deny(std::string_view elements) { attach(statement(R"("Effect": "Deny", )" + std::string(elements))); }
  void bound_by(const Document& document) { role.boundary = Policy{.source = {}, .document = &document}; }

  Grant connect() { return grant(world, role, catalogue::connect()); }
  Grant describe() { return grant(world, role, catalogue::describe_endpoints()); }
  /// What a permission of the guide's list, by its name, is granted.
  Grant of(std::string_view name) {
    for (const Permission& permission : catalogue::complete_permissions()) {
      if (permission.name == name) return grant(world, role, permission);
    }
    ADD_FAILURE() << name << " is not in the list";
    return {};
  }

  [[nodiscard]] std::string_view source_at(const text::Span& span) const { return sources_.text(span); }

  value::ConditionSpace space;
  text::Arena arena;
  value::World world{space, arena};
  RolePolicies role;

 private:
  text::SourceManager sources_;
  DocumentReader reader_{world, sources_};
  int files_ = 0;
};

}  // namespace tieline::aws::iam
