// Input that wants too much: a fault each, and the rest is still there.

#include "configuration.h"

namespace tieline::terraform {
namespace {

bool has_limit(const Configuration& loaded) {
  for (const graph::Fault& fault : loaded.graph().faults) {
    if (fault.kind == graph::FaultKind::limit_reached) return true;
  }
  return false;
}

TEST(Hostile, TextThatDoubles) {
  std::string main = "locals {\n  t0 = \"0123456789abcdef\"\n";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "local.t" + std::to_string(i - 1);
    main += "  t" + std::to_string(i) + " = \"${" + before + "}${" + before + "}\"\n";
  }
  const Configuration loaded(main + "}\nresource \"a_b\" \"c\" { x = local.t60 }");
  EXPECT_TRUE(has_limit(loaded));
  EXPECT_FALSE(loaded.attribute("a_b.c", "x").is_known());
}

TEST(Hostile, ListsThatDouble) {
  std::string main = "locals {\n  l0 = [1, 2]\n";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "local.l" + std::to_string(i - 1);
    main += "  l" + std::to_string(i) + " = concat(" + before + ", " + before + ")\n";
  }
  EXPECT_TRUE(has_limit(Configuration(main + "}")));
}

TEST(Hostile, NestedListsThatDoubleInPrint) {
  // Small in memory, endless when written out.
  std::string main = "locals {\n  l0 = [1, 2]\n";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "local.l" + std::to_string(i - 1);
    main += "  l" + std::to_string(i) + " = [" + before + ", " + before + "]\n";
  }
  EXPECT_TRUE(has_limit(Configuration(main + "}\noutput \"o\" { value = jsonencode(local.l60) }")));
}

TEST(Hostile, EndlessRanges) {
  const Configuration loaded("output \"o\" { value = [for i in range(1000000000000) : i] }");
  EXPECT_NE(loaded.faults(), "");
}

TEST(Hostile, ForEachOverMillions) {
  const Configuration loaded(R"(
resource "a_b" "c" {
  for_each = toset([for p in setproduct(range(1000), range(50)) : "${p[0]}-${p[1]}"])
})");
  EXPECT_TRUE(has_limit(loaded));
}

TEST(Hostile, ModulesThatMultiply) {
  Folder::Files files{{"main.tf", "module \"m\" {\n  source = \"./m1\"\n  count  = 100\n}"}};
  std::string folder;
  for (int i = 1; i <= 8; ++i) {
    folder += (i > 1 ? "/m" : "m") + std::to_string(i);
    files.push_back({folder + "/main.tf", "module \"m\" {\n  source = \"./m" + std::to_string(i + 1) +
                                              "\"\n  count  = 100\n}\nresource \"a_b\" \"c\" {}"});
  }
  EXPECT_TRUE(has_limit(Configuration(files)));
}

TEST(Hostile, TemplatesThatRenderThemselves) {
  const Configuration loaded({{"main.tf", "output \"o\" { value = templatefile(\"self.tpl\", { x = 1 }) }"},
                              {"self.tpl", "${templatefile(\"self.tpl\", { x = x })}"}});
  EXPECT_TRUE(has_limit(loaded));
}

TEST(Hostile, DeepExpressions) {
  const std::string deep = std::string(20000, '(') + "1" + std::string(20000, ')');
  const Configuration parentheses("output \"o\" { value = " + deep + " }\nresource \"a_b\" \"after\" {}");
  EXPECT_NE(parentheses.faults(), "");
  std::string sum = "1";
  for (int i = 0; i < 20000; ++i) sum += " + 1";
  const Configuration loaded("output \"o\" { value = " + sum + " }\nresource \"a_b\" \"after\" {}");
  EXPECT_NE(loaded.graph().find("a_b.after"), nullptr);
}

TEST(Hostile, FilesOutsideAreNotRead) {
  const Folder outside(Folder::Files{{"secret", "hunter2"}});
  const Folder inside(Folder::Files{{"main.tf", R"(
output "absolute" { value = file("/etc/passwd") }
output "above" { value = file("../secret") }
output "link" { value = file("link") }
output "template" { value = templatefile("/etc/passwd", {}) }
output "list" { value = fileset("/etc", "*") }
output "is" { value = fileexists("/etc/passwd") }
output "sum" { value = filesha256("link") }
)"}});
  std::filesystem::create_symlink(outside.path() / "secret", inside.path() / "link");
  std::filesystem::create_symlink(outside.path() / "secret", inside.path() / "terraform.tfvars");
  text::SourceManager sources;
  Options options;
  options.scan_root = inside.path();
  const auto graph = load_root_module(sources, inside.path(), options);
  for (const value::MappingEntry& output : graph->outputs) {
    EXPECT_FALSE(output.value.is_known()) << output.key << " = " << value::to_debug_string(output.value);
  }
  // Each is said, the link for variables too, and none says what stands there.
  EXPECT_EQ(graph->faults.size(), 8U);
  for (const graph::Fault& fault : graph->faults) {
    EXPECT_EQ(fault.kind, graph::FaultKind::unresolved_module) << fault.message;
    EXPECT_EQ(fault.message.find("hunter2"), std::string::npos);
  }
}

TEST(Hostile, ManyOpenTests) {
  // Each doubles the ways there are.
  std::string main;
  std::string list = "[";
  for (int i = 0; i < 200; ++i) {
    main += "variable \"v" + std::to_string(i) + "\" { type = bool }\n";
    list += "var.v" + std::to_string(i) + " ? \"a" + std::to_string(i) + "\" : \"b\", ";
  }
  const Configuration loaded(main + "locals { l = " + list + "] }\noutput \"o\" { value = join(\",\", local.l) }\n" +
                             "output \"s\" { value = toset(local.l) }\n" +
                             "output \"m\" { value = { for x in local.l : x => 1... } }\n" +
                             "output \"i\" { value = local.l[150] }");
  EXPECT_EQ(loaded.shown("i"), "<\"a150\", \"b\">");
}

}  // namespace
}  // namespace tieline::terraform
