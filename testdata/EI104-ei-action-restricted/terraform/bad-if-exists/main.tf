# A condition is a condition, in whatever form.

resource "aws_iam_role" "task" {
  name = "task"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "ei" {
  name = "ei"
  role = aws_iam_role.task.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      { # expect: EI104(aws_iam_role_policy.ei)
        Effect   = "Allow"
        Action   = "elastic-inference:Connect"
        Resource = "*"
        Condition = {
          "ForAnyValue:StringEqualsIfExists" = { "aws:SourceVpc" = "vpc-0a1b2c3d4e5f60718" }
        }
      }
    ]
  })
}

resource "aws_ecs_task_definition" "this" { # expect: EI503
  family                = "ei"
  task_role_arn         = aws_iam_role.task.arn
  container_definitions = jsonencode([])

  inference_accelerator {
    device_name = "device_1"
    device_type = "eia2.medium"
  }
}
