# The module gets the other region's provider; the name is written for the first.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "oregon"
  region = "us-west-2"
}

module "endpoint" {
  source    = "./modules/endpoint"
  providers = { aws = aws.oregon }

  service = "com.amazonaws.us-east-1.elastic-inference.runtime"
}
