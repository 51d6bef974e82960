using System.Text.Json.Nodes;
using Amazon.SimpleSystemsManagement.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Secrets;

/// <summary>A parameter that is named like a credential belongs in Secrets Manager. Its value is never read, so that the name alone tells; whoever uses it must be told to fetch it elsewhere.</summary>
internal sealed class CredentialsInSecretsManager : Remediation
{
    private const string DefaultNames = "*password*,*passwd*,*secret*,*token*,*apikey*,*api-key*,*private-key*";

    /// <inheritdoc/>
    public override string Control => "credentials-in-secrets-manager";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Parameter;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["ssm.amazonaws.com:PutParameter"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("ssm:DescribeParameters", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Lists => Reads;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken)
    {
        var parameters = await Paged.AllAsync(async next =>
        {
            var page = await session.Ssm.DescribeParametersAsync(new() { NextToken = next }, cancellationToken);
            return (page.Parameters, page.NextToken);
        });
        return [.. parameters.Select(parameter => parameter.Name)];
    }

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        // Page after page: AWS filters behind its pages, and one may be empty with more to come (Systems Manager API Reference, DescribeParameters).
        string? next = null;
        do
        {
            var page = await subject.Session.Ssm.DescribeParametersAsync(
                new() { ParameterFilters = [new ParameterStringFilter { Key = "Name", Option = "Equals", Values = [subject.Id] }], NextToken = next }, cancellationToken);
            if ((page.Parameters ?? []).Find(p => p.Name == subject.Id) is { } found)
            {
                return new() { ["name"] = found.Name, ["type"] = found.Type?.Value, ["description"] = found.Description, ["lastModifiedBy"] = found.LastModifiedUser };
            }

            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));

        return null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
        (string?)image["name"] is { } name && demands.List("names", DefaultNames).FirstOrDefault(pattern => Wildcard.Matches(pattern, name)) is { } pattern
            ? [new("/name", $"parameter \"{name}\" of type {(string?)image["type"]} is named like a credential ({pattern}), and no rotation reaches it in Parameter Store", null)]
            : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"Make a new credential, not a copy of this one, and put it into Secrets Manager: aws secretsmanager create-secret --name {subject.Id.Trim('/')} --secret-string file://credential",
        "Let its users fetch it there, and give it a rotation",
        $"aws ssm delete-parameter --name {subject.Id}",
        "If it is no credential, ask for an exemption in policies/exemptions",
    ];
}
