variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }

# Wherever the endpoint is: it is not all of the Internet.

resource "aws_security_group" "client" {
  name   = "client"
  vpc_id = var.vpc_id

  egress { # expect: EI305(aws_security_group.client)
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "ei"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = var.subnet_ids[0]
  security_groups   = [aws_security_group.client.id]
}
