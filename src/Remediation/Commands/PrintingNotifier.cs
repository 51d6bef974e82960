using SecretScoops.Governance.Remediation.Alerts;

namespace SecretScoops.Governance.Remediation.Commands;

/// <summary>Tells whoever sits at the terminal.</summary>
/// <param name="output">The terminal.</param>
/// <param name="then">Who is told as well; null for nobody.</param>
internal sealed class PrintingNotifier(TextWriter output, INotifier? then = null) : INotifier
{
    /// <summary>How often it told.</summary>
    public int Told { get; private set; }

    /// <summary>The same, with somebody else told as well.</summary>
    public PrintingNotifier Before(INotifier other) => new(output, other);

    /// <inheritdoc/>
    public async Task TellAsync(Alert alert, CancellationToken cancellationToken)
    {
        await PrintAsync(AlertText.Subject(alert), AlertText.Body(alert));
        await (then?.TellAsync(alert, cancellationToken) ?? Task.CompletedTask);
    }

    /// <inheritdoc/>
    public async Task TellAsync(Notice notice, CancellationToken cancellationToken)
    {
        await PrintAsync(notice.Subject, notice.Body);
        await (then?.TellAsync(notice, cancellationToken) ?? Task.CompletedTask);
    }

    private async Task PrintAsync(string subject, string body)
    {
        Told++;
        await output.WriteLineAsync($"  alert: {subject}");
        foreach (var line in body.TrimEnd('\n').Split('\n'))
        {
            await output.WriteLineAsync($"  | {line}");
        }
    }
}
