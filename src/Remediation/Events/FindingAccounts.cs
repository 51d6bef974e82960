namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Whose finding it is, and who may bring it.</summary>
internal static class FindingAccounts
{
    /// <summary>Null when a finding's account is ours, and its bringer is that account or an administrator.</summary>
    /// <param name="envelope">Who brings it.</param>
    /// <param name="account">Whose it says it is.</param>
    /// <param name="findingId">An ARN for AWS's own products.</param>
    /// <param name="ownId">Whether the product writes its findings' account into their ids, as Security Hub does.</param>
    /// <param name="belief">What it is held against.</param>
    public static Reading.Refused? Refuse(Envelope envelope, string account, string findingId, bool ownId, Belief belief)
    {
        if (Admission.Refuse(belief, account, "the finding's account") is { } foreign)
        {
            return foreign;
        }

        if (account != envelope.Account && !belief.IsAdministrator(envelope.Account))
        {
            return new(Refusals.Forged, $"account {envelope.Account} brings a finding of account {account}, and is no delegated administrator: find out who can write such an event, or add it to the administrators");
        }

        return ownId && Arn.TryParse(findingId, out var arn) && arn.Account.Length > 0 && arn.Account != account
            ? new(Refusals.Forged, $"finding {findingId} is said to be of account {account}: find out who can write such a finding")
            : null;
    }
}
