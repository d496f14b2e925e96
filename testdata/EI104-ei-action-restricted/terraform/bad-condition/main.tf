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

data "aws_iam_policy_document" "connect" {
  statement { # expect: EI104(aws_iam_role_policy.task)
    actions   = ["elastic-inference:*"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = ["us-west-2"]
    }
  }
}

data "aws_iam_policy_document" "task" {
  source_policy_documents = [data.aws_iam_policy_document.connect.json]

  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::models/*"]
  }
}

resource "aws_iam_role_policy" "task" {
  role   = aws_iam_role.task.name
  policy = data.aws_iam_policy_document.task.json
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
