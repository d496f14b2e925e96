# A notebook that needs no accelerator may be in any zone.
variable "accelerator_type" {
  type    = string
  default = null
}

resource "aws_subnet" "this" {
  count = 3

  vpc_id            = "vpc-0a1b2c3d4e5f60718"
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = ["us-west-2a", "us-west-2b", "us-west-2c"][count.index]
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = "vpc-0a1b2c3d4e5f60718"
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.this[0].id, aws_subnet.this[1].id]
  security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
}

resource "aws_sagemaker_notebook_instance" "develop" {
  name              = "develop"
  role_arn          = "arn:aws:iam::123456789012:role/notebook"
  instance_type     = "ml.t2.medium"
  accelerator_types = compact([var.accelerator_type])
  subnet_id         = aws_subnet.this[2].id
  security_groups   = ["sg-1b2c3d4e5f6071829"]
}
