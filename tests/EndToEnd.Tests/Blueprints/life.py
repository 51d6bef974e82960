# The life of all blueprints of one environment in moto: furnished, deployed, changed, removed. Answers what was there at each point.
# boto3 and answer() are defined before; the arguments are the folder of the blueprints, the environment, the templates in the order of deployment,
# and for each the parameter that is changed ("network:NetworkPrefix=10.99").
import base64, hashlib, io, os, urllib.request, zipfile

from awscli.customizations.cloudformation.yamlhelper import yaml_parse

HOME, EDGE = 'eu-west-1', 'us-east-1'
folder, environment, changes = sys.argv[1], sys.argv[2], [each.split(':', 1) for each in sys.argv[3:]]


def pages(client, operation, key, **arguments):
    return [each for page in client.get_paginator(operation).paginate(**arguments) for each in page[key]]


def census(region):
    ec2, iam, kms, logs, sns, sqs, ssm, rds, ecs, elb, api, fn, s3, cfn = (boto3.client(n, region_name=region) for n in
        ('ec2', 'iam', 'kms', 'logs', 'sns', 'sqs', 'ssm', 'rds', 'ecs', 'elbv2', 'apigateway', 'lambda', 's3', 'cloudformation'))
    there = {}

    def take(kind, things):
        there[kind] = sorted(str(each) for each in things)

    for kind, operation, key, name in (
            ('vpc', 'describe_vpcs', 'Vpcs', 'VpcId'), ('subnet', 'describe_subnets', 'Subnets', 'SubnetId'),
            ('route table', 'describe_route_tables', 'RouteTables', 'RouteTableId'), ('network acl', 'describe_network_acls', 'NetworkAcls', 'NetworkAclId'),
            ('security group', 'describe_security_groups', 'SecurityGroups', 'GroupId'), ('internet gateway', 'describe_internet_gateways', 'InternetGateways', 'InternetGatewayId'),
            ('endpoint', 'describe_vpc_endpoints', 'VpcEndpoints', 'VpcEndpointId'), ('flow log', 'describe_flow_logs', 'FlowLogs', 'FlowLogId'),
            ('security group rule', 'describe_security_group_rules', 'SecurityGroupRules', 'SecurityGroupRuleId')):
        take(kind, (each[name] for each in pages(ec2, operation, key)))
    take('network interface', (each['NetworkInterfaceId'] for each in pages(ec2,'describe_network_interfaces', 'NetworkInterfaces')))
    take('nat gateway', (each['NatGatewayId'] for each in pages(ec2, 'describe_nat_gateways', 'NatGateways') if each['State'] != 'deleted'))
    take('address', (each['AllocationId'] for each in ec2.describe_addresses()['Addresses']))
    take('key', (each['KeyId'] for each in pages(kms, 'list_keys', 'Keys') if kms.describe_key(KeyId=each['KeyId'])['KeyMetadata']['KeyState'] != 'PendingDeletion'))
    take('alias', (each['AliasName'] for each in pages(kms, 'list_aliases', 'Aliases') if not each['AliasName'].startswith('alias/aws/')))
    take('log group', (each['logGroupName'] for each in pages(logs, 'describe_log_groups', 'logGroups')))
    take('role', (each['RoleName'] for each in pages(iam, 'list_roles', 'Roles')))
    take('policy', (each['Arn'] for each in pages(iam, 'list_policies', 'Policies', Scope='Local')))
    take('topic', (each['TopicArn'] for each in pages(sns, 'list_topics', 'Topics')))
    take('subscription', (each['SubscriptionArn'] for each in pages(sns, 'list_subscriptions', 'Subscriptions')))
    take('queue', sqs.list_queues().get('QueueUrls', []))
    take('parameter', (each['Name'] for each in pages(ssm, 'describe_parameters', 'Parameters')))
    take('database', (each['DBInstanceIdentifier'] for each in pages(rds, 'describe_db_instances', 'DBInstances')))
    take('database subnet group', (each['DBSubnetGroupName'] for each in pages(rds, 'describe_db_subnet_groups', 'DBSubnetGroups')))
    take('database parameter group', (each['DBParameterGroupName'] for each in pages(rds, 'describe_db_parameter_groups', 'DBParameterGroups')))
    take('cluster', (each['clusterName'] for each in ecs.describe_clusters(clusters=ecs.list_clusters()['clusterArns'])['clusters'] if each['status'] != 'INACTIVE'))
    take('service', (each for cluster in ecs.list_clusters()['clusterArns'] for each in ecs.list_services(cluster=cluster)['serviceArns']))
    take('task definition', ecs.list_task_definitions(status='ACTIVE')['taskDefinitionArns'])
    take('load balancer', (each['LoadBalancerName'] for each in pages(elb, 'describe_load_balancers', 'LoadBalancers')))
    take('target group', (each['TargetGroupName'] for each in pages(elb, 'describe_target_groups', 'TargetGroups')))
    take('api', (each['name'] for each in pages(api, 'get_rest_apis', 'items')))
    take('function', (each['FunctionName'] + ':' + each['Version'] for each in pages(fn, 'list_functions', 'Functions', FunctionVersion='ALL')))
    take('event source mapping', (each['UUID'] for each in pages(fn, 'list_event_source_mappings', 'EventSourceMappings')))
    take('bucket', (each['Name'] for each in s3.list_buckets()['Buckets']))
    take('stack', (each['StackName'] for each in pages(cfn, 'describe_stacks', 'Stacks')))
    take('export', (each['Name'] for each in pages(cfn, 'list_exports', 'Exports')))
    return there


def everywhere():
    """What there is in both regions, and what stands in for what moto cannot make."""
    there = {f'{region} {kind}': things for region in (HOME, EDGE) for kind, things in census(region).items()}
    # Last: moto's view asks deleted stacks for their outputs too, and in answering they make anew what those name.
    view = json.load(urllib.request.urlopen(os.environ['AWS_ENDPOINT_URL'] + '/moto-api/data.json'))
    there['stand-in'] = sorted(each['kind'] + ' ' + each['name'] for each in view.get('blueprints', {}).get('StandIn', []))
    return there


def furnish():
    """What a team has before its first blueprint: a bucket for access logs, code, an image's digest, certificates, a function that rotates."""
    account = boto3.client('sts').get_caller_identity()['Account']
    code = io.BytesIO()
    with zipfile.ZipFile(code, 'w') as packed:
        packed.writestr('bootstrap', '#!/bin/sh')
    s3, ssm = boto3.client('s3'), boto3.client('ssm')
    for name in (f'secret-scoops-access-logs-{account}-{HOME}', f'code-{account}'):
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={'LocationConstraint': HOME})
    # moto asks for this where AWS asks for a policy.
    s3.put_bucket_acl(Bucket=f'secret-scoops-access-logs-{account}-{HOME}', ACL='log-delivery-write')
    s3.put_object(Bucket=f'code-{account}', Key='function.zip', Body=code.getvalue())
    certificate = boto3.client('acm').request_certificate(DomainName='service.example.com')['CertificateArn']
    for name in ('certificate', 'edge-certificate', 'edge-web-acl'):
        ssm.put_parameter(Name=f'/shop/{environment}/{name}', Value=certificate, Type='String')
    role = boto3.client('iam').create_role(RoleName='rotation', AssumeRolePolicyDocument='{}')['Role']['Arn']
    boto3.client('lambda').create_function(
        FunctionName='secret-scoops-rotation', Runtime='provided.al2023', Handler='bootstrap', Role=role, Code={'ZipFile': code.getvalue()})
    return {'CodeBucket': f'code-{account}', 'CodeKey': 'function.zip', 'ImageDigest': 'sha256:' + 64 * 'a', 'DistributionId': 'E1',
            'CodeSha256': base64.b64encode(hashlib.sha256(code.getvalue()).digest()).decode()}


def deploy(act, name, values):
    with open(f'{folder}/{name}.yaml') as file:
        text = file.read()
    known = yaml_parse(text)['Parameters']
    client = boto3.client('cloudformation', region_name=EDGE if name == 'edge' else HOME)
    getattr(client, act)(
        StackName=f'shop-{environment}-{name}', TemplateBody=text, Capabilities=['CAPABILITY_IAM'],
        Parameters=[{'ParameterKey': key, 'ParameterValue': value} for key, value in values.items() if key in known])
    stack = client.describe_stacks(StackName=f'shop-{environment}-{name}')['Stacks'][0]
    return stack['StackStatus'], {each['ParameterKey']: each['ParameterValue'] for each in stack['Parameters']}


with open(f'{folder}/parameters/{environment}.txt') as file:
    values = dict(line.strip().split('=', 1) for line in file if line.strip())
values |= furnish()
before = everywhere()
deployed = {name: deploy('create_stack', name, values)[0] for name, _ in changes}
there = everywhere()
changed = {}
for name, change in changes:
    key, value = change.split('=', 1)
    status, now = deploy('update_stack', name, values | {key: value})
    changed[name] = status if now[key] == value else f'{key} is {now[key]}'
then = everywhere()
for name, _ in reversed(changes):
    boto3.client('cloudformation', region_name=EDGE if name == 'edge' else HOME).delete_stack(StackName=f'shop-{environment}-{name}')
answer({'before': before, 'deployed': deployed, 'there': there, 'changed': changed, 'then': then, 'after': everywhere()})
