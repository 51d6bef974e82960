using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>
/// There are no IAM users; one that is there all the same is put in quarantine: no active key, no password, and an inline policy that denies everything. It is never deleted:
/// its name, groups and policies tell what it was for, and most of it can be given back.
/// </summary>
/// <remarks>A user that was made minutes ago and whose credentials have opened nothing yet serves nobody. A deny in an identity policy goes before every allow (IAM User Guide, "Policy evaluation logic").</remarks>
internal sealed class IamNoUsers : UserRemediation
{
    /// <summary>The inline policy of the quarantine.</summary>
    public const string Quarantine = "governance-quarantine";

    /// <inheritdoc/>
    public override string Control => "iam-no-users";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["iam.amazonaws.com:CreateUser", "iam.amazonaws.com:AttachUserPolicy", "iam.amazonaws.com:PutUserPolicy"];

    // Whatever somebody did with a user's key: "UnauthorizedAccess:IAMUser/TorIPCaller". A session's key rings for its role, which is none of these.
    /// <inheritdoc/>
    public override IReadOnlyList<string> FindingTypes => ["*:IAMUser/*"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes { get; } = [.. User.On("iam:UpdateAccessKey", "iam:DeleteLoginProfile", "iam:PutUserPolicy", "iam:DeleteUserPolicy")];

    // The password first: where it cannot be given back, an undo is refused before it has changed anything.
    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands) =>
    [
        .. User.Password(image) is { } password ? (Violation[])[User.Close($"the user can sign in to the console, last did {User.Said(password.LastUsedAt)}")] : [],
        .. User.ActiveKeys(image).Select(key => User.Deactivate(key.Id, $"the user's access key \"{key.Id}\" is active, last used {User.Said(key.LastUsedAt)}")),
        .. JsonNode.DeepEquals(image["policies"]?[Quarantine], DenyAll()) ? (Violation[])[]
            : [new($"/policies/{Images.Escape(Quarantine)}", $"there is an IAM user, made {User.Said(User.CreatedAt(image))}, and nothing keeps it from acting", DenyAll())],
    ];

    /// <inheritdoc/>
    public override Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations, Demands demands) =>
        IsNew(User.CreatedAt(image), demands) && User.ActiveKeys(image).All(key => key.LastUsedAt is null) && User.Password(image)?.LastUsedAt is null ? Outage.None : Outage;

    /// <summary>What the quarantine says.</summary>
    public static JsonObject DenyAll() => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject { ["Sid"] = "Quarantine", ["Effect"] = "Deny", ["Action"] = "*", ["Resource"] = "*" }),
    };
}
