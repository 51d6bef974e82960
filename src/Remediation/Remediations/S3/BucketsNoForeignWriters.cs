using System.Text.Json.Nodes;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.S3;

/// <summary>
/// No other account may change a bucket's policy, encryption or lists. What is allowed stays as it is, reading for a partner and all: one statement that denies only the forbidden actions, and
/// only to those others, is added. Taking a statement out would take more than is forbidden, and a star cannot be made smaller.
/// </summary>
internal sealed class BucketsNoForeignWriters : BucketRemediation
{
    private const string Sid = "DenyForeignWriters";
    private const string Forbidden = "s3:DeleteBucketPolicy,s3:PutBucketAcl,s3:PutBucketPolicy,s3:PutEncryptionConfiguration,s3:PutObjectAcl";

    /// <inheritdoc/>
    public override string Control => "buckets-no-foreign-writers";

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["S3.6"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["s3.amazonaws.com:PutBucketPolicy"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("s3:PutBucketPolicy", Bucket.Arn)];

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var (arn, account, actions) = ((string)image["arn"]!, (string)image["account"]!, demands.List("blacklistedActionPattern", Forbidden));
        var guilty = BucketPolicy.Of(image)
            .Where(s => (string?)s.Value["Effect"] == "Allow" && actions.Any(a => IsAllowed(s.Value, a)))
            .Select(s => (Name: s.Key, Who: Foreign(s.Value, account).Where(who => !IsDenied(image, who, actions, arn, account)).ToList()))
            .Where(s => s.Who.Count > 0)
            .ToList();
        if (guilty.Count == 0)
        {
            return [];
        }

        var (who, name) = (guilty.SelectMany(s => s.Who).Distinct().Order(StringComparer.Ordinal).ToList(), BucketPolicy.FreeName(image, Sid));
        return [new(
            BucketPolicy.Atom(name),
            $"{string.Join(" and ", guilty.Select(s => $"statement {s.Name}"))} lets {string.Join(" and ", who.Select(w => w == "*" ? "everybody" : w))} do what only this account may: {string.Join(", ", actions)}",
            Denial(name, who, actions, arn, account))];
    }

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        BucketPolicy.WriteAsync(subject, atom, value, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"aws s3api get-bucket-policy --bucket {subject.Id} --query Policy --output text > policy.json",
        .. violations.Select(v => $"Take the actions out of the statement, or add: {v.Should?.ToJsonString()}"),
        $"aws s3api put-bucket-policy --bucket {subject.Id} --policy file://policy.json",
    ];

    private static bool IsAllowed(JsonObject statement, string forbidden) => BucketPolicy.Names(statement, forbidden)
        || (Wildcard.Has(forbidden) && BucketPolicy.Strings(statement["Action"]).Any(a => Wildcard.Matches(forbidden, a)));

    /// <summary>Accounts and principals that are not of this account. Ids without an account (AIDA…, AROA…) are what S3 makes of deleted ones: nobody has them any more.</summary>
    private static IEnumerable<string> Foreign(JsonObject statement, string account) => statement.ContainsKey("NotPrincipal") ? ["*"] : BucketPolicy.Principals(statement, "AWS").Where(who =>
        who == "*" ? PublicStatements.IsPublic(statement) || !IsOfAccount(statement, account) : Arn.IsAccountId(who) ? who != account : Arn.TryParse(who, out var arn) && arn.Account != account);

    // Everybody, but of this account alone.
    private static bool IsOfAccount(JsonObject statement, string account) => statement["Condition"] is JsonObject condition && condition.Any(test => test.Key is "StringEquals" && test.Value is JsonObject keys
        && keys.Any(key => key.Key.Equals("aws:PrincipalAccount", StringComparison.OrdinalIgnoreCase) && BucketPolicy.Strings(key.Value) is { Count: > 0 } values && values.All(v => v == account)));

    private static bool IsDenied(JsonObject image, string who, IReadOnlyList<string> actions, string arn, string account) => BucketPolicy.Of(image).Any(s =>
        (string?)s.Value["Effect"] == "Deny" && !s.Value.ContainsKey("NotAction") && BucketPolicy.IsAboutAll(s.Value, arn)
        && actions.All(a => BucketPolicy.Strings(s.Value["Action"]).Any(pattern => Wildcard.Matches(pattern, a)))
        && (s.Value["Condition"] is null ? BucketPolicy.Principals(s.Value, "AWS") is var denied && (denied.Contains(who) || denied.Contains("*"))
            : JsonNode.DeepEquals(s.Value["Condition"], OthersOnly(account)) && BucketPolicy.Principals(s.Value, "AWS").Contains("*")));

    private static JsonObject Denial(string name, IReadOnlyList<string> who, IReadOnlyList<string> actions, string arn, string account)
    {
        var denial = new JsonObject
        {
            ["Sid"] = name,
            ["Effect"] = "Deny",
            ["Principal"] = who.Contains("*") ? "*" : new JsonObject { ["AWS"] = new JsonArray([.. who.Select(w => (JsonNode?)w)]) },
            ["Action"] = new JsonArray([.. actions.Select(a => (JsonNode?)a)]),
            ["Resource"] = new JsonArray(arn, $"{arn}/*"),
        };
        if (who.Contains("*"))
        {
            denial["Condition"] = OthersOnly(account);
        }

        return denial;
    }

    // Nobody of this account is locked out, and no service of AWS.
    private static JsonObject OthersOnly(string account) => new()
    {
        ["StringNotEquals"] = new JsonObject { ["aws:PrincipalAccount"] = account },
        ["BoolIfExists"] = new JsonObject { ["aws:PrincipalIsAWSService"] = "false" },
    };
}
