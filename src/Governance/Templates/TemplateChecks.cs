using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Templates;

/// <summary>A template that was named, and what came of it.</summary>
/// <param name="File">As it was named.</param>
/// <param name="Faults">Of reading it. Any error: it was not held against anything.</param>
/// <param name="Verdict">Null when it could not be read.</param>
internal sealed record CheckedTemplate(string File, IReadOnlyList<Fault> Faults, TemplateVerdict? Verdict);

/// <summary>Some templates held against what one environment asks for.</summary>
/// <param name="Environment">Its name.</param>
/// <param name="Templates">In the order in which they were named.</param>
internal sealed record TemplateChecks(string Environment, IReadOnlyList<CheckedTemplate> Templates)
{
    public IReadOnlyList<Fault> Faults => [.. Templates.SelectMany(template => template.Faults)];

    public IReadOnlyList<TemplateFinding> Failures => [.. Templates.SelectMany(template => template.Verdict?.Failures ?? [])];

    /// <summary>Failures that an exemption accepts.</summary>
    public IReadOnlyList<TemplateFinding> Exempt => [.. Templates.SelectMany(template => template.Verdict?.Exempt ?? [])];

    public IReadOnlyList<TemplateFinding> NotEvaluated => [.. Templates.SelectMany(template => template.Verdict?.NotEvaluated ?? [])];

    public IReadOnlyList<Checks.Remark> NotLookedAt => [.. Templates.SelectMany(template => template.Verdict?.NotLookedAt ?? [])];

    public int Passed => Templates.Sum(template => template.Verdict?.Passed.Count ?? 0);

    /// <summary>Reads and judges files. All faults of all of them are told.</summary>
    /// <param name="files">Paths.</param>
    /// <param name="given">Values of parameters.</param>
    /// <param name="demands">Of where the templates would be deployed.</param>
    /// <param name="exemptions">What need not be kept there.</param>
    public static TemplateChecks Of(IEnumerable<string> files, IReadOnlyDictionary<string, string> given, ControlDemands demands, TemplateExemptions exemptions) =>
        new(demands.Environment, [.. files.Select(file => One(file, given, demands, exemptions))]);

    private static CheckedTemplate One(string file, IReadOnlyDictionary<string, string> given, ControlDemands demands, TemplateExemptions exemptions)
    {
        var log = new FaultLog();
        var template = TemplateFile.Read(file, log) is { } root && !log.HasErrors ? Template.Read(root, given, log) : null;
        var verdict = template is not null && !log.HasErrors ? TemplateCheck.Judge(template, demands, exemptions) : null;
        log.Close(new(file));
        return new(file, log.Faults, verdict);
    }

    /// <summary>A finding as faults are told: SARIF's levels for how bad it is.</summary>
    public static Fault AsFault(TemplateFinding finding) => new()
    {
        Severity = finding.Severity switch
        {
            AlertSeverity.Critical or AlertSeverity.High => Severity.Error,
            AlertSeverity.Medium => Severity.Warning,
            AlertSeverity.Low => Severity.Note,
        },
        Code = finding.Control,
        What = finding.Remark.What,
        Where = finding.Remark.Where,
        Remedy = finding.Remark.Remedy.Length > 0 ? finding.Remark.Remedy : null,
    };
}
