#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/program.h"

namespace tieline::test {

/// A network in three files, sound but for what is asked for.
struct Sample {
  bool client_egress = true;                                                  ///< without: EI306 on the client group
  std::string service = "com.amazonaws.us-west-2.elastic-inference.runtime";  ///< EI201 for most others

  [[nodiscard]] std::string endpoint() const {
    return "resource \"aws_vpc_endpoint\" \"ei\" {\n"
           "  vpc_id              = \"vpc-1\"\n"
           "  service_name        = \"" +
           service +
           "\"\n"
           "  vpc_endpoint_type   = \"Interface\"\n"
           "  private_dns_enabled = true\n"
           "  subnet_ids          = [\"subnet-1\", \"subnet-2\"]\n"
           "  security_group_ids  = [aws_security_group.endpoint.id]\n"
           "}\n";
  }
  [[nodiscard]] static std::string groups() {
    return "resource \"aws_security_group\" \"endpoint\" {\n"
           "  vpc_id = \"vpc-1\"\n"
           "}\n\n"
           "resource \"aws_security_group\" \"client\" {\n"
           "  vpc_id = \"vpc-1\"\n"
           "}\n";
  }
  [[nodiscard]] std::string rules() const {
    std::string text =
        "resource \"aws_vpc_security_group_ingress_rule\" \"from_client\" {\n"
        "  security_group_id            = aws_security_group.endpoint.id\n"
        "  referenced_security_group_id = aws_security_group.client.id\n"
        "  ip_protocol                  = \"tcp\"\n"
        "  from_port                    = 443\n"
        "  to_port                      = 443\n"
        "}\n\n"
        "resource \"aws_vpc_security_group_egress_rule\" \"all\" {\n"
        "  security_group_id = aws_security_group.endpoint.id\n"
        "  cidr_ipv4         = \"0.0.0.0/0\"\n"
        "  ip_protocol       = \"-1\"\n"
        "}\n";
    if (client_egress) {
      text +=
          "\nresource \"aws_vpc_security_group_egress_rule\" \"to_endpoint\" {\n"
          "  security_group_id            = aws_security_group.client.id\n"
          "  referenced_security_group_id = aws_security_group.endpoint.id\n"
          "  ip_protocol                  = \"tcp\"\n"
          "  from_port                    = 443\n"
          "  to_port                      = 443\n"
          "}\n";
    }
    return text;
  }

  void write(const ScratchFolder& disk, const std::filesystem::path& folder = {}) const {
    disk.write(folder / "endpoint.tf", endpoint());
    disk.write(folder / "groups.tf", groups());
    disk.write(folder / "rules.tf", rules());
  }
};

/// What a run with `--format json` reports: "EI306 groups.tf:5", in order.
inline std::vector<std::string> reported(const ProgramRun& run) {
  std::vector<std::string> all;
  const auto json = nlohmann::json::parse(run.out, nullptr, false);
  if (json.is_discarded()) return {"no JSON: " + run.out + run.err};
  for (const auto& finding : json["findings"]) {
    std::string place = finding["code"];
    if (finding["file"].is_string()) {
      place += " " + finding["file"].get<std::string>() + ":" + finding["range"]["start"]["line"].dump();
    }
    all.push_back(std::move(place));
  }
  return all;
}

}  // namespace tieline::test
