# What there is in the root account and in the account of each environment, by kind. boto3 and answer() are defined before.
HOME = 'eu-west-1'


def pages(client, operation, key, **arguments):
    return [each for page in client.get_paginator(operation).paginate(**arguments) for each in page[key]]


def census(**credentials):
    iam, kms, logs, sqs, fn, s3, events, cfn, table, machines = (boto3.client(name, region_name=HOME, **credentials) for name in
        ('iam', 'kms', 'logs', 'sqs', 'lambda', 's3', 'events', 'cloudformation', 'dynamodb', 'stepfunctions'))
    buses = [each['Name'] for each in events.list_event_buses()['EventBuses']]
    return {
        'role': {each['Path'] + each['RoleName']: each['AssumeRolePolicyDocument'] for each in pages(iam, 'list_roles', 'Roles')},
        'policy': [each['Path'] + each['PolicyName'] for each in pages(iam, 'list_policies', 'Policies', Scope='Local')],
        'key': [each['KeyId'] for each in pages(kms, 'list_keys', 'Keys') if kms.describe_key(KeyId=each['KeyId'])['KeyMetadata']['KeyState'] != 'PendingDeletion'],
        'alias': [each['AliasName'] for each in pages(kms, 'list_aliases', 'Aliases') if not each['AliasName'].startswith('alias/aws/')],
        'log group': [each['logGroupName'] for each in pages(logs, 'describe_log_groups', 'logGroups')],
        'queue': [each.split('/')[-1] for each in sqs.list_queues().get('QueueUrls', [])],
        'function': {each['FunctionName']: {'sha256': each['CodeSha256'], 'variables': each.get('Environment', {}).get('Variables', {})} for each in pages(fn, 'list_functions', 'Functions')},
        'mapping': [each['EventSourceArn'].split(':')[-1] + ' -> ' + each['FunctionArn'].split(':')[-1] for each in pages(fn, 'list_event_source_mappings', 'EventSourceMappings')],
        'bucket': [each['Name'] for each in s3.list_buckets()['Buckets']],
        'rule': [bus + '/' + each['Name'] for bus in buses for each in events.list_rules(EventBusName=bus)['Rules']],
        'state machine': [each['name'] for each in machines.list_state_machines()['stateMachines']],
        'table': table.list_tables()['TableNames'],
        'stack': [each['StackName'] for each in pages(cfn, 'describe_stacks', 'Stacks')],
        'stack set': [each['StackSetName'] for each in cfn.list_stack_sets().get('Summaries', []) if each['Status'] == 'ACTIVE'],
    }


there = {'root': census()}
organizations = boto3.client('organizations')
for account in organizations.list_accounts()['Accounts']:
    if account['Id'] != organizations.describe_organization()['Organization']['MasterAccountId']:
        role = boto3.client('sts').assume_role(RoleArn=f"arn:aws:iam::{account['Id']}:role/OrganizationAccountAccessRole", RoleSessionName='census')['Credentials']
        there[account['Name']] = census(aws_access_key_id=role['AccessKeyId'], aws_secret_access_key=role['SecretAccessKey'], aws_session_token=role['SessionToken'])
answer(there)
