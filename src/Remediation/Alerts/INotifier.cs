namespace SecretScoops.Governance.Remediation.Alerts;

/// <summary>Who tells people: SNS topics, or a terminal.</summary>
internal interface INotifier
{
    /// <summary>Tells, or throws: an alert that nobody got is no alert.</summary>
    Task TellAsync(Alert alert, CancellationToken cancellationToken);

    /// <summary>Tells what is no incident.</summary>
    Task TellAsync(Notice notice, CancellationToken cancellationToken);
}
