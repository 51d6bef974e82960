using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Baseline.Resources.RootAccess;

/// <summary>Central administration of root users of member accounts.</summary>
/// <param name="CredentialsManagement">Their credentials are deleted and recovered centrally; new accounts begin without any.</param>
/// <param name="Sessions">What only root can do is done in short sessions from the management account.</param>
/// <param name="ServiceAccess">IAM's access to the organization, which both need; null when both are off.</param>
internal sealed record RootAccessAttributes(bool CredentialsManagement, bool Sessions, Reference? ServiceAccess)
{
    /// <summary>The principal of IAM in Organizations.</summary>
    public const string Principal = "iam.amazonaws.com";

    /// <summary>The one way to make it.</summary>
    public static RootAccessAttributes Of(bool credentialsManagement, bool sessions) =>
        new(credentialsManagement, sessions, credentialsManagement || sessions ? new Reference(new(KindNames.ServiceAccess, Principal)) : null);
}

/// <summary>Root users of member accounts: <c>root-access/members</c>, one for the organization.</summary>
internal sealed class RootAccessKind() : ResourceKind<RootAccessAttributes>(KindNames.RootAccess, Nature.Setting, RootAccessJson.Default.RootAccessAttributes)
{
    /// <summary>What the one resource is called.</summary>
    public const string Members = "members";

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => policies.Find(AccountDefaultsFile.Area) is { Value.RootAccess: { } declared } file
        ? [Of(Members, RootAccessAttributes.Of(declared.CredentialsManagement, declared.Sessions), declaredAt: file.Where)]
        : [];
}
