resource "awscc_iam_role" "notebook" { # expect: EI103(awscc_iam_role.notebook)
  role_name = "notebook"
  assume_role_policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"]
}

resource "awscc_iam_role_policy" "no_inference" {
  role_name   = awscc_iam_role.notebook.role_name
  policy_name = "no-inference"
  policy_document = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "elastic-inference:*", Resource = "*" }]
  })
}

resource "awscc_sagemaker_notebook_instance" "develop" { # expect: EI503
  instance_type     = "ml.t3.medium"
  role_arn          = awscc_iam_role.notebook.arn
  accelerator_types = ["ml.eia2.medium"]
}
