"""The fewest requests by which AWS's API tells the state that a plan must know, moto's lacks left out on both sides."""

import collections
import math


def least(sizes, assignments, accounts):
    """By operation. `sizes` counts resources by Terraform's names, `assignments` those of each group; page sizes are AWS's: 20 for Organizations, 100 for Identity Center.

    A policy's content is told by DescribePolicy alone, one at a time; its targets by ListTargetsForPolicy (the other way round, by target, grows with
    accounts); ownership by ListTagsForResource, one at a time. Accounts and their places cost one page for every 20 in a unit, and a unit's page at
    least, since nothing tells that a unit is empty. A permission set's four parts are four calls. Assignments are told by group, 100 to a page.
    """
    units, policies = sizes["aws_organizations_organizational_unit"], sizes["aws_organizations_policy"]
    sets, groups = sizes["aws_ssoadmin_permission_set"], sizes["aws_identitystore_group"]
    return collections.Counter({
        "organizations:DescribeOrganization": 1,
        "organizations:ListRoots": 1,
        "organizations:ListOrganizationalUnitsForParent": 1 + units,
        # The accounts stand evenly in the units, and the management account in the root.
        "organizations:ListAccountsForParent": 1 + units * max(1, math.ceil(accounts / units / 20)),
        "organizations:ListPolicies": 2 * max(1, math.ceil(policies / 2 / 20)),
        "organizations:DescribePolicy": policies,
        "organizations:ListTargetsForPolicy": policies,
        "organizations:ListTagsForResource": policies + units,
        "sso-admin:ListInstances": 1,
        "sso-admin:ListPermissionSets": math.ceil(sets / 100),
        "sso-admin:DescribePermissionSet": sets,
        "sso-admin:GetInlinePolicyForPermissionSet": sets,
        "sso-admin:ListManagedPoliciesInPermissionSet": sets,
        "sso-admin:ListCustomerManagedPolicyReferencesInPermissionSet": sets,
        "sso-admin:ListAccountAssignmentsForPrincipal": sum(math.ceil(count / 100) for count in assignments.values()),
        "identitystore:ListGroups": math.ceil(groups / 100),
    })
