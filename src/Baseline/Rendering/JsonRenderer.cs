using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SecretScoops.Governance.Baseline.Doctor;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Templates;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>For scripts: one JSON document on the result stream, and nothing else there.</summary>
/// <param name="output">Where words go.</param>
/// <param name="time">The clock, for heartbeats.</param>
/// <param name="manner">How much is told, and what to type next.</param>
internal sealed class JsonRenderer(Output output, TimeProvider time, Manner manner) : Renderer(output, time, manner)
{
    private const int Version = 1;

    /// <inheritdoc/>
    public override void Validated(PolicyReading reading) =>
        Write(new ValidationDocument(Version, reading.Bundle is not null, [.. reading.Faults.Select(FaultDocument.Of)]), RenderingJson.Default.ValidationDocument);

    /// <inheritdoc/>
    public override void Checked(TemplateChecks checks) => Write(CheckDocument.Of(checks), RenderingJson.Default.CheckDocument);

    /// <inheritdoc/>
    public override void Plan(Plan plan, PolicyBundle policies, PlanOptions options, string? savedTo) =>
        Write(PlanDocument.Of(plan, options, policies.LandingZone.ManagementAccount), RenderingJson.Default.PlanDocument);

    /// <inheritdoc/>
    public override void PlanToApply(Plan plan, PolicyBundle policies, PlanOptions options)
    {
        // The document of an apply is its outcome; a plan that does not apply, or has nothing in it, has no other.
        if (!plan.Applicable || !plan.Pending.Any())
        {
            Plan(plan, policies, options, null);
        }
    }

    /// <inheritdoc/>
    public override void Applied(Plan plan, IReadOnlyList<Outcome> outcomes, TimeSpan took, string journal) => Write(
        new ApplyDocument(
            Version,
            took.TotalSeconds,
            new(
                outcomes.Count(o => o is Outcome.Done),
                outcomes.Count(o => o is Outcome.Failed),
                outcomes.Count(o => o is Outcome.Skipped),
                outcomes.Count(o => o is Outcome.Interrupted)),
            [.. outcomes.Select(Ended)],
            journal),
        RenderingJson.Default.ApplyDocument);

    /// <inheritdoc/>
    public override void Doctor(IReadOnlyList<Finding> findings) => Write(
        new DoctorDocument(
            Version,
            findings.All(f => f.Condition != Condition.Missing),
            [.. findings.Select(f => new DoctorFinding(f.Name, NameOf(f.Condition), f.What, f.Remedy))]),
        RenderingJson.Default.DoctorDocument);

    private static EndedChange Ended(Outcome outcome) => new(
        outcome.Change.Address.ToString(),
        Journal.VerbName(outcome.Change.Verb),
        outcome switch
        {
            Outcome.Done => "done",
            Outcome.Failed => "failed",
            Outcome.Skipped => "skipped",
            _ => "interrupted",
        },
        outcome.Took.TotalSeconds,
        outcome is Outcome.Skipped skipped ? skipped.Because.ToString() : null,
        outcome is Outcome.Failed failed ? FaultDocument.Of(failed.Why) : null);

    private static string NameOf(Condition condition) => condition switch
    {
        Condition.Ok => "ok",
        Condition.Warning => "warning",
        Condition.Missing => "missing",
    };

    private void Write<T>(T document, JsonTypeInfo<T> json) => Output.Result.Write(JsonSerializer.Serialize(document, json) + "\n");
}
