# Real actions and wildcards that look nearly alike.
resource "aws_iam_policy" "many" {
  name = "many"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "Elastic-Inference:connect", "elastic-inference:Conn*", "ec2:DescribeVpcEndpointServices",
        "ec2:describeVPCendpoints", "ec2:DescribeVpc*", "ec2:ModifyVpcEndpoint", "elasticache:Connect",
        "elasticmapreduce:Describe*", "rds-db:connect", "kafka-cluster:Connect", "*",
      ]
      Resource = "*"
    }]
  })
}
