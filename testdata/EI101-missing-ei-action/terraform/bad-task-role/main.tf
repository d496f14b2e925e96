# The policy is the execution role's; the task calls with the task role.

resource "aws_iam_role" "task" { # expect: EI101(aws_iam_role.task)
  name = "task"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "puller" {
  name = "puller"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "ei" {
  name = "ei"
  role = aws_iam_role.puller.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "elastic-inference:Connect", Resource = "*" }]
  })
}

resource "aws_ecs_task_definition" "this" { # expect: EI503
  family                = "ei"
  task_role_arn         = aws_iam_role.task.arn
  execution_role_arn    = aws_iam_role.puller.arn
  container_definitions = jsonencode([])

  inference_accelerator {
    device_name = "device_1"
    device_type = "eia2.medium"
  }
}
