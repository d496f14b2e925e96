# The network is a module of the registry that is not on disk: what hangs on it is not known, the rest is.
module "vpc" { # expect: TL006
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 5.0"

  name            = "ml"
  cidr            = "10.0.0.0/16"
  azs             = ["us-west-2a", "us-west-2b"]
  private_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
}

module "endpoint_group" { # expect: TL006
  source  = "terraform-aws-modules/security-group/aws"
  version = "~> 5.0"

  name   = "ei-endpoint"
  vpc_id = module.vpc.vpc_id

  ingress_with_source_security_group_id = [{
    rule                     = "https-443-tcp"
    source_security_group_id = aws_security_group.notebook.id
  }]
  egress_rules = ["all-all"]
}

resource "aws_security_group" "notebook" {
  name   = "notebook"
  vpc_id = module.vpc.vpc_id
}

resource "aws_vpc_endpoint" "ei" {
  vpc_id              = module.vpc.vpc_id
  service_name        = "com.amazonaws.us-west-2.elasticinference.runtime" # expect: EI201(aws_vpc_endpoint.ei)
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = module.vpc.private_subnets
  security_group_ids  = [module.endpoint_group.security_group_id]
}

resource "aws_sagemaker_notebook_instance" "this" { # expect: EI503
  name              = "notebook"
  role_arn          = module.role.iam_role_arn
  instance_type     = "ml.t3.medium"
  accelerator_types = ["ml.eia2.medium"]
  subnet_id         = module.vpc.private_subnets[0]
  security_groups   = [aws_security_group.notebook.id]
}

module "role" { # expect: TL006
  source  = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"
  version = "~> 5.0"

  create_role       = true
  role_name         = "notebook"
  role_requires_mfa = false
}
