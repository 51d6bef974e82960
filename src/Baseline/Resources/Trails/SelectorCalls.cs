using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;

namespace SecretScoops.Governance.Baseline.Resources.Trails;

/// <summary>Selectors and Insights as CloudTrail tells and takes them.</summary>
internal static class SelectorCalls
{
    /// <summary>A trail's selectors. Those of the older form are shown by their name alone: they are never what is declared, and are replaced.</summary>
    public static async Task<IReadOnlyList<SelectorAttributes>> ReadAsync(string trail, IAmazonCloudTrail cloudTrail, AwsWorld world, CancellationToken cancel)
    {
        var found = await cloudTrail.GetEventSelectorsAsync(new GetEventSelectorsRequest { TrailName = trail }, cancel);
        var selectors = new List<SelectorAttributes>();
        foreach (var selector in found.AdvancedEventSelectors ?? [])
        {
            var fields = new List<FieldAttributes>();
            foreach (var field in selector.FieldSelectors ?? [])
            {
                fields.AddRange(await FieldsAsync(field, world, cancel));
            }

            selectors.Add(new(selector.Name ?? "", Selection.Sorted(fields)));
        }

        selectors.AddRange((found.EventSelectors ?? []).Select(basic => new SelectorAttributes($"basic: {basic.ReadWriteType?.Value ?? "All"}", [])));
        return [.. selectors.OrderBy(selector => selector.Name, StringComparer.Ordinal)];
    }

    /// <summary>Replaces all of a trail's selectors.</summary>
    public static async Task WriteAsync(string trail, IReadOnlyList<SelectorAttributes> selectors, IAmazonCloudTrail cloudTrail, AwsWorld world, CancellationToken cancel)
    {
        var advanced = new List<AdvancedEventSelector>();
        foreach (var selector in selectors)
        {
            var fields = new SortedDictionary<string, AdvancedFieldSelector>(StringComparer.Ordinal);
            foreach (var (name, values) in selector.Fields)
            {
                var (field, comparison) = (name.Split(' ')[0], name.Split(' ')[1]);
                if (!fields.TryGetValue(field, out var written))
                {
                    fields.Add(field, written = new AdvancedFieldSelector { Field = field });
                }

                var filled = new List<string>();
                foreach (var value in values)
                {
                    filled.Add(await PlacedText.FilledAsync(value, world, cancel));
                }

                Set(written, comparison, filled);
            }

            advanced.Add(new AdvancedEventSelector { Name = selector.Name, FieldSelectors = [.. fields.Values] });
        }

        await cloudTrail.PutEventSelectorsAsync(new PutEventSelectorsRequest { TrailName = trail, AdvancedEventSelectors = advanced }, cancel);
    }

    /// <summary>What Insights watches; nothing where they are off, which CloudTrail tells as an error.</summary>
    public static async Task<IReadOnlyList<string>> InsightsAsync(string trail, IAmazonCloudTrail cloudTrail, CancellationToken cancel)
    {
        try
        {
            var found = await cloudTrail.GetInsightSelectorsAsync(new GetInsightSelectorsRequest { TrailName = trail }, cancel);
            return [.. (found.InsightSelectors ?? []).Select(insight => insight.InsightType?.Value ?? "").Distinct().Order(StringComparer.Ordinal)];
        }
        catch (InsightNotEnabledException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<FieldAttributes>> FieldsAsync(AdvancedFieldSelector field, AwsWorld world, CancellationToken cancel)
    {
        (string Comparison, List<string>? Values)[] comparisons =
        [
            ("equals", field.Equals), ("startsWith", field.StartsWith), ("endsWith", field.EndsWith),
            ("notEquals", field.NotEquals), ("notStartsWith", field.NotStartsWith), ("notEndsWith", field.NotEndsWith),
        ];
        var fields = new List<FieldAttributes>();
        foreach (var (comparison, values) in comparisons.Where(each => each.Values is { Count: > 0 }))
        {
            var named = new List<string>();
            foreach (var value in values!)
            {
                named.Add(await PlacedText.NamedAsync(value, world, cancel));
            }

            fields.Add(new($"{field.Field} {comparison}", named));
        }

        return fields;
    }

    private static void Set(AdvancedFieldSelector field, string comparison, List<string> values)
    {
        switch (comparison)
        {
            case "equals":
                field.Equals = values;
                break;
            case "startsWith":
                field.StartsWith = values;
                break;
            case "endsWith":
                field.EndsWith = values;
                break;
            case "notEquals":
                field.NotEquals = values;
                break;
            case "notStartsWith":
                field.NotStartsWith = values;
                break;
            default:
                field.NotEndsWith = values;
                break;
        }
    }
}
