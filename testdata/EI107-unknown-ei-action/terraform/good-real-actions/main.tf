resource "aws_iam_policy" "inference" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "elastic-inference:Connect",
        "elastic-inference:DescribeAccelerators",
        "elastic-inference:DescribeAcceleratorTypes",
        "elastic-inference:Con*",
        "Elastic-Inference:connect",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcEndpointServices",
        "ec2:DescribeVpcEndpoint*",
        "ec2:DescribeVpcs",
      ]
      Resource = "*"
    }]
  })
}
