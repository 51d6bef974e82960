using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>What a report asks: of which accounts, which controls, at what time.</summary>
/// <param name="Policies">What is declared.</param>
/// <param name="Accounts">Those in scope, with the ids that AWS gave them.</param>
/// <param name="At">When the report was begun; whether an exemption is in force is decided by it.</param>
internal sealed record Inquiry(PolicyBundle Policies, IReadOnlyList<ReportAccount> Accounts, DateTimeOffset At)
{
    private readonly Dictionary<string, ReportAccount> _byId = Accounts.ToDictionary(account => account.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, ReportAccount> _byName = Accounts.ToDictionary(account => account.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, Control> _controls = Policies.Controls.Controls.ToDictionary(control => control.Id, StringComparer.Ordinal);

    /// <summary>By their ids.</summary>
    public IReadOnlyDictionary<string, Control> Controls => _controls;

    /// <summary>An account in scope by its id; null for all others.</summary>
    public ReportAccount? ById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>An account in scope by its name; null for all others.</summary>
    public ReportAccount? ByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether a control is asked for in an account.</summary>
    public static bool Asks(Control control, ReportAccount account) => control.Environments.Contains(account.Environment);
}

/// <summary>A control in a place.</summary>
/// <param name="Control">Id.</param>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="Region"><c>global</c> for what has none.</param>
internal readonly record struct Spot(string Control, string AccountId, string Region)
{
    /// <summary>The region of what has none.</summary>
    public const string Global = "global";
}
