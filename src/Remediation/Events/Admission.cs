namespace SecretScoops.Governance.Remediation.Events;

/// <summary>The last gate: no doorbell leaves the readers that is not about an account of ours in a region of ours.</summary>
internal static class Admission
{
    /// <summary>The doorbells as a reading, or the first reason why one of them cannot be.</summary>
    /// <remarks>One that cannot be refuses its whole message: an event that lies in part is not believed in the rest, and AWS sends one finding per event.</remarks>
    public static Reading Admit(Belief belief, IReadOnlyList<Doorbell> doorbells)
    {
        var placed = doorbells.Select(Place).ToList();
        return placed.Select(each => Refuse(belief, each)).FirstOrDefault(refused => refused is not null) ?? (Reading)new Reading.Rung(placed);
    }

    /// <summary>Whether an event's own account is one of ours; null when it is.</summary>
    public static Reading.Refused? Refuse(Belief belief, string account, string where) => belief.IsOurs(account) ? null
        : new(Refusals.ForeignAccount, $"{where} is {account}, which is not an account of the organization: if it has just joined, send the message again in ten minutes");

    private static Doorbell Place(Doorbell doorbell) => IsGlobal(doorbell) ? doorbell with { Region = ResourceTypes.GlobalRegion } : doorbell;

    private static bool IsGlobal(Doorbell doorbell) => ResourceTypes.IsGlobal(doorbell.ResourceType)
        || (doorbell.ResourceType == ResourceTypes.Account && doorbell.Trigger.Name.StartsWith("iam.amazonaws.com:", StringComparison.Ordinal));

    private static Reading.Refused? Refuse(Belief belief, Doorbell doorbell)
    {
        if (Refuse(belief, doorbell.AccountId, "the resource's account") is { } foreign)
        {
            return foreign;
        }

        if (Contradiction(doorbell) is { } contradiction)
        {
            return new(Refusals.Forged, $"{contradiction}: find out who can write such an event, and why");
        }

        return belief.Regions.Contains(doorbell.Region) || IsGlobal(doorbell) ? null
            : new(Refusals.RegionNotGoverned, $"{doorbell.ResourceType} {doorbell.ResourceId} is in {doorbell.Region}, which is not governed: narrow the event rule, or govern the region in landing-zone.json");
    }

    private static string? Contradiction(Doorbell doorbell)
    {
        if (doorbell.ResourceType == ResourceTypes.Account && doorbell.ResourceId != doorbell.AccountId)
        {
            return $"the event is about account {doorbell.ResourceId}, and says that it belongs to account {doorbell.AccountId}";
        }

        if (doorbell.ResourceArn is null)
        {
            return null;
        }

        return !Arn.TryParse(doorbell.ResourceArn, out var arn) ? $"{doorbell.ResourceArn} is given for an ARN, and is none"
            : arn.Account is not ("" or "aws") && arn.Account != doorbell.AccountId ? $"{doorbell.ResourceArn} is said to be of account {doorbell.AccountId}"
            : arn.Region.Length > 0 && arn.Region != doorbell.Region ? $"{doorbell.ResourceArn} is said to be in {doorbell.Region}"
            : null;
    }
}
