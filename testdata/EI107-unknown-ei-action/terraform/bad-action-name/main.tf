data "aws_iam_policy_document" "inference" {
  statement {
    resources = ["*"]
    actions = [
      "elastic-inference:Conect", # expect: EI107(aws_iam_role_policy.inference)
      "ec2:DescribeVpcEndpoint",  # expect: EI107(aws_iam_role_policy.inference)
      "ec2:DescribeVpcEndpointServices",
    ]
  }
}

resource "aws_iam_role_policy" "inference" {
  role   = "inference"
  policy = data.aws_iam_policy_document.inference.json
}
