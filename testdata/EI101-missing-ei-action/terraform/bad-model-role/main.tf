# The role of a variant is its model's.
resource "aws_iam_role" "model" { # expect: EI101(aws_iam_role.model)
  name = "model"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })

  inline_policy {
    name = "describe"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "ec2:Describe*", Resource = "*" }]
    })
  }
}

resource "aws_sagemaker_model" "bert" {
  execution_role_arn = aws_iam_role.model.arn

  primary_container {
    image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/bert:1"
  }
}

resource "aws_sagemaker_endpoint_configuration" "bert" { # expect: EI503
  production_variants {
    model_name             = aws_sagemaker_model.bert.name
    instance_type          = "ml.c5.large"
    initial_instance_count = 1
    accelerator_type       = "ml.eia2.large"
  }
}
