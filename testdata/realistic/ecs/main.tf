# A task with an accelerator, run by a service.
variable "vpc_id" { type = string }
variable "image" { type = string }

variable "private_subnet_ids" {
  type    = list(string)
  default = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f6071829"]
}

resource "aws_ecs_cluster" "this" {
  name = "inference"
}

resource "aws_security_group" "service" {
  name   = "inference-service"
  vpc_id = var.vpc_id

  ingress {
    description = "from the load balancer"
    from_port   = 8080
    to_port     = 8080
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }

  egress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

# The same group, since it was there.
resource "aws_vpc_endpoint" "ei" { # expect: EI307(aws_vpc_endpoint.ei)
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.us-east-1.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.private_subnet_ids
  security_group_ids  = [aws_security_group.service.id]
}

data "aws_iam_policy_document" "tasks" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "inference-execution"
  assume_role_policy = data.aws_iam_policy_document.tasks.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role" "task" {
  name               = "inference-task"
  assume_role_policy = data.aws_iam_policy_document.tasks.json

  inline_policy {
    name = "ei"
    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [
        { # expect: EI104(aws_iam_role.task)
          Effect   = "Allow"
          Action   = "elastic-inference:Connect"
          Resource = "arn:aws:elastic-inference:us-east-1:111122223333:elastic-inference-accelerator/eia-0a1b2c3d"
        },
      ]
    })
  }
}

resource "aws_ecs_task_definition" "inference" { # expect: EI503
  family                   = "inference"
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.task.arn
  execution_role_arn       = aws_iam_role.execution.arn

  container_definitions = jsonencode([{
    name  = "app"
    image = var.image
    resourceRequirements = [{
      type  = "InferenceAccelerator"
      value = "device_1"
    }]
  }])

  inference_accelerator {
    device_name = "device_1"
    device_type = "ml.eia2.medium" # expect: EI501(aws_ecs_task_definition.inference)
  }
}

resource "aws_ecs_service" "inference" {
  name            = "inference"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.inference.arn
  desired_count   = 2

  network_configuration {
    subnets         = var.private_subnet_ids
    security_groups = [aws_security_group.service.id]
  }
}
