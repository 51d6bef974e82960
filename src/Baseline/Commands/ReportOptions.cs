using System.CommandLine;
using SecretScoops.Governance.Reports.Formats;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary>The options of whatever writes a report pack.</summary>
internal sealed class ReportOptions
{
    private static readonly List<string> known = [.. ReportFormat.All.Select(format => format.Name)];

    private readonly Option<string> _out = new("--out") { Description = "The folder that packs are written into, each in a folder of its own", HelpName = "DIR", DefaultValueFactory = _ => "reports" };
    private readonly Option<string[]> _formats = CommonOptions.Names("--formats", $"Which of {string.Join(", ", known)}; json is always written", "NAME");
    private readonly Option<string?> _failOn = new("--fail-on") { Description = "Exit with 2 when a control of this severity, or a graver one, fails: critical, high, medium or low", HelpName = "SEVERITY" };
    private readonly Option<string?> _sign = new("--sign-with")
    {
        Description = $"An asymmetric KMS key by its ARN, or a private key in a PEM file; a rehearsal's default is {ReportPack.LocalKeyFile}, made when it is missing",
        HelpName = "KEY",
    };

    public ReportOptions()
    {
        CommonOptions.RejectUnknown(_formats, known, "format");
        _failOn.AcceptOnlyFromAmong("critical", "high", "medium", "low");
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_out, _formats, _failOn, _sign];

    /// <summary>Reads them.</summary>
    public ReportWish Read(ParseResult parsed) => new(
        parsed.GetValue(_out)!,
        [.. ReportFormat.All.Where(format => format.Name == "json" || parsed.GetValue(_formats) is not { Length: > 0 } named || named.Contains(format.Name))],
        parsed.GetValue(_failOn) is { } gravest ? Enum.Parse<AlertSeverity>(gravest, ignoreCase: true) : null,
        parsed.GetValue(_sign));
}

/// <summary>What is asked of a report.</summary>
/// <param name="Out">The folder of all packs.</param>
/// <param name="Formats">Those to be written.</param>
/// <param name="FailOn">The mildest severity that counts for the exit code; null for none.</param>
/// <param name="SignWith">ARN of a KMS key, or a file; null for the default.</param>
internal sealed record ReportWish(string Out, IReadOnlyList<ReportFormat> Formats, AlertSeverity? FailOn, string? SignWith);
