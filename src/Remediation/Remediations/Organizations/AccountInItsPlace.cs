using System.Text.Json.Nodes;
using Amazon.Organizations.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Organizations;

/// <summary>A declared account stands in the unit that the policies give it, and so under that unit's guardrails. Accounts that nobody declared stay where they are.</summary>
/// <remarks>New accounts are moved by the pipeline that makes them; here only a move is answered.</remarks>
internal sealed class AccountInItsPlace : Remediation
{
    private const string Parent = "/parent";

    // An account's ARN has the organization's id before its own.
    private const string Account = "arn:{partition}:organizations::{account}:account/*/{id}";

    /// <inheritdoc/>
    public override string Control => "account-in-its-place";

    /// <inheritdoc/>
    public override string ResourceType => "AWS::Organizations::Account";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["organizations.amazonaws.com:MoveAccount"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("organizations:DescribeAccount", Account), new("organizations:ListParents", Account), .. Tree.Reads];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes =>
    [
        new("organizations:MoveAccount", Account),
        new("organizations:MoveAccount", "arn:{partition}:organizations::{account}:ou/*"),
        new("organizations:MoveAccount", "arn:{partition}:organizations::{account}:root/*"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Lists => [new("organizations:ListAccounts", "*")];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken)
    {
        var accounts = await Paged.AllAsync(async token =>
        {
            var page = await session.Organizations.ListAccountsAsync(new() { NextToken = token }, cancellationToken);
            return (page.Accounts, page.NextToken);
        });
        return [.. accounts.Select(account => account.Id)];
    }

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var account = (await subject.Session.Organizations.DescribeAccountAsync(new() { AccountId = subject.Id }, cancellationToken)).Account;
            // The API has a list of exactly one (Organizations API Reference, ListParents).
            var parents = (await subject.Session.Organizations.ListParentsAsync(new() { ChildId = subject.Id }, cancellationToken)).Parents;
            return new()
            {
                ["name"] = account.Name,
                ["email"] = account.Email,
                ["parent"] = parents?.FirstOrDefault()?.Id,
                ["observed"] = new JsonObject { ["places"] = await Tree.ReadAsync(subject, cancellationToken) },
            };
        }
        catch (AccountNotFoundException)
        {
            return null;
        }
    }

    // Anybody may call his account as ours is called; nobody else can have its address.
    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        demands.Declared?.Accounts.Select(account => account.Value).FirstOrDefault(account => account.Name == (string?)image["name"] && string.Equals(account.Email, (string?)image["email"], StringComparison.OrdinalIgnoreCase)) is { } declared
        && (string?)image["observed"]?["places"]?[$"ou/{declared.OrganizationalUnit}"] is { } unit && unit != (string?)image["parent"]
            ? [new(Parent, $"account \"{declared.Name}\" is not in unit \"{declared.OrganizationalUnit}\"", unit)]
            : [];

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        try
        {
            await subject.Session.Organizations.MoveAccountAsync(new() { AccountId = subject.Id, SourceParentId = (string?)image["parent"], DestinationParentId = (string?)value }, cancellationToken);
        }
        catch (DuplicateAccountException)
        {
            // It is there already: the pipeline, or a call whose answer was lost.
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws organizations list-parents --child-id {subject.Id}: where it stands",
        .. violations.Select(violation => $"aws organizations move-account --account-id {subject.Id} --source-parent-id <where it stands> --destination-parent-id {violation.Should}"),
    ];
}
