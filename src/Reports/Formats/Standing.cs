using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>What a report's header says of the controls, accounts and exemptions that findings name, looked up once.</summary>
internal sealed class Standing
{
    private readonly Dictionary<string, Control> controls;
    private readonly Dictionary<string, ReportAccount> accounts;
    private readonly Dictionary<string, ReportExemption> exemptions;
    private readonly Dictionary<string, Framework> frameworks;

    /// <param name="header">Of the report.</param>
    public Standing(ReportHeader header)
    {
        controls = header.Catalogue.Controls.ToDictionary(each => each.Id, StringComparer.Ordinal);
        accounts = header.Accounts.ToDictionary(each => each.Id, StringComparer.Ordinal);
        exemptions = header.Exemptions.ToDictionary(each => each.Id, StringComparer.Ordinal);
        frameworks = header.Catalogue.Frameworks.ToDictionary(each => each.Key, StringComparer.Ordinal);
    }

    /// <summary>The control of that id; one that the catalogue lacks has its id for a title.</summary>
    public Control Control(string id) => controls.TryGetValue(id, out var control) ? control : new()
    {
        Id = id,
        Title = id,
        Severity = AlertSeverity.Medium,
        Requirements = [],
        Environments = [],
        Homes = new(),
        Crosswalk = [],
    };

    /// <summary>The account's name; its id where the header has none.</summary>
    public string AccountName(string id) => accounts.TryGetValue(id, out var account) ? account.Name : id;

    /// <summary>The account's environment; null where the header does not know the account.</summary>
    public string? Environment(string accountId) => accounts.TryGetValue(accountId, out var account) ? account.Environment : null;

    /// <summary>The exemption of that id; null where there is none.</summary>
    public ReportExemption? Exemption(string? id) => id is not null && exemptions.TryGetValue(id, out var exemption) ? exemption : null;

    /// <summary><c>PCI DSS 4.0.1</c></summary>
    public string FrameworkName(string key) => frameworks.TryGetValue(key, out var framework) ? $"{framework.Name} {framework.Version}" : key;

    /// <summary>The verdict as every format spells it where it has no word of its own.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Exempt => "exempt",
        Verdict.NotApplicable => "not-applicable",
        Verdict.NotEvaluated => "not-evaluated",
    };
}
