using System.Globalization;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies.Checks;

/// <summary>Holds exemptions against the rest of the folder and against the clock, and makes the book of those that are without a fault.</summary>
/// <param name="written">All files.</param>
/// <param name="check">What exemptions are held against.</param>
/// <param name="now">Null to leave the clock out.</param>
internal sealed class ExemptionChecks(WrittenPolicies written, AreaCheck check, DateTimeOffset? now)
{
    private readonly RemediationsPolicy? _policy = check.Find(RemediationsFile.Area)?.Policy;

    /// <summary>Tells all that is wrong, each fault in the log of its file.</summary>
    public ExemptionBook Run()
    {
        var sound = new List<Exemption>();
        foreach (var (file, content) in written.Exemptions)
        {
            if (content is null)
            {
                continue;
            }

            Names(file, content);
            People(content, file.Faults);
            Times(content, file.Faults);
            Breadth(content, file.Faults);
            if (!file.Faults.HasErrors)
            {
                sound.Add(Exempting(file, content));
                Ending(content, file.Faults);
            }
        }

        return new(
            [.. sound.OrderBy(exemption => exemption.Id, StringComparer.Ordinal)],
            [.. written.Files.ExemptionLogs.SelectMany(log => log.Faults).Where(fault => fault.Severity == Severity.Error)]);
    }

    private static Exemption Exempting(PolicyFile file, ExemptionFile content) => new()
    {
        Id = content.Id.Value,
        Owner = content.Owner.Value.Trim(),
        RequestedBy = content.RequestedBy.Value.Trim(),
        Approver = content.Approver.Value.Trim(),
        Reason = content.Reason,
        Ticket = content.Ticket,
        Controls = [.. content.Controls.Select(control => control.Value)],
        Scope = new()
        {
            Accounts = [.. content.Accounts.Select(name => name.Value)],
            Environments = [.. content.Environments.Select(name => name.Value)],
            Regions = [.. content.Regions.Select(name => name.Value)],
            Resources = [.. content.Resources.Select(pattern => pattern.Value)],
        },
        From = content.From,
        Expires = content.Expires.Value,
        Where = file.Where,
    };

    private void Names(PolicyFile file, ExemptionFile content)
    {
        var faults = file.Faults;
        if (content.Id.Value != file.Name)
        {
            faults.Error(content.Id.Where, "id-is-not-file-name", $"the exemption is called {Quoted.Value(content.Id.Value)}, and its file {Quoted.Value(file.Name)}", "give both the same name");
        }

        var known = (_policy?.Rules.Keys ?? RemediationCatalogue.All.Keys.AsEnumerable())
            .Concat((check.Find(ConfigRulesFile.Area)?.Rules ?? []).Select(rule => rule.Key))
            .Concat(written.Catalogue.ByName.Keys)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var control in content.Controls.Where(control => !known.Contains(control.Value)))
        {
            faults.Error(
                control.Where, "unknown-control", $"there is no control {Quoted.Value(control.Value)}",
                faults.IsFull ? "delete it" : Nearest.Remedy(control.Value, known, "delete it, or write its name as it stands in controls/"));
        }

        foreach (var account in content.Accounts)
        {
            if (check.Declared.Accounts.Knows(account.Value, account.Where, faults) && content.Environments.Count > 0
                && EnvironmentOf(account.Value) is { } environment && content.Environments.All(named => named.Value != environment))
            {
                faults.Error(
                    account.Where, "account-not-in-environments", $"account {Quoted.Value(account.Value)} is of environment {Quoted.Value(environment)}, which this exemption does not name, so it exempts nothing there",
                    "name one of both: accounts and environments narrow each other");
            }
        }

        foreach (var environment in content.Environments.Where(environment => environment.Value != check.LandingZone?.ManagementAccount))
        {
            _ = check.Declared.Environments.Knows(environment.Value, environment.Where, faults);
        }
    }

    private static void People(ExemptionFile content, FaultLog faults)
    {
        foreach (var (other, who) in new[] { (content.RequestedBy.Value, "requested it"), (content.Owner.Value, "owns the resource") })
        {
            if (content.Approver.Value.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                faults.Error(content.Approver.Where, "approved-by-themselves", $"{Quoted.Value(content.Approver.Value)} approved it and {who}", "let somebody else approve it");
            }
        }
    }

    private static void Times(ExemptionFile content, FaultLog faults)
    {
        var (expires, where) = content.Expires;
        if (expires <= content.From)
        {
            faults.Error(where, "expires-before-it-begins", $"the exemption begins on {Shown(content.From)} and expires on {Shown(expires)}", "let it expire later");
        }
        else if (expires - content.From > TimeSpan.FromDays(ExemptionFile.LongestDays))
        {
            faults.Error(
                where, "exempt-too-long", $"the exemption lasts from {Shown(content.From)} to {Shown(expires)}, and none lasts longer than {ExemptionFile.LongestDays} days", "let it expire sooner, and renew it when it is still needed");
        }
    }

    private void Breadth(ExemptionFile content, FaultLog faults)
    {
        foreach (var pattern in content.Resources.Where(pattern => ExemptionScope.IsTooBroad(pattern.Value)))
        {
            var what = $"{Quoted.Value(pattern.Value)} leaves open which resource is meant";
            if (ReachesProduction(content))
            {
                faults.Error(pattern.Where, "exempts-everything", $"{what}, and the exemption reaches production", "name the resource, or what its name begins with");
            }
            else
            {
                faults.Warning(pattern.Where, "exempts-everything", what, "name the resource, or what its name begins with");
            }
        }
    }

    /// <summary>When nobody says which environment is production, each may be.</summary>
    private bool ReachesProduction(ExemptionFile content)
    {
        var environments = content.Environments.Count > 0
            ? content.Environments.Select(name => name.Value)
            : content.Accounts.Select(account => EnvironmentOf(account.Value));
        return environments.Any(name => name is null || _policy?.Production.Contains(name) != false);
    }

    private string? EnvironmentOf(string account) => account == check.LandingZone?.ManagementAccount
        ? account
        : written.Organization?.Accounts.FirstOrDefault(declared => declared.Value.Name.Value == account).Value?.Environment.Value;

    private void Ending(ExemptionFile content, FaultLog faults)
    {
        var (expires, where) = content.Expires;
        if (expires <= now)
        {
            faults.Warning(where, "exemption-expired", $"exemption {Quoted.Value(content.Id.Value)} expired on {Shown(expires)} and exempts nothing", "delete the file, or have it approved anew");
        }
        else if (expires - now <= ExemptionBook.Notice)
        {
            faults.Warning(
                where, "exemption-ends-soon", $"exemption {Quoted.Value(content.Id.Value)} expires on {Shown(expires)}; then what it covers is acted upon", "mend the resource before, or have the exemption approved anew");
        }
    }

    private static string Shown(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
