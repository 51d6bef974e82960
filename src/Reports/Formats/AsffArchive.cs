using System.Globalization;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// Says of findings that earlier reports sent which are over: this report looked where they came from, and has them no more. What could not be read says nothing, so that whatever an answer that did not come may have
/// shown stays as it is.
/// </summary>
/// <remarks>
/// A finding is held against the report and never against the time of its last update: Security Hub may still answer with what was there before it took the report. Of each finding 16 bytes of its fingerprint are kept.
/// </remarks>
internal sealed class AsffArchive
{
    private const string Anywhere = "global";

    private readonly AsffFinding asff;
    private readonly Dictionary<(string AccountId, string Region), HashSet<UInt128>> reported = [];
    private readonly HashSet<(string Generator, string AccountId, string Region)> open = [];
    private readonly HashSet<(string AccountId, string Region)> shut;
    private readonly HashSet<string> silent;

    /// <param name="report">The one that is being sent.</param>
    /// <param name="home">Id of the management account; null where the report is narrowed to others.</param>
    public AsffArchive(Report report, string? home)
    {
        asff = new(report);
        var accounts = report.Header.Accounts.Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
        shut = [.. report.Header.Gaps.Select(gap => (gap.AccountId, gap.Region))];
        // What the management account was asked for the organization, a ledger or a list of policies, bears upon findings of every account.
        silent = [.. report.Header.Gaps.Where(gap => gap.Controls.Count == 0 && (gap.AccountId == home || !accounts.Contains(gap.AccountId))).Select(gap => ServiceOf(gap.Call))];
    }

    /// <summary>Passes findings on, and remembers which they are.</summary>
    public IEnumerable<Finding> Watch(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var region = asff.RegionOf(finding);
            if (!reported.TryGetValue((finding.AccountId, region), out var here))
            {
                reported[(finding.AccountId, region)] = here = [];
            }

            here.Add(Shortened(StableId.Fingerprint(finding)));
            if (finding.Verdict == Verdict.NotEvaluated)
            {
                open.Add((AsffFinding.GeneratorOf(finding.Control), finding.AccountId, finding.Region == Anywhere ? Anywhere : region));
            }

            yield return finding;
        }
    }

    /// <summary>Whether nothing that was asked in an account and region stayed without an answer; where something did, all of its findings stay.</summary>
    public bool WasRead(string accountId, string region) => !shut.Contains((accountId, region)) && !shut.Contains((accountId, Anywhere));

    /// <summary>What is to become of a finding in an account and region that were read; all findings of the report must have gone by.</summary>
    /// <param name="accountId">Whose Security Hub has it.</param>
    /// <param name="region">In which.</param>
    /// <param name="id">Its <c>Id</c>.</param>
    /// <param name="generator">Its <c>GeneratorId</c>.</param>
    /// <param name="evidence">Its product field <see cref="AsffFinding.EvidenceField"/>; null where it rests upon no answer.</param>
    public AsffFate Of(string accountId, string region, string id, string generator, string? evidence)
    {
        // Somebody else may begin the names of generators as we do.
        if (!id.StartsWith($"{generator}/", StringComparison.Ordinal) || id[(generator.Length + 1)..] is not { Length: 64 } fingerprint || !fingerprint.All(char.IsAsciiHexDigitLower))
        {
            return AsffFate.Reported;
        }

        var service = evidence is null ? "" : ServiceOf(evidence);
        return reported.GetValueOrDefault((accountId, region))?.Contains(Shortened(fingerprint)) == true ? AsffFate.Reported
            : silent.Contains(service) || (IsOpen(generator, accountId, region) && service != "securityhub") ? AsffFate.Unknown
            : AsffFate.Over;
    }

    // A control that is not evaluated there may find the resource again once it is. Not so what Security Hub said itself and, asked, says no more: it archives findings of resources that are gone, and with the last
    // of them its control falls silent.
    private bool IsOpen(string generator, string accountId, string region) => open.Contains((generator, accountId, region)) || open.Contains((generator, accountId, Anywhere));

    private static UInt128 Shortened(string fingerprint) => UInt128.Parse(fingerprint.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // "config:GetComplianceDetailsByConfigRule", and what follows.
    private static string ServiceOf(string call) => call.Split(':', 2)[0];
}

/// <summary>What is to become of a finding that Security Hub has.</summary>
internal enum AsffFate
{
    /// <summary>The report has it, or it is not ours.</summary>
    Reported,

    /// <summary>The report does not have it, and could not look where it came from.</summary>
    Unknown,

    /// <summary>The report looked, and does not have it.</summary>
    Over,
}
