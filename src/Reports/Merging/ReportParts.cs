using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Merging;

/// <summary>Reports on some accounts each, which together are one on all of them.</summary>
internal sealed class ReportParts
{
    private readonly IReadOnlyList<(ReportFile File, ReportHeader Header)> _parts;

    private ReportParts(IReadOnlyList<(ReportFile, ReportHeader)> parts) => _parts = parts;

    /// <summary>Every finding of every part, part by part.</summary>
    public IEnumerable<Finding> Findings => _parts.SelectMany(part => part.File.Findings());

    /// <summary>Opens them; null, and faults, where they do not belong together.</summary>
    /// <param name="files">At least one.</param>
    /// <param name="policyFingerprint">Of the policies that all of them have to be made from.</param>
    /// <param name="log">Takes every fault.</param>
    /// <exception cref="InvalidDataException">A file is no report of ours.</exception>
    public static ReportParts? Open(IReadOnlyList<ReportFile> files, string policyFingerprint, FaultLog log)
    {
        var parts = files.Select(file => (File: file, file.Read().Header)).ToList();
        foreach (var (file, header) in parts)
        {
            if (header.PolicyFingerprint != policyFingerprint)
            {
                log.Error(new(file.Path), "other-policies", $"it was made from policies {header.PolicyFingerprint}, and these are {policyFingerprint}", "name the policies that all parts were made from, or make the part again");
            }

            if (header.Subject != parts[0].Header.Subject)
            {
                log.Error(new(file.Path), "other-subject", $"it speaks of {Quoted.Value(header.Subject)}, and {parts[0].File.Path} of {Quoted.Value(parts[0].Header.Subject)}", "merge parts of one organization alone");
            }
        }

        var several = from part in parts
                      from account in part.Header.Accounts
                      group part.File.Path by account.Name into places
                      where places.Count() > 1
                      select places;
        foreach (var places in several)
        {
            log.Error(new(places.Last()), "account-twice", $"account {places.Key} is in {places.First()} as well", "leave one of them out");
        }

        return log.HasErrors ? null : new(parts);
    }

    /// <summary>The header of the whole. Where nobody reports on an account, that is a gap.</summary>
    /// <param name="declared">Names of all accounts, in the order in which reports have them.</param>
    /// <param name="home">Twelve digits and a region, for gaps of accounts whose id nobody has told.</param>
    public ReportHeader Header(IReadOnlyList<string> declared, (string AccountId, string Region) home)
    {
        var headers = _parts.Select(part => part.Header).ToList();
        var accounts = headers.SelectMany(header => header.Accounts).ToDictionary(account => account.Name, StringComparer.Ordinal);
        // An account that a part asked for and did not find has been told of by that part.
        var told = headers.SelectMany(header => header.Gaps).DistinctBy(gap => (gap.AccountId, gap.Region, gap.Call, gap.Reason)).ToList();
        var silent = declared.Where(name => !accounts.ContainsKey(name) && !told.Exists(gap => gap.Reason.StartsWith($"account {name} ", StringComparison.Ordinal)));
        return headers[0] with
        {
            Id = Guid.NewGuid(),
            At = headers.Min(header => header.At),
            Until = headers.Max(header => header.Until),
            Principal = headers.Select(header => header.Principal).FirstOrDefault(principal => principal is not null),
            Accounts = [.. declared.Where(accounts.ContainsKey).Select(name => accounts[name])],
            Gaps = [.. told, .. silent.Select(name => new Gap(home.AccountId, home.Region, "report", $"account {name} is declared, and none of the parts reports on it", []))],
            Earlier = [],
        };
    }
}
