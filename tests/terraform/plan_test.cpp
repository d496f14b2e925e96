// Saved plans: `terraform show -json`.

#include "terraform/plan.h"

#include <nlohmann/json.hpp>

#include "terraform/configuration.h"

namespace tieline::terraform {
namespace {

using nlohmann::json;

/// A plan made step by step.
class PlanBuilder {
 public:
  PlanBuilder() {
    plan_ = {{"format_version", "1.2"},           {"terraform_version", "1.11.4"},
             {"variables", json::object()},       {"planned_values", {{"root_module", {{"resources", json::array()}}}}},
             {"resource_changes", json::array()}, {"configuration", {{"root_module", {{"resources", json::array()}}}}}};
  }

  /// A resource of the root module that is made, with its expressions; `unknown` is its part of `after_unknown`.
  PlanBuilder& creates(const std::string& address, const json& values, const json& unknown, const json& expressions) {
    return add(address, values, unknown, expressions, "create");
  }
  /// One that exists and stays as it is.
  PlanBuilder& keeps(const std::string& address, const json& values, const json& expressions) {
    return add(address, values, json::object(), expressions, "no-op");
  }
  PlanBuilder& variable(const std::string& name, const json& value) {
    plan_["variables"][name] = {{"value", value}};
    return *this;
  }
  json& operator[](const char* key) { return plan_[key]; }
  [[nodiscard]] std::string text() const { return plan_.dump(1); }

  static json planned(const std::string& address, const json& values) {
    const std::string in_module = address.substr(address.rfind("module.", 0) == 0 ? address.rfind("aws_") : 0);
    const std::string type = in_module.substr(0, in_module.find('.'));
    const std::string name = in_module.substr(type.size() + 1, in_module.find('[') - type.size() - 1);
    return {{"address", address}, {"mode", "managed"}, {"type", type}, {"name", name}, {"values", values}};
  }

 private:
  PlanBuilder& add(const std::string& address, const json& values, const json& unknown, const json& expressions,
                   const char* action) {
    plan_["planned_values"]["root_module"]["resources"].push_back(planned(address, values));
    plan_["resource_changes"].push_back(
        {{"address", address}, {"change", {{"actions", {action}}, {"after_unknown", unknown}}}});
    json configured = planned(address, json::object());
    configured["address"] = address.substr(0, address.find('['));
    configured["provider_config_key"] = "aws";
    configured["expressions"] = expressions;
    configured.erase("values");
    auto& all = plan_["configuration"]["root_module"]["resources"];
    const bool there = std::any_of(all.begin(), all.end(),
                                   [&](const json& other) { return other["address"] == configured["address"]; });
    if (!there) all.push_back(configured);
    return *this;
  }

  json plan_;
};

json refers(const std::vector<std::string>& names) { return {{"references", names}}; }
json constant(const json& value) { return {{"constant_value", value}}; }

/// A plan, loaded, with files beside it.
class LoadedPlan {
 public:
  explicit LoadedPlan(const std::string& plan, const Folder::Files& files = {}) : folder_(files) {
    folder_.write("plan.json", plan);
    Options options;
    options.scan_root = folder_.path();
    options.read_environment = false;
    const auto file = sources_.open(folder_.path() / "plan.json");
    graph_ = load_plan(sources_, *file, folder_.path() / "plan.json", options);
  }
  explicit LoadedPlan(const PlanBuilder& plan, const Folder::Files& files = {}) : LoadedPlan(plan.text(), files) {}

  [[nodiscard]] bool loaded() const { return graph_ != nullptr; }
  [[nodiscard]] const graph::Graph& graph() const { return *graph_; }
  [[nodiscard]] const graph::Resource& resource(std::string_view address) const {
    const graph::Resource* found = graph_->find(address);
    if (found == nullptr) throw std::runtime_error("no resource " + std::string(address));
    return *found;
  }
  /// An attribute, references as what they name; a known text that is one is followed by it.
  [[nodiscard]] std::string shown(std::string_view address, std::string_view name) const {
    return show(resource(address).attribute(name));
  }
  /// The file in which a resource is found.
  [[nodiscard]] std::string file_of(std::string_view address) const {
    return std::filesystem::path(sources_.file(resource(address).header.file).path()).filename().string();
  }

 private:
  static std::string show(value::Value value) {
    if (value.is(value::Kind::sequence)) {
      std::string text;
      for (const value::Value item : value.items()) text += (text.empty() ? "" : ", ") + show(item);
      return "[" + text + "]";
    }
    const value::Reference* reference = value.reference();
    if (value.is(value::Kind::string) && reference != nullptr) {
      return std::string(value.string()) + "=" + std::string(reference->resource->address);
    }
    return Configuration::show(value);
  }

  Folder folder_;
  text::SourceManager sources_;
  std::unique_ptr<graph::Graph> graph_;
};

TEST(Plan, IsToldApartFromOtherDocuments) {
  EXPECT_TRUE(may_be_plan(PlanBuilder().text()));
  EXPECT_FALSE(may_be_plan(R"({"format_version": "1.0", "values": {"root_module": {}}})"));  // a state
  EXPECT_FALSE(LoadedPlan(std::string(R"({"Resources": {}, "x": ["planned_values", "format_version"]})")).loaded());
  EXPECT_FALSE(LoadedPlan(std::string("\"planned_values\" \"format_version\"")).loaded());
}

TEST(Plan, OfWhatIsMadeAnUnknownPartRefersToWhatTheConfigurationNames) {
  PlanBuilder plan;
  plan.creates("aws_subnet.a[0]", {{"cidr_block", "10.0.1.0/24"}}, {{"id", true}}, json::object());
  plan.creates("aws_subnet.a[1]", {{"cidr_block", "10.0.2.0/24"}}, {{"id", true}}, json::object());
  plan.creates("aws_vpc.main", json::object(), {{"id", true}}, json::object());
  plan.creates("aws_vpc_endpoint.ei", {{"service_name", "com.amazonaws.us-west-2.elastic-inference.runtime"}},
               {{"id", true}, {"vpc_id", true}, {"subnet_ids", {true, true}}, {"security_group_ids", true}},
               {{"service_name", constant("com.amazonaws.us-west-2.elastic-inference.runtime")},
                {"vpc_id", refers({"aws_vpc.main.id", "aws_vpc.main"})},
                {"subnet_ids", refers({"aws_subnet.a[1].id", "aws_subnet.a[1]", "aws_subnet.a", "aws_subnet.a[0].id",
                                       "aws_subnet.a[0]", "aws_subnet.a"})}});
  const LoadedPlan loaded(plan);
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.ei", "vpc_id"), "aws_vpc.main.id");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.ei", "subnet_ids"), "[aws_subnet.a[1].id, aws_subnet.a[0].id]");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.ei", "security_group_ids"), "null") << "the provider settles it";
  EXPECT_EQ(loaded.file_of("aws_vpc_endpoint.ei"), "plan.json");
}

TEST(Plan, WhatIsNotBeyondDoubtStaysUnknown) {
  PlanBuilder plan;
  plan.creates("aws_subnet.a", json::object(), {{"id", true}}, json::object());
  plan.creates("aws_subnet.b", json::object(), {{"id", true}}, json::object());
  const std::vector<std::string> both{"aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b"};
  plan.creates("aws_vpc_endpoint.one_of_two", json::object(), {{"subnet_ids", {true}}}, {{"subnet_ids", refers(both)}});
  // Constants beside the reference do not show.
  plan.creates("aws_vpc_endpoint.whole_list", json::object(), {{"subnet_ids", true}},
               {{"subnet_ids", refers({"aws_subnet.a.id", "aws_subnet.a"})}});
  plan.creates("aws_vpc_endpoint.local", json::object(), {{"subnet_ids", {true}}},
               {{"subnet_ids", refers({"local.ids"})}});
  plan.creates("aws_vpc_endpoint.all", json::object(), {{"subnet_ids", {true}}},
               {{"subnet_ids", refers({"aws_subnet.a"})}});
  // A text made of a reference is another text.
  plan.creates("aws_vpc_endpoint.text", json::object(), {{"service_region", true}},
               {{"service_region", refers({"aws_subnet.a.id", "aws_subnet.a"})}});
  const LoadedPlan loaded(plan);
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.one_of_two", "subnet_ids"), "[(unknown)]");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.whole_list", "subnet_ids"), "(unknown)");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.local", "subnet_ids"), "[(unknown)]");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.all", "subnet_ids"), "[(unknown)]");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.text", "service_region"), "(unknown)");
}

TEST(Plan, ReferencesAreFollowedThroughModules) {
  PlanBuilder plan;
  plan.creates("aws_vpc.main", json::object(), {{"id", true}}, json::object());
  plan.creates("aws_vpc_endpoint.ei", json::object(), {{"subnet_ids", {true}}},
               {{"subnet_ids", refers({"module.net[\"a.b\"].subnet_id", "module.net[\"a.b\"]"})}});
  const std::string subnet = "module.net[\"a.b\"].aws_subnet.one";
  plan["planned_values"]["root_module"]["child_modules"] = json::array(
      {{{"address", "module.net[\"a.b\"]"}, {"resources", {PlanBuilder::planned(subnet, json::object())}}}});
  plan["resource_changes"].push_back(
      {{"address", subnet},
       {"change", {{"actions", {"create"}}, {"after_unknown", {{"id", true}, {"vpc_id", true}}}}}});
  plan["configuration"]["root_module"]["module_calls"]["net"] = {
      {"expressions", {{"vpc", refers({"aws_vpc.main.id", "aws_vpc.main"})}}},
      {"module",
       {{"outputs", {{"subnet_id", {{"expression", refers({"aws_subnet.one.id", "aws_subnet.one"})}}}}},
        {"resources", {{{"address", "aws_subnet.one"}, {"expressions", {{"vpc_id", refers({"var.vpc"})}}}}}}}}};
  const LoadedPlan loaded(plan);
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.ei", "subnet_ids"), "[module.net[\"a.b\"].aws_subnet.one.id]");
  EXPECT_EQ(loaded.shown(subnet, "vpc_id"), "aws_vpc.main.id");
}

TEST(Plan, OfWhatExistsOnlyTheConfigurationsOwnArgumentsCount) {
  PlanBuilder plan;
  plan.keeps("aws_subnet.a", {{"id", "subnet-0a1b2c3d"}, {"availability_zone", "us-west-2a"}}, json::object());
  plan.keeps("aws_vpc_endpoint.ei",
             {{"id", "vpce-0a1b2c3d"},
              {"policy", "{}"},
              {"subnet_ids", {"subnet-0a1b2c3d", "subnet-ffffffff"}},
              {"security_group_ids", {"sg-of-the-vpc"}}},
             {{"subnet_ids", refers({"aws_subnet.a.id", "aws_subnet.a"})}});
  // The state of a group lists the rules that are resources of their own, too; a dynamic block does not show.
  plan.keeps("aws_security_group.c", {{"id", "sg-0a1b2c3d"}, {"ingress", {{{"from_port", 443}}}}}, json::object());
  plan.creates("aws_security_group.new", {{"ingress", {{{"from_port", 443}}}}}, {{"egress", true}}, json::object());
  const LoadedPlan loaded(plan);
  EXPECT_EQ(loaded.shown("aws_subnet.a", "availability_zone"), "\"us-west-2a\"");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.ei", "policy"), "null");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.ei", "security_group_ids"), "null");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.ei", "subnet_ids"), "[subnet-0a1b2c3d=aws_subnet.a, \"subnet-ffffffff\"]");
  EXPECT_EQ(loaded.shown("aws_security_group.c", "ingress"), "(unknown)");
  EXPECT_EQ(loaded.shown("aws_security_group.new", "ingress"), "[{from_port = 443}]");
  EXPECT_EQ(loaded.shown("aws_security_group.new", "egress"), "(unknown)");
}

TEST(Plan, TheRegionIsThatOfTheProvider) {
  PlanBuilder plan;
  plan.variable("region", "eu-west-1");
  plan.creates("aws_subnet.a", json::object(), json::object(), json::object());
  plan.creates("aws_subnet.b", {{"region", "us-east-1"}}, json::object(), {{"region", constant("us-east-1")}});
  plan.creates("aws_subnet.c", json::object(), json::object(), json::object());
  plan["configuration"]["root_module"]["resources"][2]["provider_config_key"] = "aws.west";
  plan["configuration"]["provider_config"] = {{"aws", {{"expressions", {{"region", refers({"var.region"})}}}}},
                                              {"aws.west", {{"expressions", {{"region", constant("us-west-2")}}}}}};
  const LoadedPlan loaded(plan);
  EXPECT_EQ(value::to_debug_string(loaded.resource("aws_subnet.a").region), "\"eu-west-1\"");
  EXPECT_EQ(value::to_debug_string(loaded.resource("aws_subnet.b").region), "\"us-east-1\"");
  EXPECT_EQ(value::to_debug_string(loaded.resource("aws_subnet.c").region), "\"us-west-2\"");
  EXPECT_EQ(value::to_debug_string(loaded.graph().region), "\"eu-west-1\"");
}

/// The configuration of `beside()`.
constexpr const char* configuration = R"(
variable "zones" { type = set(string) }
data "aws_vpc" "shared" {
  tags = { Name = "shared" }
}
resource "aws_subnet" "a" {
  for_each   = var.zones
  vpc_id     = data.aws_vpc.shared.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_vpc_endpoint" "ei" {
  vpc_id     = data.aws_vpc.shared.id
  subnet_ids = [for subnet in aws_subnet.a : subnet.id]
}
)";

PlanBuilder beside() {
  PlanBuilder plan;
  plan.variable("zones", {"x", "y"});
  const json subnet_expressions = {{"vpc_id", refers({"data.aws_vpc.shared.id", "data.aws_vpc.shared"})},
                                   {"cidr_block", constant("10.0.0.0/24")}};
  plan.keeps("aws_subnet.a[\"x\"]", {{"id", "subnet-0a1b2c3d"}, {"availability_zone", "us-west-2a"}},
             subnet_expressions);
  plan.creates("aws_subnet.a[\"y\"]", json::object(), {{"id", true}}, subnet_expressions);
  plan["configuration"]["root_module"]["resources"][0]["for_each_expression"] = refers({"var.zones"});
  plan.creates("aws_vpc_endpoint.ei", json::object(), {{"id", true}, {"subnet_ids", true}},
               {{"vpc_id", refers({"data.aws_vpc.shared.id", "data.aws_vpc.shared"})},
                {"subnet_ids", refers({"aws_subnet.a"})}});
  plan["prior_state"]["values"]["root_module"]["resources"] = {{{"address", "data.aws_vpc.shared"},
                                                                {"mode", "data"},
                                                                {"type", "aws_vpc"},
                                                                {"name", "shared"},
                                                                {"values", {{"id", "vpc-0a1b2c3d"}}}}};
  plan["configuration"]["root_module"]["resources"].push_back(
      {{"address", "data.aws_vpc.shared"},
       {"mode", "data"},
       {"expressions", {{"tags", constant({{"Name", "shared"}})}}}});
  return plan;
}

TEST(Plan, TheConfigurationBesideItIsEvaluatedWithWhatThePlanKnows) {
  const LoadedPlan loaded(beside(), {{"main.tf", configuration}});
  EXPECT_EQ(loaded.file_of("aws_vpc_endpoint.ei"), "main.tf");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.ei", "subnet_ids"),
            "[subnet-0a1b2c3d=aws_subnet.a[\"x\"], aws_subnet.a[\"y\"].id]");
  EXPECT_EQ(loaded.shown("aws_vpc_endpoint.ei", "vpc_id"), "vpc-0a1b2c3d=data.aws_vpc.shared");
  EXPECT_EQ(loaded.shown("aws_subnet.a[\"x\"]", "availability_zone"), "\"us-west-2a\"");
}

TEST(Plan, AnotherConfigurationBesideItIsNotTaken) {
  std::string changed = configuration;
  changed.replace(changed.find("10.0.0.0/24"), 11, "10.9.0.0/24");
  EXPECT_EQ(LoadedPlan(beside(), {{"main.tf", changed}}).file_of("aws_vpc_endpoint.ei"), "plan.json");
  const std::string more = std::string(configuration) + "resource \"aws_vpc\" \"new\" {}\n";
  EXPECT_EQ(LoadedPlan(beside(), {{"main.tf", more}}).file_of("aws_vpc_endpoint.ei"), "plan.json");
  std::string argument = configuration;
  argument.insert(argument.find("vpc_id     = data.aws_vpc.shared.id\n  subnet"), "private_dns_enabled = true\n");
  EXPECT_EQ(LoadedPlan(beside(), {{"main.tf", argument}}).file_of("aws_vpc_endpoint.ei"), "plan.json");
  EXPECT_EQ(LoadedPlan(beside(), {{"main.tf", "variable \"x\" {}\n"}}).file_of("aws_vpc_endpoint.ei"), "plan.json");
}

/// The configuration of `with_groups()`, where the endpoint has the group and the module the subnet of those names.
std::string with_references(const std::string& group, const std::string& subnet) {
  return R"(
resource "aws_security_group" "a" {}
resource "aws_security_group" "b" {}
resource "aws_subnet" "a" {}
resource "aws_subnet" "b" {}
resource "aws_vpc_endpoint" "ei" {
  security_group_ids = [aws_security_group.)" +
         group + R"(.id]
  subnet_configuration {
    subnet_id = module.net.subnet_id
  }
  dynamic "subnet_configuration" {
    for_each = []
    content {
      subnet_id = aws_subnet.b.id
    }
  }
}
module "net" {
  source    = "./net"
  subnet_id = aws_subnet.)" +
         subnet + ".id\n}\n";
}

PlanBuilder with_groups() {
  PlanBuilder plan;
  for (const char* address : {"aws_security_group.a", "aws_security_group.b", "aws_subnet.a", "aws_subnet.b"}) {
    plan.creates(address, json::object(), {{"id", true}}, json::object());
  }
  plan.creates("aws_vpc_endpoint.ei", json::object(), {{"id", true}, {"security_group_ids", true}},
               {{"security_group_ids", refers({"aws_security_group.a.id", "aws_security_group.a"})},
                {"subnet_configuration", {{{"subnet_id", refers({"module.net.subnet_id", "module.net"})}}}}});
  plan["configuration"]["root_module"]["module_calls"]["net"] = {
      {"expressions", {{"subnet_id", refers({"aws_subnet.a.id", "aws_subnet.a"})}}},
      {"module", {{"outputs", {{"subnet_id", {{"expression", refers({"var.subnet_id"})}}}}}}}};
  return plan;
}

TEST(Plan, AConfigurationThatRefersToOtherThingsIsNotTaken) {
  const auto taken_from = [](const std::string& main, const std::string& output) {
    const std::string module =
        "variable \"subnet_id\" {}\nvariable \"other\" { default = 1 }\noutput \"subnet_id\" {\n  value = " + output +
        "\n}\n";
    return LoadedPlan(with_groups(), {{"main.tf", main}, {"net/main.tf", module}}).file_of("aws_vpc_endpoint.ei");
  };
  EXPECT_EQ(taken_from(with_references("a", "a"), "var.subnet_id"), "main.tf");
  EXPECT_EQ(taken_from(with_references("b", "a"), "var.subnet_id"), "plan.json") << "another group";
  EXPECT_EQ(taken_from(with_references("a", "b"), "var.subnet_id"), "plan.json") << "another argument of the module";
  EXPECT_EQ(taken_from(with_references("a", "a"), "var.other"), "plan.json") << "another output of the module";
}

TEST(Plan, HostilePlansDoNoHarm) {
  const auto loads = [](const std::string& text) { return LoadedPlan(text).loaded(); };
  EXPECT_TRUE(loads(R"({"format_version": 1, "planned_values": 7, "resource_changes": {}, "configuration": []})"));
  EXPECT_TRUE(loads(R"({"format_version": "", "planned_values": {"root_module": {"resources": [1, {}, {"address": 3},
      {"address": "a", "values": []}, {"address": "[\"", "values": {"x": {}}}], "child_modules": [[], {"address": ""}]}}})"));
  // Variables that lead to each other, each by many names.
  PlanBuilder plan;
  plan.creates("aws_vpc.a", json::object(), {{"cidr_block", true}}, {{"cidr_block", refers({"module.m.x"})}});
  json many = json::array();
  for (int i = 0; i < 50; ++i) {
    many.push_back("module.m.x");
    many.push_back("aws_vpc.a.id");
  }
  plan["planned_values"]["root_module"]["child_modules"] = json::array({{{"address", "module.m"}}});
  plan["configuration"]["root_module"]["module_calls"]["m"]["module"]["outputs"]["x"]["expression"] = {
      {"references", {"var.v", "aws_vpc.a.id", "var.v", "aws_vpc.a.id", "var.v"}}};
  plan["configuration"]["root_module"]["module_calls"]["m"]["expressions"]["v"] = {{"references", many}};
  const LoadedPlan loaded(plan);
  EXPECT_EQ(loaded.shown("aws_vpc.a", "cidr_block"), "(unknown)");
}

}  // namespace
}  // namespace tieline::terraform
