using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.Guardrails;

/// <summary>An SCP or RCP.</summary>
/// <param name="PolicyType">The type that must be enabled.</param>
/// <param name="Description">What it is for, as AWS shows it.</param>
/// <param name="Content">The document in canonical form: order, spacing, one value or a list make no difference.</param>
/// <param name="Tags">All its tags.</param>
internal sealed record GuardrailAttributes(Reference PolicyType, string Description, JsonNode? Content, SortedDictionary<string, string> Tags);

/// <summary>Guardrails of one type: <c>scp/deny-root-user</c>. What they are attached to are resources of their own.</summary>
/// <param name="type">The type, as AWS and the policies name it.</param>
internal sealed class GuardrailKind(GuardrailType type) : ResourceKind<GuardrailAttributes>(type.Kind, Nature.Thing, GuardrailJson.Default.GuardrailAttributes)
{
    /// <summary>The type, as AWS and the policies name it.</summary>
    public GuardrailType Type { get; } = type;

    /// <summary>What an enabled policy type is called.</summary>
    public Reference PolicyType => new(new(KindNames.PolicyType, Type.AwsName));

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => policies.Guardrails
        .Where(g => g.Value.Type == Type.Declared)
        .Select(g => Of(
            g.Value.Name,
            new(PolicyType, g.Value.Description, PolicyContent.Of(g.Value.Document), Tags.Owned(policies.LandingZone.ManagedBy)),
            declaredAt: g.Where));

    /// <summary>
    /// What loses a statement waits for what gains it, and for that to be attached where it is to be: a statement that moves from one guardrail to another is in force all the while.
    /// Guardrails that pass statements round in a ring cannot all wait for each other; there, those that lose something wait in the order of names only.
    /// </summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending)
    {
        var lost = Lost(change);
        if (lost.Count == 0)
        {
            return [];
        }

        var gaining = pending.Of(Name).Where(c => Gained(c).Overlaps(lost) && (Lost(c).Count == 0 || c.Address < change.Address)).Select(c => c.Address).ToHashSet();
        return gaining.Count == 0
            ? []
            : gaining.Concat(gaining.SelectMany(pending.CreationsOn).Where(c => c.Address.Kind == Type.AttachmentKind).Select(c => c.Address));
    }

    private static HashSet<string> Gained(Change change) => [.. Statements(change.After).Except(Statements(change.Before))];

    private static HashSet<string> Lost(Change change) => [.. Statements(change.Before).Except(Statements(change.After))];

    private static IEnumerable<string> Statements(Resource? guardrail) =>
        guardrail?.Attributes["content"] is JsonObject content && content["Statement"] is JsonArray statements ? statements.Select(s => s?.ToJsonString() ?? "") : [];
}
