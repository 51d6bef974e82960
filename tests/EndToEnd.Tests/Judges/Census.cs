using System.Text.Json;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>Everything that the tool governs, as boto3 finds it, told by names: two organizations with the same census are the same to us.</summary>
/// <remarks>Lists, not sets: what is there twice is told twice.</remarks>
internal static class Census
{
    private const string Script = """
        import botocore
        organizations, sso, store = (boto3.client(name) for name in ('organizations', 'sso-admin', 'identitystore'))

        def pages(client, operation, key, **arguments):
            return [each for page in client.get_paginator(operation).paginate(**arguments) for each in page[key]]

        def document(content):
            return json.dumps(json.loads(content), sort_keys=True) if content else None

        root = organizations.list_roots()['Roots'][0]
        names = {root['Id']: 'root'}
        units, accounts, parents = [], [], [(root['Id'], '')]
        while parents:
            parent, path = parents.pop()
            for account in pages(organizations, 'list_accounts_for_parent', 'Accounts', ParentId=parent):
                names[account['Id']] = account['Name']
                accounts.append({'name': account['Name'], 'email': account['Email'], 'unit': path})
            for unit in pages(organizations, 'list_organizational_units_for_parent', 'OrganizationalUnits', ParentId=parent):
                below = (path + '/' + unit['Name']).strip('/')
                names[unit['Id']] = below
                units.append(below)
                parents.append((unit['Id'], below))

        policies = []
        for kind in ('SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'):
            for policy in pages(organizations, 'list_policies', 'Policies', Filter=kind):
                targets = pages(organizations, 'list_targets_for_policy', 'Targets', PolicyId=policy['Id'])
                policies.append({
                    'type': kind, 'name': policy['Name'], 'aws': policy['AwsManaged'], 'description': policy['Description'],
                    'content': document(organizations.describe_policy(PolicyId=policy['Id'])['Policy']['Content']),
                    'targets': sorted(names.get(target['TargetId'], target['TargetId']) for target in targets)})

        instance = sso.list_instances()['Instances'][0]
        arn, identities = instance['InstanceArn'], instance['IdentityStoreId']
        groups = {group['GroupId']: group['DisplayName'] for group in pages(store, 'list_groups', 'Groups', IdentityStoreId=identities)}
        sets, assignments = [], []
        for each in pages(sso, 'list_permission_sets', 'PermissionSets', InstanceArn=arn):
            both = {'InstanceArn': arn, 'PermissionSetArn': each}
            described = sso.describe_permission_set(**both)['PermissionSet']
            sets.append({
                'name': described['Name'], 'description': described.get('Description'), 'session': str(described.get('SessionDuration')),
                'managed': sorted(policy['Arn'] for policy in pages(sso, 'list_managed_policies_in_permission_set', 'AttachedManagedPolicies', **both)),
                'customer': sorted(policy.get('Path', '/') + policy['Name'] for policy in pages(
                    sso, 'list_customer_managed_policy_references_in_permission_set', 'CustomerManagedPolicyReferences', **both)),
                'inline': document(sso.get_inline_policy_for_permission_set(**both).get('InlinePolicy'))})
            for account in (each for each in names if each.isdigit()):
                for assignment in pages(sso, 'list_account_assignments', 'AccountAssignments', AccountId=account, **both):
                    assignments.append([names[account], described['Name'], groups[assignment['PrincipalId']]])

        by = lambda each: json.dumps(each, sort_keys=True)
        answer({'units': sorted(units), 'accounts': sorted(accounts, key=by), 'policies': sorted(policies, key=by),
                'groups': sorted(groups.values()), 'permissionSets': sorted(sets, key=by), 'assignments': sorted(assignments)})
        """;

    /// <summary>Takes it; the organization and Identity Center must exist.</summary>
    public static Task<JsonElement> Take(Desk desk, AwsAccess access) => new Boto3(desk, access).Run(Script);
}
