# The override has the same sid and replaces the statement.
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Inference"
    actions   = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "restricted" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]

  statement {
    sid       = "Inference"
    actions   = ["elastic-inference:Connect"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "final" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.restricted.json]
}

resource "aws_iam_role_policy" "inference" {
  role   = aws_iam_role.execution.name
  policy = data.aws_iam_policy_document.final.json
}

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

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
