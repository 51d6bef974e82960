namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Who made a call, as CloudTrail saw it.</summary>
/// <remarks>A session's name is chosen by whoever assumes the role; so it is kept for people to read and never taken for an identity.</remarks>
internal sealed record Actor
{
    /// <summary>The ARN of whoever called; of a role it is the session's, which ends in the session's name. Null where AWS itself called.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>The role behind a session; null for users, the root user and AWS itself.</summary>
    public string? IssuerArn { get; init; }

    /// <summary>An address, or a service's name such as <c>cloudformation.amazonaws.com</c> or <c>AWS Internal</c>.</summary>
    public string? SourceIp { get; init; }

    /// <summary>What the caller said it is. Anybody can say anything.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The service that called in somebody's name: <c>cloudformation.amazonaws.com</c>.</summary>
    public string? InvokedBy { get; init; }

    /// <summary>Who is to be counted as the one who did it: the role for a session, else the principal, else the service.</summary>
    public string Identity => IssuerArn ?? WithoutSession(PrincipalArn) ?? InvokedBy ?? "unknown";

    private static string? WithoutSession(string? arn) =>
        arn is not null && arn.Contains(":assumed-role/", StringComparison.Ordinal) && arn.Split('/') is [var head, var role, ..] ? $"{head}/{role}" : arn;
}
