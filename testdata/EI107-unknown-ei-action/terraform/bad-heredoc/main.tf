resource "aws_iam_role" "reader" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "123456789012" } }]
  })

  inline_policy {
    name   = "inference"
    policy = <<-EOT
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": [
              "s3:GetObject",
              "elastic-inference:Connects"
            ],
            "Resource": "*"
          }
        ]
      }
    EOT
  }
}
