module "role" {
  source  = "./modules/role"
  actions = ["sagemaker:*", "elastic-inference:Describe*"]
}

resource "aws_sagemaker_notebook_instance" "develop" { # expect: EI503
  name              = "develop"
  role_arn          = module.role.arn
  instance_type     = "ml.t2.medium"
  accelerator_types = ["ml.eia2.medium"]
}
