using System.Net;
using System.Text.Json.Nodes;
using Amazon.S3Control;
using Amazon.S3Control.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>
/// The account blocks public access to all its buckets. The baseline sets that when an account begins, so that whoever took it away opened something since: it is closed at once.
/// An account that is meant to have public buckets needs an exemption as an account; which buckets are public is not looked at, since they lie in regions that this session has no rights in.
/// </summary>
internal sealed class AccountPublicAccessBlocked : Remediation
{
    private const string Block = "/publicAccessBlock";

    private static readonly string[] s_names = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];

    /// <inheritdoc/>
    public override string Control => "account-public-access-blocked";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Account;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.1"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["s3.amazonaws.com:PutAccountPublicAccessBlock", "s3.amazonaws.com:DeleteAccountPublicAccessBlock"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("s3:GetAccountPublicAccessBlock", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("s3:PutAccountPublicAccessBlock", "*")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var block = (await subject.Session.S3Control.GetPublicAccessBlockAsync(new() { AccountId = subject.Incident.AccountId }, cancellationToken)).PublicAccessBlockConfiguration;
            return new() { ["publicAccessBlock"] = Switches(block.BlockPublicAcls, block.IgnorePublicAcls, block.BlockPublicPolicy, block.RestrictPublicBuckets) };
        }
        catch (AmazonS3ControlException none) when (none.StatusCode == HttpStatusCode.NotFound)
        {
            return new() { ["publicAccessBlock"] = null };
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var (now, asked) = (image["publicAccessBlock"], s_names.Where(name => !demands.Text(name, "true").Equals("false", StringComparison.OrdinalIgnoreCase)).ToList());
        var off = asked.Where(name => (bool?)now?[name] != true).ToList();
        // What is on beyond what is asked for stays on.
        return off.Count == 0 ? [] : [new(
            Block,
            now is null ? "the account blocks no public access to S3" : $"the account's {string.Join(", ", off)} {(off.Count == 1 ? "is" : "are")} off",
            new JsonObject(s_names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, asked.Contains(name) || (bool?)now?[name] == true))))];
    }

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if (value is not JsonObject block)
        {
            await subject.Session.S3Control.DeletePublicAccessBlockAsync(new() { AccountId = subject.Incident.AccountId }, cancellationToken);
            return;
        }

        await subject.Session.S3Control.PutPublicAccessBlockAsync(
            new()
            {
                AccountId = subject.Incident.AccountId,
                PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration
                {
                    BlockPublicAcls = (bool)block["BlockPublicAcls"]!,
                    IgnorePublicAcls = (bool)block["IgnorePublicAcls"]!,
                    BlockPublicPolicy = (bool)block["BlockPublicPolicy"]!,
                    RestrictPublicBuckets = (bool)block["RestrictPublicBuckets"]!,
                },
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws s3control put-public-access-block --account-id {subject.Incident.AccountId} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
        "If the account is meant to have public buckets, ask for an exemption of the account in policies/exemptions",
    ];

    private static JsonObject Switches(bool? blockAcls, bool? ignoreAcls, bool? blockPolicy, bool? restrict) => new()
    {
        ["BlockPublicAcls"] = blockAcls ?? false,
        ["IgnorePublicAcls"] = ignoreAcls ?? false,
        ["BlockPublicPolicy"] = blockPolicy ?? false,
        ["RestrictPublicBuckets"] = restrict ?? false,
    };
}
