using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Roles;

/// <summary>A right that code uses, declared beside its calls: an IAM action, and the resource it is used on. Policies of roles and of sessions are made of these alone.</summary>
/// <param name="Action">As IAM spells it: <c>ec2:RevokeSecurityGroupIngress</c>.</param>
/// <param name="Resource">
/// An ARN in which <c>{partition}</c>, <c>{region}</c>, <c>{account}</c> and <c>{id}</c> stand for the incident's; <c>{id}</c> alone where the id is an ARN.
/// <c>{parent}</c> and <c>{child}</c> stand for what is before and after the id's first slash: API and stage of <c>API/STAGE</c>.
/// <c>*</c> only where the Service Authorization Reference knows no resource for the action. Null: all of the action's resources in the account that is worked in.
/// </param>
/// <param name="For">The action that is called, where AWS asks for this one besides it and no call bears its name; null for all others.</param>
internal readonly record struct Need(string Action, string? Resource = null, string? For = null)
{
    /// <summary>When alone it is allowed; null for always.</summary>
    public Restriction? Only { get; init; }

    /// <summary>What AWS itself does with the role, or what says that <see cref="For"/> needs it, with the source; null for what our own code calls.</summary>
    public string? Because { get; init; }

    /// <summary>Whether it is there for a call of another name, or for none of ours.</summary>
    public bool IsDependent => For is not null || Because is not null;

    /// <summary>All of the action's resources in the account that is worked in.</summary>
    public static implicit operator Need(string action) => new(action);

    /// <summary>The role of a service's own, which AWS makes in the caller's name at his first call.</summary>
    public static Need LinkedRole(string service, string action) => new("iam:CreateServiceLinkedRole", $"arn:{{partition}}:iam::{{account}}:role/aws-service-role/{service}/*", action)
    {
        Only = new("StringEquals", "iam:AWSServiceName", service),
    };

    /// <summary>A role that is handed to a service in a call, and to no other service.</summary>
    public static Need Passing(string role, string service, string action) => new("iam:PassRole", $"arn:{{partition}}:iam::{{account}}:role/{role}", action)
    {
        Only = new("StringEquals", "iam:PassedToService", service),
    };

    /// <summary>The resource of one incident. An event names what it likes: signs that mean more than themselves in a policy stand for themselves (IAM User Guide, "Policy variables", remembered, 2026-11).</summary>
    /// <exception cref="InvalidOperationException">It names none: a session policy would leave more than one incident needs.</exception>
    public string On(Incident incident, string partition)
    {
        var id = incident.ResourceId.Replace("$", "${$}", StringComparison.Ordinal).Replace("*", "${*}", StringComparison.Ordinal).Replace("?", "${?}", StringComparison.Ordinal);
        return In(Resource ?? throw new InvalidOperationException($"{Action} of {incident.Control} names no resource"), partition, incident.Region, incident.AccountId)
            .Replace("{parent}", id.Split('/', 2)[0], StringComparison.Ordinal)
            .Replace("{child}", id.Split('/', 2)[^1], StringComparison.Ordinal)
            .Replace("{id}", id, StringComparison.Ordinal);
    }

    /// <summary>The ARN of a place: what stands for partition, region and account is put in.</summary>
    public static string In(string arn, string partition, string region, string account) => arn
        .Replace("{partition}", partition, StringComparison.Ordinal)
        .Replace("{region}", region, StringComparison.Ordinal)
        .Replace("{account}", account, StringComparison.Ordinal);

    /// <summary>The resources of all incidents that a role may ever meet, with <c>{partition}</c>, <c>{region}</c> and <c>{account}</c> left in them; none of them within another.</summary>
    public IReadOnlyList<string> Anywhere() => Resource is null or "{id}"
        ? ActionResources.Embedded.Of(Action) is { Count: > 0 } forms ? forms : ["*"]
        : [Resource.Replace("{parent}", "*", StringComparison.Ordinal).Replace("{child}", "*", StringComparison.Ordinal).Replace("{id}", "*", StringComparison.Ordinal)];
}

/// <summary>A condition of a policy's statement.</summary>
/// <param name="Operator"><c>StringEquals</c>.</param>
/// <param name="Key"><c>iam:PassedToService</c>.</param>
/// <param name="Values">One of them must hold.</param>
internal sealed record Restriction(string Operator, string Key, params IReadOnlyList<string> Values)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Operator} {Key} {string.Join(' ', Values)}";

    /// <inheritdoc/>
    public bool Equals(Restriction? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
