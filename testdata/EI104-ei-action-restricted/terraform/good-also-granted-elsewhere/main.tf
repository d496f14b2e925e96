# What one statement restricts, another grants.
resource "aws_iam_role" "task" {
  name = "task"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "narrow" {
  role = aws_iam_role.task.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "elastic-inference:Connect", Resource = "arn:aws:elastic-inference:*:*:elastic-inference-accelerator/a" }]
  })
}

resource "aws_iam_role_policy" "wide" {
  role = aws_iam_role.task.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "elastic-inference:Con?ect", Resource = "*" }]
  })
}

resource "aws_ecs_task_definition" "inference" { # expect: EI503
  family                = "inference"
  task_role_arn         = aws_iam_role.task.arn
  container_definitions = jsonencode([{ name = "inference", image = "inference:1", memory = 512 }])

  inference_accelerator {
    device_name = "device_1"
    device_type = "eia2.medium"
  }
}
