# Services of AWS and of others whose names come near.
variable "vpc_id" { type = string }
variable "region" { type = string }

resource "aws_vpc_endpoint" "other" {
  for_each = toset([
    "com.amazonaws.us-west-2.sagemaker.runtime",
    "com.amazonaws.us-west-2.elasticache",
    "com.amazonaws.us-west-2.elasticfilesystem",
    "com.amazonaws.us-west-2.elasticbeanstalk",
    "com.amazonaws.us-west-2.elasticmapreduce",
    "com.amazonaws.${var.region}.elasticloadbalancing",
    "com.amazonaws.${var.region}.bedrock-runtime",
    "aws.sagemaker.us-west-2.notebook",
    "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f60718",
  ])

  vpc_id            = var.vpc_id
  service_name      = each.value
  vpc_endpoint_type = "Interface"
}
