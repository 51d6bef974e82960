using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Templates.Checks;

namespace SecretScoops.Governance.Templates;

/// <summary>A control that a resource does not meet, or of which that cannot be known.</summary>
internal sealed record TemplateFinding(ControlDemand Demand, string Resource, Remark Remark)
{
    public string Control => Demand.Control;

    public AlertSeverity Severity => Demand.Severity;

    /// <summary>Of a failure, what the policies' exemptions say of it. In force: it is accepted until a day.</summary>
    public ExemptionAnswer? Exemption { get; init; }
}

/// <summary>What came of holding one template against the controls. Each pair of control and resource counts once: failed, exempt, not evaluated, or passed.</summary>
internal sealed class TemplateVerdict
{
    private readonly List<TemplateFinding> _failures = [];
    private readonly List<TemplateFinding> _exempt = [];
    private readonly List<TemplateFinding> _unknown = [];
    private readonly List<(string Control, string Resource)> _passed = [];

    /// <summary>By line.</summary>
    public IReadOnlyList<TemplateFinding> Failures => [.. InOrder(_failures)];

    /// <summary>By line. Wrong, and somebody other than who asked for it accepted that until a day.</summary>
    public IReadOnlyList<TemplateFinding> Exempt => [.. InOrder(_exempt)];

    /// <summary>By line. Never counted as passed; where the control fails for other reasons it is not told as well.</summary>
    public IReadOnlyList<TemplateFinding> NotEvaluated => [.. InOrder(_unknown)];

    /// <summary>Controls that hold, and for which resource.</summary>
    public IReadOnlyList<(string Control, string Resource)> Passed => _passed;

    /// <summary>Parts of the template that no control was asked about.</summary>
    public List<Remark> NotLookedAt { get; } = [];

    internal void Add(ControlDemand demand, string resource, IReadOnlySet<Remark> failures, IReadOnlySet<Remark> unknowns, bool exists, ExemptionAnswer? exemption = null)
    {
        var (list, remarks) = failures.Count == 0 ? (_unknown, unknowns) : (exemption?.InForce is null ? _failures : _exempt, failures);
        list.AddRange(remarks.Select(remark => new TemplateFinding(demand, resource, remark) { Exemption = exemption }));
        if (exists && remarks.Count == 0)
        {
            _passed.Add((demand.Control, resource));
        }
    }

    private static IEnumerable<TemplateFinding> InOrder(IEnumerable<TemplateFinding> findings) =>
        findings.OrderBy(f => f.Remark.Where.Line).ThenBy(f => f.Remark.Where.Column).ThenBy(f => f.Control, StringComparer.Ordinal).ThenBy(f => f.Remark.What, StringComparer.Ordinal);
}
