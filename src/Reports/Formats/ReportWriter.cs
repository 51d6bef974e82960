using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// One format of a report, written as findings go by: header, then each finding once in the order of <see cref="Finding.Key"/>, then the end. What a writer keeps does not grow with
/// the number of findings. All counts are known before the first finding.
/// </summary>
internal abstract class ReportWriter(Report report) : IDisposable
{
    /// <summary>What is written.</summary>
    protected Report Report { get; } = report;

    /// <summary>What comes before the first finding.</summary>
    public abstract void Begin();

    /// <summary>One finding.</summary>
    public abstract void Write(Finding finding);

    /// <summary>What comes after the last. Closes nothing; that is <see cref="Dispose()"/>'s.</summary>
    public abstract void End();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the file.</summary>
    protected abstract void Dispose(bool disposing);
}
