using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>For code hosts: faults of the policies as SARIF 2.1.0 (OASIS). Anything else a command tells is the text it would be.</summary>
/// <param name="output">Where words go.</param>
/// <param name="time">The clock, for heartbeats.</param>
/// <param name="manner">How much is told, and what to type next.</param>
internal sealed class SarifRenderer(Output output, TimeProvider time, Manner manner) : Renderer(output, time, manner)
{
    // Of parts of templates that no control was asked about.
    private const string NotLookedAt = "not-looked-at";

    private readonly TextRenderer _text = new(output, time, manner);

    /// <inheritdoc/>
    public override void Validated(PolicyReading reading) => Write(
        "baseline validate",
        reading.Faults.GroupBy(f => f.Code).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Rule(g.Key, g.Max(f => f.Severity))),
        reading.Faults.Select(Result));

    /// <inheritdoc/>
    public override void Checked(TemplateChecks checks) => Write(
        "baseline check",
        [
            .. checks.Faults.GroupBy(f => f.Code).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Rule(g.Key, g.Max(f => f.Severity))),
            .. checks.Failures.Concat(checks.Exempt).Concat(checks.NotEvaluated).DistinctBy(f => f.Control).OrderBy(f => f.Control, StringComparer.Ordinal).Select(Rule),
            .. checks.NotLookedAt.Take(1).Select(remark => Rule(NotLookedAt, Severity.Note)),
        ],
        [
            .. checks.Faults.Select(Result),
            .. checks.Failures.Select(f => Result(TemplateChecks.AsFault(f))),
            .. checks.Exempt.Select(Suppressed),
            .. checks.NotEvaluated.Select(f => Result(TemplateChecks.AsFault(f) with { Severity = Severity.Note, What = $"not evaluated for {f.Resource}: {f.Remark.What}" })),
            .. checks.NotLookedAt.Select(remark => Result(new() { Severity = Severity.Note, Code = NotLookedAt, What = remark.What, Where = remark.Where })),
        ]);

    /// <inheritdoc/>
    public override void Plan(Plan plan, PolicyBundle policies, PlanOptions options, string? savedTo) => _text.Plan(plan, policies, options, savedTo);

    /// <inheritdoc/>
    public override void PlanToApply(Plan plan, PolicyBundle policies, PlanOptions options) => _text.PlanToApply(plan, policies, options);

    /// <inheritdoc/>
    public override void Applied(Plan plan, IReadOnlyList<Outcome> outcomes, TimeSpan took, string journal) => _text.Applied(plan, outcomes, took, journal);

    /// <inheritdoc/>
    public override void Doctor(IReadOnlyList<Finding> findings) => _text.Doctor(findings);

    private void Write(string tool, IEnumerable<JsonNode> rules, IEnumerable<JsonNode> results) => Output.Result.Write(new JsonObject
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = tool, ["rules"] = new JsonArray([.. rules]) } },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. results]),
        }),
    }.ToJsonString() + "\n");

    // GitHub sorts by this number, and blocks by it: from 9 on critical, from 7 on high, from 4 on medium (GitHub Docs, "SARIF support for code scanning", read in quotations, 2026-11).
    private static JsonObject Rule(TemplateFinding finding) => new()
    {
        ["id"] = finding.Control,
        ["shortDescription"] = new JsonObject { ["text"] = finding.Demand.Title },
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(TemplateChecks.AsFault(finding).Severity) },
        ["properties"] = new JsonObject
        {
            ["tags"] = new JsonArray("security"),
            ["security-severity"] = finding.Severity switch { AlertSeverity.Critical => "9.5", AlertSeverity.High => "8.0", AlertSeverity.Medium => "5.5", AlertSeverity.Low => "2.0" },
        },
    };

    // As reports have it: the policies lie outside of the file that is judged, so that the suppression is external (SARIF 2.1.0, 3.35.2).
    private static JsonNode Suppressed(TemplateFinding finding)
    {
        var (result, exemption) = (Result(TemplateChecks.AsFault(finding)), finding.Exemption!.InForce!);
        var until = exemption.Expires.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        result["suppressions"] = new JsonArray(new JsonObject
        {
            ["kind"] = "external",
            ["status"] = "accepted",
            ["justification"] = Harmless.Text($"{exemption.Reason} ({exemption.Ticket}; approved by {exemption.Approver}, until {until})"),
            ["properties"] = new JsonObject { ["exemption"] = exemption.Id, ["owner"] = exemption.Owner, ["expires"] = until },
        });
        return result;
    }

    private static JsonObject Rule(string code, Severity worst) => new JsonObject
    {
        ["id"] = code,
        ["shortDescription"] = new JsonObject { ["text"] = $"{char.ToUpperInvariant(code[0])}{code[1..].Replace('-', ' ')}" },
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(worst) },
    };

    private static JsonNode Result(Fault fault) => new JsonObject
    {
        ["ruleId"] = fault.Code,
        ["level"] = Level(fault.Severity),
        ["message"] = new JsonObject { ["text"] = Harmless.Text(fault.Remedy is null ? fault.What : $"{fault.What} — {fault.Remedy}") },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = Location(fault.Where),
            ["logicalLocations"] = string.IsNullOrEmpty(fault.Where.Pointer) ? null : new JsonArray(new JsonObject { ["fullyQualifiedName"] = fault.Where.Pointer }),
        }.WithoutNulls()),
        // Stays the same while lines above are edited, so that a code host knows the fault again.
        ["partialFingerprints"] = new JsonObject
        {
            ["faultAtPointer/v1"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{fault.Code}\n{fault.Where.Name}\n{fault.Where.Pointer}\n{fault.What}")))[..32],
        },
    };

    // A fault of the folder, or of a file as a whole, has no line; the schema knows none below 1.
    private static JsonObject Location(Place where) => new JsonObject
    {
        ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(where.Name) },
        ["region"] = where.Line == 0 ? null : new JsonObject { ["startLine"] = where.Line, ["startColumn"] = where.Column == 0 ? null : where.Column }.WithoutNulls(),
    }.WithoutNulls();

    // Relative paths stay relative: a code host takes them from the repository's root.
    private static string UriOf(string path) =>
        (Path.IsPathRooted(path) ? "file://" : "") + string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Note => "note",
    };
}

/// <summary>SARIF has no nulls: what is not known is left out.</summary>
file static class JsonObjects
{
    public static JsonObject WithoutNulls(this JsonObject node)
    {
        foreach (var name in node.Where(p => p.Value is null).Select(p => p.Key).ToList())
        {
            node.Remove(name);
        }

        return node;
    }
}
