#!/usr/bin/env python3
"""Writes generated configurations for the benchmarks.

usage: generate.py FOLDER COUNT      COUNT root modules and templates of about 40 lines, half of each language
       generate.py FOLDER one        one Terraform module and one template of about 400 lines each
       generate.py FOLDER modules N  N x N x N instances of modules inside one another
       generate.py FOLDER resources N  N resources in one module
       generate.py FOLDER locals N   a chain of N locals
       generate.py FOLDER setups N   one module and one template of N set-ups each, of five resources
"""
import pathlib
import sys

TERRAFORM = '''variable "name_{n}" {{
  type    = string
  default = "service-{n}"
}}

locals {{
  tags = {{ Name = var.name_{n}, Part = format("%s-%03d", var.name_{n}, {n}) }}
}}

resource "aws_vpc" "main" {{
  cidr_block           = "10.{octet}.0.0/16"
  enable_dns_hostnames = true
  tags                 = local.tags
}}

resource "aws_subnet" "private" {{
  for_each          = {{ a = 0, b = 1 }}
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, each.value)
  availability_zone = "us-west-2${{each.key}}"
  tags              = merge(local.tags, {{ Zone = each.key }})
}}

resource "aws_security_group" "endpoint" {{
  vpc_id = aws_vpc.main.id
  egress {{
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }}
}}

resource "aws_vpc_endpoint" "ei" {{
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.us-west-2.elastic-inference.runtime"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = [aws_security_group.endpoint.id]
}}
'''

RESOURCES = '''  Vpc{n}:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.{octet}.0.0/16
      EnableDnsHostnames: true
      Tags:
        - Key: Name
          Value: !Sub "${{AWS::StackName}}-{n}"
  SubnetA{n}:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc{n}
      CidrBlock: !Select [0, !Cidr [!GetAtt Vpc{n}.CidrBlock, 4, 8]]
      AvailabilityZone: !Select [0, !GetAZs ""]
  SubnetB{n}:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc{n}
      CidrBlock: !Select [1, !Cidr [!GetAtt Vpc{n}.CidrBlock, 4, 8]]
      AvailabilityZone: !Select [1, !GetAZs ""]
  EndpointGroup{n}:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: The endpoint
      VpcId: !Ref Vpc{n}
  Endpoint{n}:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc{n}
      ServiceName: !Sub com.amazonaws.${{AWS::Region}}.elastic-inference.runtime
      VpcEndpointType: Interface
      PrivateDnsEnabled: true
      SubnetIds: [!Ref SubnetA{n}, !Ref SubnetB{n}]
      SecurityGroupIds: [!Ref EndpointGroup{n}]
'''


def template(numbers):
    return ('AWSTemplateFormatVersion: "2010-09-09"\nDescription: Generated\nResources:\n' +
            ''.join(RESOURCES.format(n=n, octet=n % 250) for n in numbers))


def modules(numbers):
    """Several copies of the module in one folder, each with names of its own."""
    text = ''
    for n in numbers:
        part = TERRAFORM.format(n=n, octet=n % 250)
        for name in ('"main"', '"private"', '"endpoint"', '"ei"'):
            part = part.replace(name, name[:-1] + f'_{n}"')
        for name in ('aws_vpc.main', 'aws_subnet.private', 'aws_security_group.endpoint'):
            part = part.replace(name, f'{name}_{n}')
        text += part.replace('tags = {{', f'tags_{n} = {{{{').replace('  tags = {', f'  tags_{n} = {{').replace(
            'local.tags', f'local.tags_{n}')
    return text


def nested_modules(n):
    """Three levels of calls with n instances each; the innermost has a subnet and an output that goes all the way up."""
    call = ('module "inner" {{\n  source   = "./inner"\n  for_each = toset([for i in range({n}) : tostring(i)])\n'
            '  name     = "${{var.name}}-${{each.key}}"\n}}\n'
            'variable "name" {{\n  type    = string\n  default = "top"\n}}\n'
            'output "ids" {{\n  value = flatten([for inner in module.inner : inner.ids])\n}}\n').format(n=n)
    leaf = ('variable "name" { type = string }\n'
            'resource "aws_subnet" "this" {\n  vpc_id     = "vpc-0a1b2c3d4e5f60718"\n  cidr_block = "10.0.0.0/24"\n'
            '  tags       = { Name = var.name }\n}\n'
            'output "ids" {\n  value = [aws_subnet.this.id]\n}\n')
    return {'main.tf': call, 'inner/main.tf': call, 'inner/inner/main.tf': call, 'inner/inner/inner/main.tf': leaf}


def many_resources(n):
    groups = ''.join(f'resource "aws_security_group" "g{i}" {{\n  name   = "group-{i}"\n  vpc_id = aws_vpc.main.id\n}}\n'
                     for i in range(n))
    return {'main.tf': 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n' + groups}


def chain_of_locals(n):
    chain = ''.join(f'  l{i} = local.l{i - 1} + 1\n' for i in range(1, n))
    return {'main.tf': f'locals {{\n  l0 = 0\n{chain}}}\noutput "last" {{\n  value = local.l{n - 1}\n}}\n'}


def set_ups(n):
    return {'terraform/main.tf': modules(range(n)), 'cloudformation/template.yaml': template(range(n))}


SHAPES = {'modules': nested_modules, 'resources': many_resources, 'locals': chain_of_locals, 'setups': set_ups}


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def main():
    if len(sys.argv) == 4 and sys.argv[2] in SHAPES:
        write(pathlib.Path(sys.argv[1]), SHAPES[sys.argv[2]](int(sys.argv[3])))
        return
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1])
    if sys.argv[2] == 'one':
        write(root, {'terraform/main.tf': modules(range(10)), 'cloudformation/template.yaml': template(range(12))})
        return
    for n in range(int(sys.argv[2])):
        folder = root / f'part{n // 100:03}' / f'service{n:05}'
        folder.mkdir(parents=True, exist_ok=True)
        if n % 2 == 0:
            (folder / 'main.tf').write_text(TERRAFORM.format(n=n, octet=n % 250))
        else:
            (folder / 'template.yaml').write_text(template([n]))


if __name__ == '__main__':
    main()
