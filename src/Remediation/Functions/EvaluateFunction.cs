using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using Amazon.Lambda.Core;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>
/// Custom rules of AWS Config for what AWS has no managed rule for. A rule's judgement is the remediation's own, on the live resource, so that what is evaluated and what is
/// fixed can never be two things.
/// </summary>
/// <param name="office">What the work is done with.</param>
/// <param name="policies">For who is who.</param>
internal sealed class EvaluateFunction(Office office, PolicyBundle policies)
{
    // Config API Reference, PutEvaluations, and Evaluation, Annotation (read 2026-11).
    private const int MostEvaluations = 100;
    private const int LongestAnnotation = 256;

    private readonly Beliefs beliefs = new(office, policies);

    /// <summary>What it takes in the accounts that it answers to, beside what judging takes.</summary>
    public static IReadOnlyList<Need> MemberNeeds { get; } = [new("config:PutEvaluations", "*")];

    // As Config calls the region of what is in none.
    private const string Nowhere = "global";

    /// <summary>The handler. Config asks again by itself for what failed.</summary>
    /// <exception cref="FormatException">The invocation is none of Config's, or names an account that is not ours.</exception>
    /// <exception cref="SetupException">The rule is none of ours.</exception>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> payload, InvocationContext context, CancellationToken stop)
    {
        var (read, refused) = await beliefs.ReadAsync(
            belief => RuleInvocation.TryRead(payload.Span, belief, out var asked, out var why) ? (asked, null) : ((RuleInvocation?)null, why), stop);
        var invocation = read ?? throw new FormatException($"{refused!.Code}: {refused.Why}");
        var remediation = AllRemediations.List.FirstOrDefault(r => r.Control == invocation.Rule.Name)
            ?? throw new SetupException($"rule {invocation.RuleName} is about no control of ours — name custom rules as remediations.json names controls");
        context.Log.CorrelationId = invocation.RuleName;
        var member = (await office.Roster.FindAsync(invocation.AccountId, stop))!;
        // A function and the rules that call it are in one region, wherever that region's resources are: IAM's are nowhere.
        var region = invocation.Region ?? office.Connection.Home.Region;
        var evaluations = await new Evaluator(invocation, remediation, new(office, remediation, invocation.AccountId, member, invocation.Item is { Region: not Nowhere } item ? item.Region : region)).EvaluateAsync(stop);
        using var session = office.Connection.Narrowed(Rights.Role(office, new(remediation.Control, invocation.AccountId, region, remediation.ResourceType, "*"), MemberNeeds));
        foreach (var batch in evaluations.Chunk(MostEvaluations))
        {
            var answer = await session.Config.PutEvaluationsAsync(
                new() { ResultToken = invocation.ResultToken, Evaluations = [.. batch], TestMode = invocation.ResultToken == RuleInvocation.TestMode }, stop);
            foreach (var failed in answer.FailedEvaluations ?? [])
            {
                context.Log.Write(LogLevel.Error, "Config did not take an evaluation", ("resource", failed.ComplianceResourceId));
            }
        }

        context.Log.Write(LogLevel.Information, "evaluated", ("rule", invocation.RuleName), ("account", invocation.AccountId), ("evaluations", evaluations.Count));
        return "null"u8.ToArray();
    }

    /// <summary>One rule, one account, one region.</summary>
    private sealed class Evaluator(RuleInvocation invocation, Remediations.Remediation remediation, Survey survey)
    {
        public async Task<IReadOnlyList<Evaluation>> EvaluateAsync(CancellationToken cancellationToken)
        {
            if (invocation.Item is { } item)
            {
                var isOurs = !invocation.IsNotApplicable && (item.ResourceType == remediation.ResourceType || remediation.OtherTypes.Contains(item.ResourceType));
                return [Judged(item.ResourceType, item.ResourceId, isOurs ? await survey.JudgeAsync(invocation.Doorbell(item), cancellationToken) : null)];
            }

            var ids = await survey.ListAsync(cancellationToken)
                ?? throw new SetupException($"rule {invocation.RuleName} cannot be asked by the clock: {remediation.Control} does not list its resources — let changes trigger it");
            var evaluations = new List<Evaluation>();
            foreach (var id in ids)
            {
                evaluations.Add(Judged(remediation.ResourceType, id, await survey.JudgeAsync(id, cancellationToken)));
            }

            // A rule with nothing to judge would else keep its last verdicts for ever.
            return evaluations.Count > 0 ? evaluations : [Told(ResourceTypes.Account, invocation.AccountId, ComplianceType.COMPLIANT, $"there is no {remediation.ResourceType}")];
        }

        private Evaluation Judged(string type, string id, IReadOnlyList<Violation>? violations) => violations switch
        {
            null => Told(type, id, ComplianceType.NOT_APPLICABLE, null),
            [] => Told(type, id, ComplianceType.COMPLIANT, null),
            _ => Told(type, id, ComplianceType.NON_COMPLIANT, Redaction.Of(string.Join("; ", violations.Select(v => v.What)))),
        };

        private Evaluation Told(string type, string id, ComplianceType compliance, string? annotation) => new()
        {
            ComplianceResourceType = type,
            ComplianceResourceId = id,
            ComplianceType = compliance,
            Annotation = annotation is { Length: > LongestAnnotation } ? Cut(annotation) : annotation,
            OrderingTimestamp = (invocation.Item?.CapturedAt ?? invocation.At).UtcDateTime,
        };

        // Not in the middle of a sign that takes two.
        private static string Cut(string text) => text[..(char.IsHighSurrogate(text[LongestAnnotation - 2]) ? LongestAnnotation - 2 : LongestAnnotation - 1)] + "…";
    }
}
