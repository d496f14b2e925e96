# What the rules' examples leave out: the whole set-up. An example's blocks take the place of those with the same header,
# and `# ...` in one stands for the arguments that it has here.
provider "aws" {
  region = "us-west-2"
}

data "aws_region" "here" {}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc" "other" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "us-west-2a"
}

resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.2.0/24"
  availability_zone = "us-west-2b"
}

resource "aws_subnet" "c" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.3.0/24"
  availability_zone = "us-west-2c"
}

resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "client" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "shared" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "from_client" {
  security_group_id            = aws_security_group.endpoint.id
  referenced_security_group_id = aws_security_group.client.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "endpoint_out" {
  security_group_id = aws_security_group.endpoint.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "client_to_endpoint" {
  security_group_id            = aws_security_group.client.id
  referenced_security_group_id = aws_security_group.endpoint.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.${data.aws_region.here.name}.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.a.id, aws_subnet.b.id]
  security_group_ids  = [aws_security_group.endpoint.id]
}

data "aws_iam_policy_document" "endpoint" {
  statement {
    actions   = ["elastic-inference:Connect"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["elastic-inference:Connect", "ec2:DescribeVpcEndpoints"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "execution" {
  name               = "execution"
  assume_role_policy = jsonencode({ Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } } })
}

resource "aws_iam_role_policy" "execution" {
  role   = aws_iam_role.execution.name
  policy = data.aws_iam_policy_document.execution.json
}

resource "aws_iam_role_policy" "rest" {
  role = aws_iam_role.execution.name
  policy = jsonencode({
    Statement = [{
      Effect = "Allow"
      Action = [
        "sagemaker:*", "ecr:*", "cloudwatch:*", "logs:*", "s3:*", "application-autoscaling:*",
        "ec2:*NetworkInterface*", "ec2:DescribeVpcs", "ec2:DescribeDhcpOptions", "ec2:DescribeSubnets",
        "ec2:DescribeSecurityGroups",
      ]
      Resource = "*"
      }, {
      Effect   = "Allow"
      Action   = ["iam:PassRole", "iam:CreateServiceLinkedRole"]
      Resource = "arn:aws:iam::111122223333:role/execution"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_sagemaker_notebook_instance" "lab" {
  name              = "lab"
  role_arn          = aws_iam_role.execution.arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = aws_subnet.a.id
  security_groups   = [aws_security_group.client.id]
}

resource "aws_sagemaker_model" "served" {
  name               = "served"
  execution_role_arn = aws_iam_role.execution.arn

  vpc_config {
    subnets            = [aws_subnet.a.id, aws_subnet.b.id]
    security_group_ids = [aws_security_group.client.id]
  }
}

resource "aws_sagemaker_endpoint_configuration" "served" {
  production_variants {
    model_name       = aws_sagemaker_model.served.name
    instance_type    = "ml.m5.large"
    accelerator_type = "ml.eia2.medium"
  }
}
