namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>Whether the account belongs to the organization that it should, and says whom to call.</summary>
internal sealed class OrganizationChecks : IConfigCheck
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Identifiers => ["ACCOUNT_PART_OF_ORGANIZATIONS", "SECURITY_ACCOUNT_INFORMATION_PROVIDED"];

    /// <inheritdoc/>
    public IEnumerable<CheckedResource> Evaluate(CheckRequest request)
    {
        if (request.Identifier == "SECURITY_ACCOUNT_INFORMATION_PROVIDED")
        {
            return [request.Own(request.Account.Contacts?.Alternates.ContainsKey("SECURITY") == true, "The account has no security contact.")];
        }

        var management = request.Parameter("MasterAccountId");
        var isIn = request.World.State.Organization is not null && (management is null || management == request.World.State.ManagementAccountId);
        return [request.Own(isIn, "The account is not part of the organization.")];
    }
}
