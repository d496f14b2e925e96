resource "awscc_iam_role" "notebook" { # expect: EI101(awscc_iam_role.notebook)
  assume_role_policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
  policies = [{
    policy_name = "inference"
    policy_document = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "ec2:DescribeVpcEndpoints", Resource = "*" }]
    })
  }]
}

resource "awscc_sagemaker_notebook_instance" "develop" { # expect: EI503
  instance_type     = "ml.t3.medium"
  role_arn          = awscc_iam_role.notebook.arn
  accelerator_types = ["ml.eia2.medium"]
}
