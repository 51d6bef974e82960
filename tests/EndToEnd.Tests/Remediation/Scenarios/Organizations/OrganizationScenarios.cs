using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Organizations;

/// <summary>The declared units below the root, and somebody who breaks the organization in its management account.</summary>
internal abstract class OrganizationScenario : Scenario
{
    public override bool InManagementAccount => true;

    protected static async Task<(string Root, IReadOnlyDictionary<string, string> Units)> UnitsAsync(AwsSession home, CancellationToken cancel)
    {
        var root = (await home.Organizations.ListRootsAsync(new Amazon.Organizations.Model.ListRootsRequest(), cancel)).Roots[0].Id;
        var units = new Dictionary<string, string>();
        foreach (var name in new[] { "DEV", "UAT", "PROD" })
        {
            units[name] = (await home.Organizations.CreateOrganizationalUnitAsync(new() { ParentId = root, Name = name }, cancel)).OrganizationalUnit.Id;
        }

        return (root, units);
    }

    protected static async Task<string> PolicyAsync(AwsSession home, string name, CancellationToken cancel) => (await home.Organizations.CreatePolicyAsync(
        new() { Name = name, Description = name, Type = "SERVICE_CONTROL_POLICY", Content = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""" }, cancel)).Policy.PolicySummary.Id;
}

/// <summary>A guardrail was detached from the root; what somebody attached besides, and a policy that nobody declared, stay.</summary>
internal sealed class GuardrailDetached : OrganizationScenario
{
    public override string Control => "guardrails-attached";

    // Moto's view shows whether a policy is attached, and this one is elsewhere; the image shows where.
    public override IReadOnlyList<string> Changes => [];

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var (_, units) = await UnitsAsync(member, cancel);
        await PolicyAsync(member, "tried-out", cancel);
        var policy = await PolicyAsync(member, "deny-root-user", cancel);
        await member.Organizations.AttachPolicyAsync(new() { PolicyId = policy, TargetId = units["UAT"] }, cancel);
        return policy;
    }

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("organizations", "DetachPolicy", accountId, "us-east-1", new() { ["policyId"] = resourceId, ["targetId"] = "r-abcd" });
}

/// <summary>A guardrail that an environment switches on was detached from the environment's unit.</summary>
internal sealed class GuardrailDetachedFromUnit : OrganizationScenario
{
    public override string Control => "guardrails-attached";

    public override IReadOnlyList<string> Changes => ["organizations/FakePolicy"];

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await UnitsAsync(member, cancel);
        return await PolicyAsync(member, "immutable-production", cancel);
    }

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("organizations", "DetachPolicy", accountId, "us-east-1", new() { ["policyId"] = resourceId, ["targetId"] = "ou-abcd-12345678" });
}

/// <summary>PROD's account was moved out from under its guardrails; the management account, which nobody declared a unit for, stays.</summary>
internal sealed class AccountMoved : OrganizationScenario
{
    public override string Control => "account-in-its-place";

    public override IReadOnlyList<string> Changes => ["organizations/FakeAccount"];

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await UnitsAsync(member, cancel);
        return (await member.Organizations.ListAccountsAsync(new(), cancel)).Accounts.Single(account => account.Name == "prod").Id;
    }

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => Calls.Event(
        "organizations", "MoveAccount", accountId, "us-east-1", new() { ["accountId"] = resourceId, ["sourceParentId"] = "ou-abcd-12345678", ["destinationParentId"] = "r-abcd" });
}

/// <summary>Somebody took a service's access to the organization.</summary>
internal sealed class ServiceAccessLost : OrganizationScenario
{
    public override string Control => "service-access-kept";

    public override IReadOnlyList<string> Changes => ["organizations/FakeServiceAccess"];

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await member.Organizations.EnableAWSServiceAccessAsync(new() { ServicePrincipal = "sso.amazonaws.com" }, cancel);
        return "config.amazonaws.com";
    }

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("organizations", "DisableAWSServiceAccess", accountId, "us-east-1", new() { ["servicePrincipal"] = resourceId });
}
