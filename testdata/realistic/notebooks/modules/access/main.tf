variable "name" { type = string }
variable "vpc_id" { type = string }

resource "aws_security_group" "endpoint" { # expect: EI303(module.access.aws_security_group.endpoint)
  name   = "${var.name}-ei-endpoint"
  vpc_id = var.vpc_id
}

resource "aws_security_group" "client" {
  name   = "${var.name}-ei-client"
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "endpoint_from_client" {
  type                     = "ingress"
  security_group_id        = aws_security_group.endpoint.id
  source_security_group_id = aws_security_group.client.id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
}

resource "aws_security_group_rule" "client_out" { # expect: EI305(module.access.aws_security_group_rule.client_out["dns"])
  for_each = {
    https = 443
    dns   = 53
  }

  type              = "egress"
  security_group_id = aws_security_group.client.id
  cidr_blocks       = ["0.0.0.0/0"]
  protocol          = "tcp"
  from_port         = each.value
  to_port           = each.value
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "notebooks" {
  statement {
    sid       = "ElasticInference"
    actions   = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoint"] # expect: EI107(module.access.aws_iam_policy.notebooks)
    resources = ["*"]
  }

  statement { # expect: EI105(module.access.aws_iam_policy.notebooks)
    actions   = ["sagemaker:*", "iam:PassRole"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "notebooks" {
  name   = "${var.name}-ei"
  policy = data.aws_iam_policy_document.notebooks.json
}

resource "aws_iam_role" "notebooks" { # expect: EI101(module.access.aws_iam_role.notebooks)
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "notebooks" {
  role       = aws_iam_role.notebooks.name
  policy_arn = aws_iam_policy.notebooks.arn
}

output "endpoint_group_id" { value = aws_security_group.endpoint.id }
output "client_group_id" { value = aws_security_group.client.id }
output "role_arn" { value = aws_iam_role.notebooks.arn }
