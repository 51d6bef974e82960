using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>For code hosts: faults of the policies as SARIF 2.1.0 (OASIS). Anything else a command tells is the text it would be.</summary>
internal sealed class SarifRenderer(Output output, TimeProvider time, bool verbose) : Renderer(output, time, verbose)
{
    private readonly TextRenderer _text = new(output, time, verbose, noColor: true);

    /// <inheritdoc/>
    public override void Validated(PolicyReading reading) => Output.Result.WriteLine(new JsonObject
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "baseline validate",
                    ["rules"] = new JsonArray([.. reading.Faults.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal).Select(code => (JsonNode)new JsonObject { ["id"] = code })]),
                },
            },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. reading.Faults.Select(Result)]),
        }),
    }.ToJsonString());

    /// <inheritdoc/>
    public override void Plan(Plan plan, PolicyBundle policies, PlanOptions options, string? savedTo) => _text.Plan(plan, policies, options, savedTo);

    /// <inheritdoc/>
    public override void PlanToApply(Plan plan, PolicyBundle policies, PlanOptions options) => _text.PlanToApply(plan, policies, options);

    /// <inheritdoc/>
    public override void Applied(Plan plan, IReadOnlyList<Outcome> outcomes, TimeSpan took, string journal) => _text.Applied(plan, outcomes, took, journal);

    /// <inheritdoc/>
    public override void Doctor(IReadOnlyList<Finding> findings) => _text.Doctor(findings);

    private static JsonNode Result(Fault fault) => new JsonObject
    {
        ["ruleId"] = fault.Code,
        ["level"] = fault.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            Severity.Note => "note",
        },
        ["message"] = new JsonObject { ["text"] = fault.Remedy is null ? fault.What : $"{fault.What} — {fault.Remedy}" },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = Uri.EscapeDataString(fault.Where.Name.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal) },
                ["region"] = new JsonObject { ["startLine"] = Math.Max(1, fault.Where.Line), ["startColumn"] = Math.Max(1, fault.Where.Column) },
            },
        }),
        // Stays the same while lines above are edited, so that a code host knows the fault again.
        ["partialFingerprints"] = new JsonObject
        {
            ["faultAtPointer/v1"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{fault.Code}\n{fault.Where.Name}\n{fault.Where.Pointer}\n{fault.What}")))[..32],
        },
    };
}
