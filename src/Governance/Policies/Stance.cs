namespace SecretScoops.Governance.Policies;

/// <summary>What the policies say to one control in one environment.</summary>
/// <param name="Mode">The boldest that may be done.</param>
/// <param name="Grace">How long to wait before fixing by itself.</param>
/// <param name="Parameters">What the fix needs to know: the rule's, with the environment's over them.</param>
internal sealed record Stance(RemediationMode Mode, TimeSpan Grace, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>What holds where nothing is stated.</summary>
    public static Stance Unstated { get; } = new(RemediationMode.Alert, TimeSpan.Zero, new Dictionary<string, string>());
}
