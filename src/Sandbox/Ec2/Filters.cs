using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>The filters of Describe operations: all must hold, of the values of each any, with <c>*</c> and <c>?</c>.</summary>
/// <remarks>EC2 API Reference, Filter, read 2026-11.</remarks>
internal static class Filters
{
    /// <summary>What the filters leave.</summary>
    /// <param name="items">All there are.</param>
    /// <param name="filters">As asked for.</param>
    /// <param name="attributes">The values of one by a filter's name; null for a filter that there is not.</param>
    public static IEnumerable<T> Apply<T>(IEnumerable<T> items, List<Filter>? filters, Func<T, string, IEnumerable<string?>?> attributes)
    {
        foreach (var filter in filters ?? [])
        {
            items = items.Where(item => (attributes(item, filter.Name!) ?? throw new WireException("InvalidParameterValue", $"The filter '{filter.Name}' is invalid", 400))
                .Any(value => value is not null && (filter.Values ?? []).Exists(pattern => Wildcard.Matches(pattern, value)))).ToList();
        }

        return items;
    }

    /// <summary>The values of a tag filter: <c>tag:Name</c> and <c>tag-key</c>; null for another.</summary>
    public static IEnumerable<string?>? OfTags(string name, IReadOnlyDictionary<string, string>? tags) =>
        name == "tag-key" ? tags?.Keys ?? []
        : !name.StartsWith("tag:", StringComparison.Ordinal) ? null
        : tags?.TryGetValue(name["tag:".Length..], out var value) == true ? [value] : [];
}
