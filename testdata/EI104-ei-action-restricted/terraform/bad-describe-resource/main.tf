# The action has no resource-level permissions: what names resources grants nothing.
resource "aws_iam_role" "execution" {
  name = "execution"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

data "aws_iam_policy_document" "inference" {
  statement {
    actions   = ["elastic-inference:Connect"]
    resources = ["*"]
  }

  statement { # expect: EI104(aws_iam_policy.inference)
    actions   = ["ec2:DescribeVpcEndpoints"]
    resources = ["arn:aws:ec2:us-west-2:123456789012:vpc-endpoint/*"]
  }
}

resource "aws_iam_policy" "inference" {
  policy = data.aws_iam_policy_document.inference.json
}

resource "aws_iam_role_policy_attachment" "inference" {
  role       = aws_iam_role.execution.name
  policy_arn = aws_iam_policy.inference.arn
}

# The rest of the complete list, with wildcards.
resource "aws_iam_role_policy" "rest" {
  role = aws_iam_role.execution.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "sagemaker:*", "ecr:*", "cloudwatch:*", "application-autoscaling:*", "logs:*", "s3:*",
          "ec2:CreateNetworkInterface*", "ec2:DeleteNetworkInterface*", "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeVpcs", "ec2:DescribeDhcpOptions", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups",
        ]
        Resource = "*"
      },
      {
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "*"
        Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
      },
      {
        Effect    = "Allow"
        Action    = "iam:CreateServiceLinkedRole"
        Resource  = "*"
        Condition = { StringLike = { "iam:AWSServiceName" = "sagemaker.application-autoscaling.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
