# Instances with an accelerator, from a launch template, in two zones.
provider "aws" {
  region = "us-east-2"
}

variable "ami_id" { type = string }

data "aws_availability_zones" "available" {
  state = "available"
}

resource "aws_vpc" "this" {
  cidr_block           = "172.20.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  count = 2

  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 4, count.index)
  availability_zone = data.aws_availability_zones.available.names[0]
}

resource "aws_security_group" "instance" {
  name   = "instance"
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "endpoint" { # expect: EI302(aws_security_group.endpoint)
  name   = "endpoint"
  vpc_id = aws_vpc.this.id

  ingress {
    from_port       = 80
    to_port         = 80
    protocol        = "tcp"
    security_groups = [aws_security_group.instance.id]
  }

  ingress { # expect: EI301(aws_security_group.endpoint)
    from_port = 0
    to_port   = 0
    protocol  = -1
    self      = true
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = -1
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "instance_to_endpoint" {
  type                     = "egress"
  security_group_id        = aws_security_group.instance.id
  source_security_group_id = aws_security_group.endpoint.id
  protocol                 = "tcp"
  from_port                = 0
  to_port                  = 65535
}

resource "aws_security_group_rule" "ssh" { # expect: EI304(aws_security_group_rule.ssh)
  type              = "ingress"
  security_group_id = aws_security_group.instance.id
  cidr_blocks       = ["203.0.113.7/32"]
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime" # expect: EI202(aws_vpc_endpoint.ei)
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id] # expect: EI402(aws_vpc_endpoint.ei)
  security_group_ids  = [aws_security_group.endpoint.id]
}

resource "aws_iam_role" "instance" { # expect: EI108(aws_iam_role.instance) EI103(aws_iam_role.instance)
  name = "instance"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "instance" {
  role   = aws_iam_role.instance.id
  policy = file("${path.module}/instance-policy.json")
}

resource "aws_iam_instance_profile" "instance" {
  name = "instance"
  role = aws_iam_role.instance.name
}

resource "aws_launch_template" "this" { # expect: EI503
  name_prefix            = "ei-"
  image_id               = var.ami_id
  instance_type          = "g4dn.xlarge" # expect: EI502(aws_launch_template.this)
  vpc_security_group_ids = [aws_security_group.instance.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.instance.arn
  }

  elastic_inference_accelerator {
    type = "eia2.medium"
  }
}

resource "aws_autoscaling_group" "this" {
  min_size            = 1
  max_size            = 4
  vpc_zone_identifier = aws_subnet.this[*].id

  launch_template {
    id      = aws_launch_template.this.id
    version = "$Latest"
  }
}
