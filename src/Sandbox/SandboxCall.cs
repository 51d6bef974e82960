namespace SecretScoops.Governance.Sandbox;

/// <summary>When the observer is told.</summary>
internal enum SandboxMoment
{
    /// <summary>The operation has not run.</summary>
    Before,

    /// <summary>The operation has run and is saved, but not answered.</summary>
    After,
}

/// <summary>One call, as the observer sees it.</summary>
/// <param name="Service">The service: as its model is named, <c>organizations</c>, <c>sso-admin</c>, <c>s3</c>.</param>
/// <param name="Operation">The operation: <c>CreatePolicy</c>.</param>
/// <param name="AccountId">The account that the caller belongs to.</param>
/// <param name="Region">The region that the request was signed for.</param>
/// <param name="IsWrite">Whether the operation can change anything.</param>
/// <param name="Moment">Before or after.</param>
/// <param name="Error">After a refusal, AWS's error code; null before, and after success.</param>
internal sealed record SandboxCall(string Service, string Operation, string AccountId, string Region, bool IsWrite, SandboxMoment Moment, string? Error = null);
