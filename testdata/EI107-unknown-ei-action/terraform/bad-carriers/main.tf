# In a user's policy, an organization's, a permission set's, an endpoint's.
resource "aws_iam_user_policy" "dev" {
  user = "dev"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = {
      Effect   = "Allow"
      Action   = "elasticinference:Connect" # expect: EI107(aws_iam_user_policy.dev)
      Resource = "*"
    }
  })
}

resource "aws_organizations_policy" "guard" {
  name = "guard"
  content = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Deny",
        "Action": ["elastic-inference:Conect"],
        "Resource": "*"
      }
    }
  JSON
}

resource "aws_ssoadmin_permission_set_inline_policy" "dev" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-0"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-0/ps-0"
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ec2:DescribeVpcEndpoint"] # expect: EI107(aws_ssoadmin_permission_set_inline_policy.dev)
      Resource = "*"
    }]
  })
}
