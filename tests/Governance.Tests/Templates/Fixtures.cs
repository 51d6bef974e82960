using System.Text;
using System.Text.RegularExpressions;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Source;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Tests.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

/// <summary>Templates of <c>tests/fixtures/templates</c>, templates written in a test, and the repository's policies to hold them against.</summary>
internal static partial class Fixtures
{
    private static readonly Lazy<PolicyBundle> policies = new(() => PolicyFolder.Read(RealPolicies.Folder).Bundle!);

    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(RealPolicies.Folder)!, "tests", "fixtures", "templates");

    public static PolicyBundle Policies => policies.Value;

    public static IEnumerable<string> Good => Directory.EnumerateFiles(Path.Combine(Folder, "good")).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Bad => Directory.EnumerateFiles(Path.Combine(Folder, "bad")).Order(StringComparer.Ordinal);

    /// <summary>What a bad template's first lines say that it fails.</summary>
    public static IReadOnlyList<string> Named(string file) => [.. Fails().Match(File.ReadAllText(file)).Groups[1].Value.Split(", ")];

    public static TemplateVerdict Judge(string file, string environment = "prod")
    {
        var checks = TemplateChecks.Of([file], new Dictionary<string, string>(), Demands(environment), NoExemptions(environment));
        Assert.Empty(checks.Faults);
        return checks.Templates[0].Verdict!;
    }

    /// <summary>A template written in a test.</summary>
    public static TemplateVerdict JudgeText(string yaml, string environment = "prod", params (string Name, string Value)[] given) => TemplateCheck.Judge(Parse(yaml, given), Demands(environment), NoExemptions(environment));

    public static Template Parse(string yaml, params (string Name, string Value)[] given)
    {
        var faults = new FaultLog();
        var template = Template.Read(TemplateFile.Parse(Encoding.UTF8.GetBytes(yaml), "template.yaml", faults)!, given.ToDictionary(each => each.Name, each => each.Value), faults);
        Assert.Empty(faults.Faults);
        return template!;
    }

    /// <summary>Faults of reading bytes.</summary>
    public static IReadOnlyList<Fault> Refused(byte[] bytes, string name = "template.yaml")
    {
        var faults = new FaultLog();
        if (TemplateFile.Parse(bytes, name, faults) is { } root && !faults.HasErrors)
        {
            _ = Template.Read(root, new Dictionary<string, string>(), faults);
        }

        return faults.Faults;
    }

    public static IReadOnlyList<Fault> Refused(string text, string name = "template.yaml") => Refused(Encoding.UTF8.GetBytes(text), name);

    public static SourceNode Tree(string text, string name)
    {
        var faults = new FaultLog();
        var root = TemplateFile.Parse(Encoding.UTF8.GetBytes(text), name, faults);
        Assert.Empty(faults.Faults);
        return root!;
    }

    public static TemplateExemptions NoExemptions(string environment) => new(ExemptionBook.Empty, environment, null, default);

    public static ControlDemands Demands(string environment) => new ControlBook(Policies).For(environment);

    public static IReadOnlyList<string> Controls(IEnumerable<TemplateFinding> findings) => [.. findings.Select(f => f.Control).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("Fails:? ([a-z0-9, -]+)")]
    private static partial Regex Fails();
}
