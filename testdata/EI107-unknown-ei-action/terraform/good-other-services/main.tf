variable "action" { type = string }

data "aws_iam_policy_document" "other" {
  statement {
    actions   = ["elasticache:Connect", "elasticfilesystem:ClientMount", "connect:*", "ec2-instance-connect:SendSSHPublicKey", "rds-db:connect", var.action]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "other" {
  policy = data.aws_iam_policy_document.other.json
}
