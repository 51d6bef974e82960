namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>Where and as whom a program calls AWS: an emulator on loopback, with keys that open nothing anywhere.</summary>
public sealed record AwsAccess
{
    /// <summary>The emulator's address.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>moto takes any key; our sandbox reads twelve digits as that account's administrator.</summary>
    public string AccessKeyId { get; init; } = "AKIAEMULATED00000000";

    /// <summary>Signed with, and by neither emulator checked.</summary>
    public string SecretAccessKey { get; init; } = "not-a-secret";

    /// <summary>Set for keys that AssumeRole handed out.</summary>
    public string? SessionToken { get; init; }

    /// <summary>moto keeps Identity Center and others per region, so that all judges of a test must name the same.</summary>
    public string Region { get; init; } = "eu-west-1";

    /// <summary>The environment variables by which all AWS tools take these.</summary>
    public IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            var variables = new Dictionary<string, string>
            {
                ["AWS_ENDPOINT_URL"] = Endpoint.AbsoluteUri.TrimEnd('/'),
                ["AWS_ACCESS_KEY_ID"] = AccessKeyId,
                ["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey,
                ["AWS_REGION"] = Region,
                ["AWS_DEFAULT_REGION"] = Region,
            };
            if (SessionToken is not null)
            {
                variables["AWS_SESSION_TOKEN"] = SessionToken;
            }

            return variables;
        }
    }
}
