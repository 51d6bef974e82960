using Amazon.Runtime;
using SecretScoops.Governance.Aws.Resilience;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>How to reach AWS. What is left out comes from where AWS tools take it: environment, <c>~/.aws</c>, container, instance.</summary>
internal sealed record AwsConnectionOptions
{
    /// <summary>All services answer here; null: AWS_ENDPOINT_URL_SERVICE, AWS_ENDPOINT_URL, the profile's <c>endpoint_url</c>, else AWS itself.</summary>
    public Uri? EndpointUrl { get; init; }

    /// <summary>The home region; null: AWS_REGION, AWS_DEFAULT_REGION, the profile's region.</summary>
    public string? Region { get; init; }

    /// <summary>Our own credentials; null: AWS's usual chain, looked up at the first call.</summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>Answers instead of the network: the sandbox in process. No credentials are looked up then. Disposed by its owner.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The role assumed in member accounts; a name or a path and name.</summary>
    public string AccessRole { get; init; } = "OrganizationAccountAccessRole";

    /// <summary>Appears in CloudTrail as who acted in a member account; 2 to 64 letters, digits and <c>+=,.@-_</c>.</summary>
    public string SessionName { get; init; } = "secret-scoops-governance";

    /// <summary>The clock for waits, expiry and pacing.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Timeouts and patience.</summary>
    public ResilienceOptions Resilience { get; init; } = new();

    /// <summary>Whether the trace keeps every call. False for functions: their process lives for hours, and its memory would grow with every call.</summary>
    public bool KeepsCalls { get; init; } = true;

    /// <summary>Told when a wait grows long: <c>organizations: throttled, waiting 12 s (attempt 5)</c>. Called from any thread.</summary>
    public Action<string>? Patience { get; init; }
}
