variable "actions" {
  type = map(list(string))
  default = {
    inference = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    sagemaker = ["sagemaker:*", "ecr:*", "s3:*"]
  }
}

resource "aws_iam_role" "execution" { # expect: EI102(aws_iam_role.execution)
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

data "aws_iam_policy_document" "execution" {
  dynamic "statement" {
    for_each = var.actions

    content {
      sid       = statement.key
      actions   = statement.value
      resources = ["*"]
    }
  }
}

resource "aws_iam_policy" "execution" {
  policy = data.aws_iam_policy_document.execution.minified_json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.id
  policy_arn = aws_iam_policy.execution.id
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
