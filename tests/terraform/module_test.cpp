// Child modules, files of a module, overrides, discovery.

#include "configuration.h"
#include "terraform/discover.h"

namespace tieline::terraform {
namespace {

const std::string network = R"(
variable "cidr" { type = string }
variable "zones" {
  type    = list(string)
  default = ["a", "b"]
}
resource "aws_vpc" "this" { cidr_block = var.cidr }
resource "aws_subnet" "this" {
  for_each = toset(var.zones)
  vpc_id   = aws_vpc.this.id
  zone     = each.key
}
output "vpc_id" { value = aws_vpc.this.id }
output "subnet_ids" { value = [for s in aws_subnet.this : s.id] }
output "cidr" { value = var.cidr }
)";

TEST(Module, IsEvaluatedInsideItsCaller) {
  const Configuration loaded({{"main.tf", R"(
module "net" {
  source = "./net"
  cidr   = "10.0.0.0/16"
}
output "ids" { value = module.net.subnet_ids }
output "vpc" { value = module.net.vpc_id }
output "cidr" { value = module.net.cidr }
)"},
                              {"net/main.tf", network}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.addresses(),
            "module.net.aws_subnet.this[\"a\"]\nmodule.net.aws_subnet.this[\"b\"]\nmodule.net.aws_vpc.this\n");
  EXPECT_EQ(loaded.shown("ids"), "[module.net.aws_subnet.this[\"a\"].id, module.net.aws_subnet.this[\"b\"].id]");
  EXPECT_EQ(loaded.shown("vpc"), "module.net.aws_vpc.this.id");
  EXPECT_EQ(loaded.output("cidr").string(), "10.0.0.0/16");
  const auto calls = loaded.resource("module.net.aws_vpc.this").calls;
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].address, "module.net");
}

TEST(Module, HasInstances) {
  const Configuration loaded({{"main.tf", R"(
module "net" {
  for_each = { x = "10.1.0.0/16", y = "10.2.0.0/16" }
  source   = "./net"
  cidr     = each.value
  zones    = [each.key]
}
module "two" {
  count  = 2
  source = "./net"
  cidr   = "10.${count.index}.0.0/16"
  zones  = []
}
output "x" { value = module.net["x"].subnet_ids }
output "all" { value = { for k, m in module.net : k => m.vpc_id } }
output "second" { value = module.two[1].cidr }
output "cidrs" { value = module.two[*].cidr }
)"},
                              {"net/main.tf", network}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.addresses(),
            "module.net[\"x\"].aws_subnet.this[\"x\"]\nmodule.net[\"x\"].aws_vpc.this\n"
            "module.net[\"y\"].aws_subnet.this[\"y\"]\nmodule.net[\"y\"].aws_vpc.this\n"
            "module.two[0].aws_vpc.this\nmodule.two[1].aws_vpc.this\n");
  EXPECT_EQ(loaded.shown("x"), "[module.net[\"x\"].aws_subnet.this[\"x\"].id]");
  EXPECT_EQ(loaded.shown("all"), "{x = module.net[\"x\"].aws_vpc.this.id, y = module.net[\"y\"].aws_vpc.this.id}");
  EXPECT_EQ(loaded.output("second").string(), "10.1.0.0/16");
  EXPECT_EQ(loaded.shown("cidrs"), "[\"10.0.0.0/16\", \"10.1.0.0/16\"]");
}

TEST(Module, InstancesMayBeNamedAsAttributes) {
  const Configuration loaded({{"main.tf", R"(
module "a" {
  for_each = { x = 1 }
  source   = "./m"
}
module "b" {
  count  = 2
  source = "./m"
}
output "one" { value = module.a.x.out }
output "two" { value = module.b.1.out }
output "whole" { value = module.a.x }
)"},
                              {"m/main.tf", "output \"out\" {\n  value = 1\n}\n"}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("one"), "1");
  EXPECT_EQ(loaded.shown("two"), "1");
  EXPECT_EQ(loaded.shown("whole"), "{out = 1}");
}

TEST(Module, OutputsMayDependOnEachOtherAcrossModules) {
  const Configuration loaded({{"main.tf", R"(
module "a" {
  source = "./echo"
  one    = "x"
  two    = module.b.one
}
module "b" {
  source = "./echo"
  one    = module.a.one
  two    = module.a.two
}
output "o" { value = module.b.two }
)"},
                              {"echo/main.tf", R"(
variable "one" {}
variable "two" {}
output "one" { value = var.one }
output "two" { value = var.two }
)"}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("o"), "\"x\"");
}

TEST(Module, NotOnDiskIsUnknown) {
  const Configuration loaded(R"(
module "far" { source = "hashicorp/consul/aws" }
module "gone" { source = "./gone" }
output "o" { value = module.far.name }
)");
  EXPECT_EQ(loaded.faults(),
            "module 2:1 the module far is not checked: \"hashicorp/consul/aws\" is not on disk\n"
            "module 3:1 the module gone is not checked: there is no module in \"./gone\"\n");
  EXPECT_EQ(loaded.output("o").refinement().cause, "module.far.name");
}

TEST(Module, InstalledByInitIsFound) {
  const Configuration loaded(
      {{"main.tf", "module \"far\" { source = \"a/b/c\" }\noutput \"o\" { value = module.far.x }"},
       {".terraform/modules/modules.json", R"({"Modules":[{"Key":"","Source":"","Dir":"."},)"
                                           R"({"Key":"far","Source":"a/b/c","Dir":".terraform/modules/far"},)"
                                           R"({"Key":"far.in","Source":"d/e/f","Dir":".terraform/modules/far.in"}]})"},
       {".terraform/modules/far/main.tf", "module \"in\" { source = \"d/e/f\" }\noutput \"x\" { value = module.in.x }"},
       {".terraform/modules/far.in/main.tf", "output \"x\" { value = 7 }"}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("o"), "7");
}

TEST(Module, OutsideTheScannedFolderIsNotRead) {
  Options options;
  const Folder::Files files{
      {"root/main.tf", "module \"m\" { source = \"../other\" }\noutput \"o\" { value = module.m.x }"},
      {"other/main.tf", "output \"x\" { value = \"secret\" }"}};
  const Configuration whole(files, options, "root");
  EXPECT_EQ(whole.shown("o"), "\"secret\"");
  Folder folder(files);
  text::SourceManager sources;
  options.scan_root = folder.path() / "root";
  const auto graph = load_root_module(sources, folder.path() / "root", options);
  ASSERT_EQ(graph->faults.size(), 1U);
  EXPECT_EQ(graph->faults[0].kind, graph::FaultKind::unresolved_module);
  EXPECT_FALSE(graph->outputs[0].value.is_known());
  options.allow_outside = true;
  EXPECT_TRUE(load_root_module(sources, folder.path() / "root", options)->faults.empty());
}

TEST(Module, LinksOutOfTheScannedFolderAreNotFollowed) {
  const Folder outside(Folder::Files{{"main.tf", "output \"x\" { value = \"secret\" }"}});
  // What the file that is not read may declare is not missing.
  const Folder inside(Folder::Files{{"main.tf", "module \"m\" { source = \"./link\" }\nlocals { l = var.there }"}});
  std::filesystem::create_directory_symlink(outside.path(), inside.path() / "link");
  std::filesystem::create_symlink(outside.path() / "main.tf", inside.path() / "file.tf");
  text::SourceManager sources;
  Options options;
  options.scan_root = inside.path();
  const auto graph = load_root_module(sources, inside.path(), options);
  ASSERT_EQ(graph->faults.size(), 2U);
  for (const graph::Fault& fault : graph->faults) EXPECT_EQ(fault.kind, graph::FaultKind::unresolved_module);
  EXPECT_TRUE(graph->outputs.empty());
}

TEST(Module, CirclesAreFaults) {
  const Configuration loaded({{"main.tf", "module \"a\" { source = \"./a\" }"},
                              {"a/main.tf", "module \"b\" { source = \"../b\" }"},
                              {"b/main.tf", "module \"a\" { source = \"../a\" }"}});
  EXPECT_EQ(loaded.faults(), "limit 1:1 the module module.a.module.b.module.a calls itself\n");
}

TEST(Module, CallsAreChecked) {
  const Configuration loaded({{"main.tf", R"(
module "net" {
  source = "./net"
  cdir   = "10.0.0.0/16"
}
output "o" { value = module.net.vpc_ids }
)"},
                              {"net/main.tf", network}});
  EXPECT_EQ(loaded.faults(),
            "expression 2:1 the argument \"cidr\" is required by this module, but not given\n"
            "undeclared 4:3 the module has no variable named \"cdir\"\n"
            "undeclared 6:33 the module net has no output named \"vpc_ids\"\n");
  for (const graph::Fault& fault : loaded.graph().faults) {
    if (fault.kind == graph::FaultKind::undeclared_reference) {
      EXPECT_NE(fault.help.find("did you mean"), std::string::npos);
    }
  }
}

TEST(Module, ProvidersGiveTheRegion) {
  const Configuration loaded({{"main.tf", R"(
provider "aws" { region = "us-west-2" }
provider "aws" {
  alias  = "east"
  region = "us-east-1"
}
resource "aws_vpc" "default" {}
resource "aws_vpc" "east" { provider = aws.east }
resource "aws_vpc" "own" { region = "eu-west-1" }
module "same" { source = "./m" }
module "other" {
  source    = "./m"
  providers = { aws = aws.east, aws.peer = aws }
}
)"},
                              {"m/main.tf", R"(
resource "aws_vpc" "v" {}
resource "aws_vpc" "p" { provider = aws.peer }
)"}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.resource("aws_vpc.default").region.string(), "us-west-2");
  EXPECT_EQ(loaded.resource("aws_vpc.east").region.string(), "us-east-1");
  EXPECT_EQ(loaded.resource("aws_vpc.own").region.string(), "eu-west-1");
  EXPECT_EQ(loaded.resource("module.same.aws_vpc.v").region.string(), "us-west-2");
  EXPECT_EQ(loaded.resource("module.other.aws_vpc.v").region.string(), "us-east-1");
  EXPECT_EQ(loaded.resource("module.other.aws_vpc.p").region.string(), "us-west-2");
  EXPECT_FALSE(loaded.resource("module.same.aws_vpc.p").region.is_known());
  EXPECT_EQ(loaded.graph().region.string(), "us-west-2");
}

TEST(Module, UnderACountOverAnOpenTestExistsUnderACondition) {
  const Configuration loaded({{"main.tf", R"(
variable "create" { type = bool }
module "net" {
  count  = var.create ? 1 : 0
  source = "./net"
  cidr   = "10.0.0.0/16"
}
output "o" { value = try(module.net[0].vpc_id, null) }
)"},
                              {"net/main.tf", network}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.graph().conditions.describe(loaded.resource("module.net[0].aws_vpc.this").when),
            "var.create is true");
  EXPECT_EQ(loaded.shown("o"), "<module.net[0].aws_vpc.this.id, null>");
}

TEST(Files, AreReadInAllForms) {
  const Configuration loaded(
      {{"a.tf", "locals { a = 1 }"},
       {"b.tofu", "locals { b = 2 }"},
       {"c.tf.json", R"({"locals": {"c": 3, "text": "c${local.c}"}})"},
       {"d.tofu.json", R"({"output": {"o": {"value": ["${local.a}", "${local.b}", "${local.text}"]}}})"},
       {"e.tf", "locals { b = \"shadowed\" }\nlocals { e = 1 }"},
       {"e.tofu", "locals { e = 2 }"},
       {"notes.txt", "locals {"}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("o"), "[1, 2, \"c3\"]");
}

TEST(Files, JsonHasTheSameResources) {
  const Configuration loaded(Folder::Files{{"main.tf.json", R"({
  "variable": {"n": {"type": "number", "default": 2}},
  "resource": {
    "aws_security_group": {
      "g": {
        "count": "${var.n}",
        "ingress": [{"from_port": 443}, {"from_port": 80}],
        "dynamic": {"egress": {"for_each": [1], "content": {"from_port": "${egress.value}"}}},
        "tags": {"Name": "g-${count.index}"},
        "depends_on": ["aws_vpc.v"]
      }
    },
    "aws_vpc": {"v": [{"cidr_block": "10.0.0.0/16"}]}
  },
  "output": {"o": {"value": "${aws_security_group.g[1].id}"}}
})"}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("o"), "aws_security_group.g[1].id");
  EXPECT_EQ(Configuration::show(loaded.attribute("aws_security_group.g[0]", "ingress")),
            "[{from_port = 443}, {from_port = 80}]");
  EXPECT_EQ(Configuration::show(loaded.attribute("aws_security_group.g[0]", "egress")), "[{from_port = 1}]");
  EXPECT_EQ(Configuration::show(loaded.attribute("aws_security_group.g[0]", "tags")), "{Name = \"g-0\"}");
  EXPECT_EQ(loaded.resource("aws_security_group.g[0]").depends_on.size(), 1U);
}

TEST(Files, OverridesAreMerged) {
  const Configuration loaded({{"main.tf", R"(
variable "name" {
  type    = string
  default = "base"
}
locals {
  a = 1
  b = 2
}
resource "aws_security_group" "g" {
  name = var.name
  note = "stays"
  ingress { from_port = 1 }
  ingress { from_port = 2 }
  egress { from_port = 3 }
  lifecycle { prevent_destroy = true }
}
output "o" { value = [local.a, local.b] }
)"},
                              {"override.tf", R"(
variable "name" { default = "over" }
locals { b = 20 }
)"},
                              {"more_override.tf", R"(
resource "aws_security_group" "g" {
  ingress { from_port = 10 }
  added = true
}
)"}});
  EXPECT_EQ(loaded.faults(), "");
  EXPECT_EQ(loaded.shown("o"), "[1, 20]");
  EXPECT_EQ(Configuration::show(loaded.resource("aws_security_group.g").attributes),
            "{name = \"over\", note = \"stays\", added = true, egress = [{from_port = 3}], "
            "ingress = [{from_port = 10}]}");
}

TEST(Files, UnknownBlocksAreLeftAlone) {
  EXPECT_EQ(Configuration("future \"thing\" {\n x = 1\n}\nmoved {\n from = a_b.c\n to = a_b.d\n}\n"
                          "check \"c\" {\n data \"a_b\" \"d\" {}\n assert {\n condition = data.a_b.d.ok\n"
                          " error_message = \"no\"\n }\n}\nterraform {\n required_version = \">= 1\"\n}")
                .faults(),
            "");
}

TEST(Files, WithErrorsAreReadAsFarAsTheyParse) {
  const Configuration loaded(
      {{"a.tf", "resource \"a_b\" \"before\" {}\nresource \"a_b\" { = }\nresource \"a_b\" \"after\" {}"},
       {"b.tf", "resource \"a_b\" \"other\" {}"}});
  EXPECT_EQ(loaded.addresses(), "a_b.after\na_b.before\na_b.other\n");
  EXPECT_EQ(loaded.faults().find("syntax 2:"), 0U) << loaded.faults();
}

TEST(Discovery, RootsAreWhatNobodyCalls) {
  const Folder folder({{"app/main.tf", "module \"n\" { source = \"../net\" }"},
                       {"net/main.tf", "module \"s\" {\n source = \"./sub\"\n}"},
                       {"net/sub/main.tf", "locals { x = 1 }"},
                       {"alone/main.tf", "module \"far\" { source = \"a/b/c\" }"},
                       {"x/main.tf", "module \"y\" { source = \"../y\" }"},
                       {"y/main.tf", "module \"x\" { source = \"../x\" }"}});
  text::SourceManager sources;
  ParsedFiles parsed(sources);
  std::vector<std::filesystem::path> folders;
  for (const char* name : {"alone", "app", "net", "net/sub", "x", "y"}) folders.push_back(folder.path() / name);
  EXPECT_EQ(local_module_sources(parsed, folder.path() / "net"),
            std::vector<std::filesystem::path>{folder.path() / "net/sub"});
  const std::vector<std::filesystem::path> roots{folder.path() / "alone", folder.path() / "app", folder.path() / "x"};
  EXPECT_EQ(root_modules(parsed, folders), roots);
}

TEST(Discovery, KnowsConfigurationFilesByName) {
  EXPECT_TRUE(is_configuration_file("main.tf"));
  EXPECT_TRUE(is_configuration_file("main.tf.json"));
  EXPECT_TRUE(is_configuration_file("a/main.tofu"));
  EXPECT_FALSE(is_configuration_file("main.tfvars"));
  EXPECT_FALSE(is_configuration_file("main.json"));
  EXPECT_FALSE(is_configuration_file(".tf"));
  EXPECT_FALSE(is_configuration_file("main.tf~"));
}

}  // namespace
}  // namespace tieline::terraform
