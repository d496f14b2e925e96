# The policy is right, and attached to a role that has nothing to do with it.
resource "aws_iam_role" "execution" { # expect: EI101(aws_iam_role.execution)
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

resource "aws_iam_role" "other" {
  name = "other"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "inference" {
  statement {
    actions   = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "inference" {
  policy = data.aws_iam_policy_document.inference.json
}

resource "aws_iam_role_policy_attachment" "inference" {
  role       = aws_iam_role.other.name
  policy_arn = aws_iam_policy.inference.arn
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
