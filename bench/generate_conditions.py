#!/usr/bin/env python3
"""Writes CloudFormation templates that are hard because of their conditions or their size.

usage: generate_conditions.py FOLDER

many.yaml          60 parameters, 80 conditions nested eight deep, 500 resources
stacks/            30 nested stacks, each with conditions of its own
choices.yaml       one resource that chooses each of 24 items by a condition of its own
nested-ifs.yaml    Fn::If in Fn::If, twelve deep, in 40 properties
chain/             26 nested stacks under conditions, each given what those before it put out
setups-30.yaml     30 (and 100) VPCs with endpoint, groups and workload, each under a parameter of its own, and the
setups-100.yaml    workload under one more
setups/            the same as 30 nested stacks
large.yaml, .json  1 MB, 500 resources
"""
import json
import pathlib
import sys

HEAD = 'AWSTemplateFormatVersion: "2010-09-09"\n'


def parameters(count):
    text = 'Parameters:\n'
    for n in range(count):
        values = ['true', 'false'] if n % 2 else ['dev', 'test', 'stage', 'prod']
        text += f'  P{n}:\n    Type: String\n    AllowedValues: [{", ".join(json.dumps(v) for v in values)}]\n'
    return text


def literal(n):
    return 'true' if n % 2 else 'prod'


def conditions(count, of, depth):
    """The first `of` compare a parameter each; each further one is made of the one before it and others, so that every
    `depth` of them are nested in one another."""
    text = 'Conditions:\n'
    for n in range(count):
        if n < of:
            text += f'  C{n}: !Equals [!Ref P{n}, "{literal(n)}"]\n'
            continue
        level = (n - of) % depth
        inner = f'C{n - 1}' if level else f'C{n % of}'
        other = (n * 7) % of
        kind = 'And' if n % 2 else 'Or'
        text += f'  C{n}: !{kind} [!Condition {inner}, !Not [!Condition C{other}], !Equals [!Ref P{(n * 11) % of}, "{literal((n * 11) % of)}"]]\n'
    return text


def network(suffix, condition):
    return f'''  Group{suffix}:
    Type: AWS::EC2::SecurityGroup
    Condition: {condition}
    Properties:
      GroupDescription: The endpoint
      VpcId: vpc-0a1b2c3d4e5f60718
      SecurityGroupIngress:
        - !If [{condition}, {{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}}, !Ref AWS::NoValue]
  Endpoint{suffix}:
    Type: AWS::EC2::VPCEndpoint
    Condition: {condition}
    Properties:
      VpcId: vpc-0a1b2c3d4e5f60718
      ServiceName: !Sub com.amazonaws.${{AWS::Region}}.elastic-inference.runtime
      VpcEndpointType: Interface
      PrivateDnsEnabled: !If [{condition}, true, false]
      SubnetIds: [subnet-0a1b2c3d4e5f60718, !If [{condition}, subnet-1b2c3d4e5f6071829, subnet-2c3d4e5f607182930]]
      SecurityGroupIds: [!Ref Group{suffix}]
'''


def many():
    text = HEAD + parameters(60) + conditions(80, 16, 8) + 'Resources:\n'
    for n in range(10):
        text += network(n, f'C{60 + n}')
    for n in range(480):
        a, b, c = n % 80, (n * 3 + 1) % 80, (n * 7 + 5) % 80
        text += f'''  Topic{n}:
    Type: AWS::SNS::Topic
    Condition: C{a}
    Properties:
      TopicName: !If [C{b}, !Sub "${{P{n % 60}}}-{n}", !If [C{c}, !Ref P{(n + 1) % 60}, !Ref AWS::NoValue]]
'''
    return text


def child():
    text = HEAD + parameters(4) + conditions(8, 4, 4) + 'Resources:\n'
    for n in range(8):
        text += f'''  Group{n}:
    Type: AWS::EC2::SecurityGroup
    Condition: C{n}
    Properties:
      GroupDescription: !If [C{7 - n}, !Sub "${{P0}}-{n}", !Ref P1]
      VpcId: vpc-0a1b2c3d4e5f60718
'''
    return text + 'Outputs:\n  Group: {Value: !If [C4, !Ref Group4, none]}\n'


def stacks(count, chained):
    text = HEAD + parameters(count) + conditions(count, count, 1) + 'Resources:\n'
    for n in range(count):
        text += f'''  Stack{n}:
    Type: AWS::CloudFormation::Stack
    Condition: C{n}
    Properties:
      TemplateURL: ./child.yaml
      Parameters:
        P0: !If [C{n}, prod, dev]
        P1: !Ref P{n if n % 2 else (n + 1) % count}
'''
        before = range(max(0, n - 4), n) if chained else []
        for i, other in enumerate(before):
            text += f'        G{i}: !If [C{other}, !GetAtt Stack{other}.Outputs.Group, none]\n'
    return text + network('', 'C0')


def choices():
    text = HEAD + parameters(24) + conditions(24, 24, 1) + '''Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Everything by choice
      SecurityGroupIngress:
'''
    for n in range(24):
        text += f'''        - !If
          - C{n}
          - {{IpProtocol: tcp, FromPort: {8000 + n}, ToPort: {8000 + n}, CidrIp: !If [C{(n + 1) % 24}, 10.0.0.0/8, 10.{n}.0.0/16]}}
          - !Ref AWS::NoValue
'''
    return text


def nested_ifs():
    text = HEAD + parameters(30) + conditions(30, 30, 1) + 'Resources:\n'
    for n in range(40):
        value = '"last"'
        for level in range(12):
            value = f'!If [C{(n * 5 + level * 7) % 30}, "{n}-{level}", {value}]'
        text += f'''  Topic{n}:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: {value}
      DisplayName: {value}
'''
    return text


SETUP = '''  Vpc{n}:
    Type: AWS::EC2::VPC
    Condition: C{n}
    Properties: {{CidrBlock: 10.{n}.0.0/16, EnableDnsHostnames: true}}
  SubnetA{n}:
    Type: AWS::EC2::Subnet
    Condition: C{n}
    Properties: {{VpcId: !Ref Vpc{n}, CidrBlock: 10.{n}.0.0/24, AvailabilityZone: !Select [0, !GetAZs ""]}}
  SubnetB{n}:
    Type: AWS::EC2::Subnet
    Condition: C{n}
    Properties: {{VpcId: !Ref Vpc{n}, CidrBlock: 10.{n}.1.0/24, AvailabilityZone: !Select [1, !GetAZs ""]}}
  EndpointGroup{n}:
    Type: AWS::EC2::SecurityGroup
    Condition: C{n}
    Properties: {{GroupDescription: The endpoint, VpcId: !Ref Vpc{n}}}
  ClientGroup{n}:
    Type: AWS::EC2::SecurityGroup
    Condition: C{n}
    Properties:
      GroupDescription: The workload
      VpcId: !Ref Vpc{n}
      SecurityGroupEgress: [{{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}}]
  FromClient{n}:
    Type: AWS::EC2::SecurityGroupIngress
    Condition: C{n}
    Properties: {{GroupId: !Ref EndpointGroup{n}, IpProtocol: tcp, FromPort: 443, ToPort: 443,
                 SourceSecurityGroupId: !Ref ClientGroup{n}}}
  Endpoint{n}:
    Type: AWS::EC2::VPCEndpoint
    Condition: C{n}
    Properties:
      VpcId: !Ref Vpc{n}
      ServiceName: !Sub com.amazonaws.${{AWS::Region}}.elastic-inference.runtime
      VpcEndpointType: Interface
      PrivateDnsEnabled: true
      SubnetIds: [!Ref SubnetA{n}, !Ref SubnetB{n}]
      SecurityGroupIds: [!Ref EndpointGroup{n}]
  Notebook{n}:
    Type: AWS::SageMaker::NotebookInstance
    Condition: W{n}
    Properties:
      InstanceType: ml.m5.large
      AcceleratorTypes: [ml.eia2.medium]
      RoleArn: arn:aws:iam::123456789012:role/notebook
      SubnetId: !Ref SubnetA{n}
      SecurityGroupIds: [!Ref ClientGroup{n}]
'''


def setups(count):
    text = HEAD + 'Parameters:\n'
    for n in range(count):
        text += f'  P{n}: {{Type: String}}\n  Q{n}: {{Type: String}}\n'
    text += 'Conditions:\n'
    for n in range(count):
        text += f'  C{n}: !Equals [!Ref P{n}, "true"]\n'
        text += f'  W{n}: !And [!Condition C{n}, !Equals [!Ref Q{n}, "true"]]\n'
    return text + 'Resources:\n' + ''.join(SETUP.format(n=n) for n in range(count))


def setup_stacks(count):
    text = HEAD + 'Parameters:\n'
    for n in range(count):
        text += f'  P{n}: {{Type: String}}\n  Q{n}: {{Type: String}}\n'
    text += 'Resources:\n'
    for n in range(count):
        text += f'''  Stack{n}:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./child.yaml
      Parameters: {{P0: !Ref P{n}, Q0: !Ref Q{n}}}
'''
    return text


def large():
    resources = {}
    for n in range(500):
        statements = [{'Effect': 'Allow', 'Action': [f's3:GetObject{i}' for i in range(4)],
                       'Resource': [{'Fn::Sub': f'arn:${{AWS::Partition}}:s3:::bucket-{n}-{i}/*'} for i in range(4)]}
                      for i in range(3)]
        resources[f'Role{n}'] = {'Type': 'AWS::IAM::Role', 'Properties': {
            'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': [
                {'Effect': 'Allow', 'Principal': {'Service': 'ec2.amazonaws.com'}, 'Action': 'sts:AssumeRole'}]},
            'Policies': [{'PolicyName': 'all', 'PolicyDocument': {'Version': '2012-10-17', 'Statement': statements}}]}}
    return {'AWSTemplateFormatVersion': '2010-09-09', 'Resources': resources}


def as_yaml(value, indent=0):
    space = ' ' * indent
    if isinstance(value, dict):
        return ''.join(f'{space}{key}:' + nested(item, indent) for key, item in value.items())
    return ''.join(f'{space}-' + nested(item, indent) for item in value)


def nested(item, indent):
    if isinstance(item, (dict, list)):
        return '\n' + as_yaml(item, indent + 2)
    return ' ' + json.dumps(item) + '\n'


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1])
    files = {
        'many.yaml': many(),
        'stacks/root.yaml': stacks(30, False),
        'stacks/child.yaml': child(),
        'choices.yaml': choices(),
        'nested-ifs.yaml': nested_ifs(),
        'chain/root.yaml': stacks(26, True),
        'chain/child.yaml': child().replace('Conditions:', ''.join(
            f'  G{n}: {{Type: String, Default: none}}\n' for n in range(4)) + 'Conditions:', 1),
        'setups-30.yaml': setups(30),
        'setups-100.yaml': setups(100),
        'setups/root.yaml': setup_stacks(30),
        'setups/child.yaml': setups(1),
        'large.yaml': as_yaml(large()),
        'large.json': json.dumps(large(), indent=1),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


if __name__ == '__main__':
    main()
