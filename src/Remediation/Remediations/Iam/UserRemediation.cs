using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>What all controls of IAM users share. Whoever is cut off was using what must not be there; nothing of a user's is ever deleted but a password, which has no off switch.</summary>
internal abstract class UserRemediation : Remediation
{
    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.User;

    /// <inheritdoc/>
    public override Outage Outage => Outage.TrafficCut;

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => User.Reads;

    /// <inheritdoc/>
    public override Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken) => User.FindAsync(doorbell, subject, cancellationToken);

    /// <inheritdoc/>
    public override Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken) => User.ReadAsync(subject, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Lists => IsOurRule ? [new("iam:ListUsers", "*")] : [];

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken) => IsOurRule ? await User.ListAsync(session, cancellationToken) : null;

    /// <summary>Whether AWS Config has no managed rule for it.</summary>
    protected virtual bool IsOurRule => true;

    /// <inheritdoc/>
    public override Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        User.WriteAsync(subject, atom, value, cancellationToken);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) => [.. violations.SelectMany(violation => Step(subject.Id, violation))];

    /// <summary>Whether something was made so short a time ago that nobody relies on it yet.</summary>
    protected static bool IsNew(DateTimeOffset? createdAt, Demands demands) => createdAt is { } at && demands.Now - at <= TimeSpan.FromMinutes(demands.Number("newWithinMinutes", 15));

    private static IEnumerable<string> Step(string user, Violation violation) => Images.Keys(violation.Atom) switch
    {
        ["keys", var key, ..] =>
        [
            $"aws iam get-access-key-last-used --access-key-id {key}, and give whoever uses it a role: Identity Center for people, OpenID Connect for pipelines",
            $"aws iam update-access-key --user-name {user} --access-key-id {key} --status Inactive",
        ],
        ["console"] => [$"aws iam delete-login-profile --user-name {user}, when whoever signs in with it comes through Identity Center"],
        ["policies", var name] => [$"aws iam put-user-policy --user-name {user} --policy-name {name} --policy-document '{violation.Should?.ToJsonString()}'"],
        _ => [],
    };
}
