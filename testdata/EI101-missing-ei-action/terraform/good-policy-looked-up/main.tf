# Which policy the lookup finds is AWS's to say.
data "aws_iam_policy" "company" {
  name = "CompanyElasticInference"
}

resource "aws_iam_role" "execution" {
  name = "execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "company" {
  for_each = { company = data.aws_iam_policy.company.arn }

  role       = aws_iam_role.execution.id
  policy_arn = each.value
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
