using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Iam;

/// <summary>Somebody made a key for the root user. Moto has no root user: what IAM would say of it is said here.</summary>
internal sealed class RootHasKey : Scenario
{
    /// <inheritdoc/>
    public override string Control => "root-no-access-key";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => member.AccountIdAsync(cancel).AsTask();

    /// <inheritdoc/>
    public override string? Answer(string service, string asked) => service == "iam" && asked.Contains("Action=GetAccountSummary", StringComparison.Ordinal)
        ? """
          <GetAccountSummaryResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountSummaryResult><SummaryMap>
          <entry><key>Users</key><value>0</value></entry><entry><key>AccountAccessKeysPresent</key><value>1</value></entry>
          </SummaryMap></GetAccountSummaryResult><ResponseMetadata><RequestId>0f1e2d3c</RequestId></ResponseMetadata></GetAccountSummaryResponse>
          """
        : null;
}
