#include "value/condition.h"

#include <gtest/gtest.h>

namespace tieline::value {
namespace {

TEST(Conditions, ConstantsAreWhatTheySay) {
  ConditionSpace space;
  EXPECT_TRUE(space.satisfiable(Condition::always()));
  EXPECT_FALSE(space.satisfiable(Condition::never()));
  EXPECT_TRUE(space.negation(Condition::always()).is_never());
}

TEST(Conditions, EqualFormulasAreOneNode) {
  ConditionSpace space;
  const Condition a = space.truth("var.a");
  const Condition b = space.truth("var.b");
  EXPECT_EQ(space.conjunction(a, b), space.conjunction(b, a));
  EXPECT_EQ(space.negation(space.conjunction(a, b)), space.disjunction(space.negation(a), space.negation(b)));
  EXPECT_TRUE(space.conjunction(a, space.negation(a)).is_never());
}

TEST(Conditions, ASubjectHasOneValueAtATime) {
  ConditionSpace space;
  const Condition prod = space.equals("Env", "prod");
  const Condition test = space.equals("Env", "test");
  EXPECT_FALSE(space.satisfiable(space.conjunction(prod, test)));
  EXPECT_TRUE(space.satisfiable(space.conjunction(space.negation(prod), space.negation(test))));
  EXPECT_TRUE(space.implies(prod, space.negation(test)));
}

TEST(Conditions, ListedValuesLeaveNoOther) {
  ConditionSpace space;
  space.restrict("Env", {"prod", "test"});
  const Condition prod = space.equals("Env", "prod");
  const Condition test = space.equals("Env", "test");
  EXPECT_FALSE(space.satisfiable(space.conjunction(space.negation(prod), space.negation(test))));
  EXPECT_TRUE(space.implies(space.negation(prod), test));
  EXPECT_TRUE(space.equals("Env", "other").is_never());
}

TEST(Conditions, AreCompatibleWhereTheSubjectsAllowBoth) {
  ConditionSpace space;
  space.restrict("env", {"prod", "test"});
  const Condition prod = space.equals("env", "prod");
  const Condition test = space.equals("env", "test");
  const Condition nat = space.truth("nat");
  EXPECT_TRUE(space.compatible(prod, nat));
  EXPECT_TRUE(space.compatible(prod, space.negation(test)));
  EXPECT_FALSE(space.compatible(prod, test));
  EXPECT_FALSE(space.compatible(space.negation(prod), space.negation(test)));
  EXPECT_FALSE(space.compatible(nat, space.negation(nat)));
  EXPECT_FALSE(space.compatible(Condition::never(), nat));
  space.require(space.negation(space.conjunction(prod, nat)));
  EXPECT_FALSE(space.compatible(prod, nat));
  EXPECT_TRUE(space.implies(prod, space.negation(nat)));
}

TEST(Conditions, WhatDiffersIsFoundWithoutNewNodes) {
  ConditionSpace space;
  Condition any = Condition::never();
  for (int i = 0; i < 20; ++i) any = space.disjunction(any, space.truth("v" + std::to_string(i)));
  const Condition one = space.truth("v7");
  const Condition other = space.truth("another");
  const std::size_t before = space.size();
  EXPECT_FALSE(space.implies(any, one));
  EXPECT_FALSE(space.implies(one, other));
  EXPECT_EQ(space.size(), before);
  EXPECT_TRUE(space.implies(one, any));
}

TEST(Conditions, RequirementsHoldEverywhere) {
  ConditionSpace space;
  const Condition a = space.truth("var.a");
  const Condition b = space.truth("var.b");
  space.require(space.disjunction(a, b));
  EXPECT_FALSE(space.satisfiable(space.conjunction(space.negation(a), space.negation(b))));
}

TEST(Conditions, AreDescribedByTheirNames) {
  ConditionSpace space;
  const Condition prod = space.equals("Env", "prod");
  space.name(prod, "IsProd");
  EXPECT_EQ(space.describe(prod), "IsProd is true, as where Env is 'prod'");
  EXPECT_EQ(space.describe(space.negation(prod)), "IsProd is false, as where Env is not 'prod'");
  EXPECT_EQ(space.describe(Condition::always()), "");
}

TEST(Conditions, WithoutANameASmallestExampleIsSaid) {
  ConditionSpace space;
  const Condition prod = space.equals("parameter Env", "prod");
  const Condition nat = space.truth("var.nat");
  EXPECT_EQ(space.describe(space.conjunction(prod, space.negation(nat))),
            "parameter Env is 'prod' and var.nat is false");
  EXPECT_EQ(space.describe(space.disjunction(prod, nat)), "parameter Env is 'prod'");
}

TEST(Conditions, FewestSubjectsAreNamedNotThoseThatComeFirst) {
  ConditionSpace space;
  const Condition a = space.truth("a");
  const Condition b = space.truth("b");
  const Condition c = space.truth("c");
  EXPECT_EQ(space.describe(space.disjunction(space.conjunction(a, b), c)), "c is true");
}

TEST(Conditions, AValueIsNamedWhereTheValuesAreListed) {
  ConditionSpace space;
  space.restrict("Env", {"dev", "test", "prod"});
  const Condition prod = space.equals("Env", "prod");
  space.name(prod, "IsProd");
  EXPECT_EQ(space.describe(space.negation(prod)), "IsProd is false, as where Env is 'dev'");
  const Condition zones = space.equals("Zones", "1");
  EXPECT_EQ(space.describe(space.conjunction(space.negation(prod), space.negation(zones))),
            "Env is 'dev' and Zones is not '1'");
  space.require(space.negation(space.equals("Env", "dev")));
  EXPECT_EQ(space.describe(space.negation(prod)), "IsProd is false, as where Env is 'test'");
}

TEST(Conditions, WhatTheContextSettlesIsNotSaid) {
  ConditionSpace space;
  const Condition made = space.truth("var.create");
  const Condition nat = space.truth("var.nat");
  EXPECT_EQ(space.describe(space.conjunction(made, nat), made), "var.nat is true");
  EXPECT_EQ(space.describe(made, made), "");
}

TEST(Conditions, AnExampleOfManyIndependentChoicesIsShort) {
  ConditionSpace space;
  Condition any = Condition::never();
  for (int i = 0; i < 200; ++i) any = space.disjunction(any, space.truth("var.v" + std::to_string(i)));
  EXPECT_EQ(space.example(any).size(), 1U);
  EXPECT_FALSE(space.exhausted());
}

TEST(Conditions, ManySubjectsWithManyValuesStaySmall) {
  ConditionSpace space;
  std::vector<std::string> values;
  for (int i = 0; i < 20; ++i) values.push_back("v" + std::to_string(i));
  Condition all = Condition::always();
  for (int i = 0; i < 60; ++i) {
    const std::string subject = "P" + std::to_string(i);
    space.restrict(subject, values);
    all = space.conjunction(all, space.negation(space.equals(subject, "v3")));
  }
  EXPECT_TRUE(space.satisfiable(all));
  EXPECT_FALSE(space.exhausted());
}

}  // namespace
}  // namespace tieline::value
