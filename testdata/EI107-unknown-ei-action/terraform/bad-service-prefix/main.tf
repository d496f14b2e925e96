resource "aws_iam_policy" "inference" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "elasticinference:Connect", # expect: EI107(aws_iam_policy.inference)
        "ec2:DescribeVpcEndpoints",
      ]
      Resource = "*"
    }]
  })
}
