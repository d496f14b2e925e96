output "endpoint_name" {
  description = "The SageMaker endpoint to invoke."
  value       = aws_sagemaker_endpoint.resnet.name
}

output "client_security_group_id" {
  description = "The group to give to whatever calls Elastic Inference from this VPC."
  value       = aws_security_group.client.id
}
