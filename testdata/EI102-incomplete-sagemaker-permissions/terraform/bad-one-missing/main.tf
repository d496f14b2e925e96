# Everything but deleting alarms, and metrics for nothing that knows metrics.

resource "aws_iam_role" "execution" { # expect: EI102(aws_iam_role.execution)
  name = "execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "ei" {
  name = "ei"
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "elastic-inference:Connect", "ec2:DescribeVpcEndpoints", "sagemaker:*", "ecr:Get*", "ecr:Batch*",
          "cloudwatch:Put*", "cloudwatch:Describe*", "ec2:*", "application-autoscaling:*", "logs:*", "s3:*",
        ]
        Resource = "*"
      },
      {
        Effect    = "Allow"
        Action    = ["iam:CreateServiceLinkedRole"]
        Resource  = "arn:aws:iam::*:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/*"
        Condition = { StringLike = { "iam:AWSServiceName" = "sagemaker.application-autoscaling.amazonaws.com" } }
      },
      {
        Effect    = "Allow"
        Action    = ["iam:PassRole"]
        Resource  = "*"
        Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
