# The map of inline policies has everything but what is needed.
locals {
  inline = {
    storage = ["s3:GetObject", "s3:PutObject"]
    logs    = ["logs:*"]
  }
}

resource "aws_iam_role" "execution" { # expect: EI101(aws_iam_role.execution)
  name = "execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })

  dynamic "inline_policy" {
    for_each = local.inline

    content {
      name = inline_policy.key
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = inline_policy.value, Resource = "*" }]
      })
    }
  }
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
}
