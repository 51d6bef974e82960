namespace SecretScoops.Governance.Reports.Model;

/// <summary>A report but for its findings, which go by.</summary>
/// <param name="Header">Of what, when, by whom.</param>
/// <param name="Summary">Every count.</param>
internal sealed record Report(ReportHeader Header, Summary Summary)
{
    /// <summary>The counts of an environment.</summary>
    public Tally In(string environment)
    {
        var accounts = Header.Accounts.Where(account => account.Environment == environment).Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
        return Summary.Of((_, account) => accounts.Contains(account));
    }

    /// <summary>Whether a control fails that is at least so grave; false for null.</summary>
    public bool Fails(AlertSeverity? mildest)
    {
        var grave = Header.Catalogue.Controls.Where(control => control.Severity <= mildest).Select(control => control.Id).ToHashSet(StringComparer.Ordinal);
        return Summary.Of((control, _) => grave.Contains(control)).Fail > 0;
    }
}
