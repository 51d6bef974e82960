using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Trails;

/// <summary>The trails that keys and buckets let CloudTrail act for.</summary>
/// <remarks>
/// Any of the management account's, not the declared one by name: a trail that is renamed is made before the old one goes, and both must be able to write; and a trail that is
/// no longer declared goes on. Only administrators of that account can make another.
/// </remarks>
internal static class TrailArns
{
    /// <summary>Whatever CloudTrail does, it must do for a trail of the management account.</summary>
    public static Condition Condition(LandingZone landingZone) =>
        Documents.ArnLike("aws:SourceArn", $"arn:aws:cloudtrail:*:{PlacedText.Account(landingZone.ManagementAccount)}:trail/*");
}
