using System.Text.Json.Nodes;
using Amazon.ElasticLoadBalancingV2.Model;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>A load balancer as every remediation of load balancers sees it: what it is, and its tags. Attributes and listeners are read by those who look at them.</summary>
internal static class LoadBalancer
{
    /// <summary>The id of one is its ARN.</summary>
    public const string Arn = "{id}";

    public const string Protected = "deletion_protection.enabled";
    public const string DropsHeaders = "routing.http.drop_invalid_header_fields.enabled";
    public const string Logs = "access_logs.s3.enabled";
    public const string LogBucket = "access_logs.s3.bucket";
    public const string LogPrefix = "access_logs.s3.prefix";

    /// <summary>What <see cref="ReadAsync"/> needs. The Service Authorization Reference has no resource for what only describes (remembered, 2026-11).</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("elasticloadbalancing:DescribeLoadBalancers", "*"), new("elasticloadbalancing:DescribeTags", "*")];

    /// <summary>What <see cref="ReadWithAttributesAsync"/> needs.</summary>
    public static IReadOnlyList<Need> AttributeReads { get; } = [.. Reads, new("elasticloadbalancing:DescribeLoadBalancerAttributes", "*")];

    /// <summary>What <see cref="SetAsync"/> needs.</summary>
    public static IReadOnlyList<Need> AttributeWrites { get; } = [new("elasticloadbalancing:ModifyLoadBalancerAttributes", Arn)];

    /// <summary>ARN, name, type, scheme, tags. Null when there is no such load balancer.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var elb = subject.Session.LoadBalancing;
        try
        {
            var one = (await elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { LoadBalancerArns = [subject.Id] }, cancellationToken)).LoadBalancers?.FirstOrDefault();
            if (one is null)
            {
                return null;
            }

            var tags = (await elb.DescribeTagsAsync(new DescribeTagsRequest { ResourceArns = [subject.Id] }, cancellationToken)).TagDescriptions?.FirstOrDefault()?.Tags ?? [];
            return new()
            {
                ["arn"] = one.LoadBalancerArn,
                ["name"] = one.LoadBalancerName,
                ["type"] = one.Type?.Value,
                ["scheme"] = one.Scheme?.Value,
                ["tags"] = new JsonObject(tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
            };
        }
        catch (LoadBalancerNotFoundException)
        {
            return null;
        }
    }

    /// <summary>With its attributes by key, and those of its access log as one object, since they only make sense together.</summary>
    public static async Task<JsonObject?> ReadWithAttributesAsync(Subject subject, CancellationToken cancellationToken)
    {
        var image = await ReadAsync(subject, cancellationToken);
        if (image is null)
        {
            return null;
        }

        try
        {
            var read = (await subject.Session.LoadBalancing.DescribeLoadBalancerAttributesAsync(new DescribeLoadBalancerAttributesRequest { LoadBalancerArn = subject.Id }, cancellationToken)).Attributes ?? [];
            var attributes = read.ToDictionary(a => a.Key, a => a.Value ?? "", StringComparer.Ordinal);
            foreach (var key in SwitchesOf((string?)image["type"]))
            {
                attributes.TryAdd(key, "false");
            }

            image["accessLogs"] = AccessLogs(attributes);
            image["attributes"] = new JsonObject(attributes.Where(a => a.Key is not (Logs or LogBucket or LogPrefix)).OrderBy(a => a.Key, StringComparer.Ordinal)
                .Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key, a.Value)));
            return image;
        }
        catch (LoadBalancerNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Sets the attributes that are named, and no other: the call changes what it is given (Elastic Load Balancing API Reference, ModifyLoadBalancerAttributes, remembered, 2026-11).</summary>
    public static Task SetAsync(Subject subject, CancellationToken cancellationToken, params IReadOnlyList<(string Key, string Value)> attributes) =>
        subject.Session.LoadBalancing.ModifyLoadBalancerAttributesAsync(
            new ModifyLoadBalancerAttributesRequest { LoadBalancerArn = subject.Id, Attributes = [.. attributes.Select(a => new LoadBalancerAttribute { Key = a.Key, Value = a.Value })] },
            cancellationToken);

    /// <summary>The switches that a type of load balancer has; an answer may leave out one that nobody touched.</summary>
    private static IReadOnlyList<string> SwitchesOf(string? type) => type switch
    {
        "application" => [Protected, Logs, DropsHeaders],
        "network" => [Protected, Logs],
        _ => [Protected],
    };

    // Where a log that is off would have gone to is of no effect, and AWS takes no empty bucket back.
    private static JsonObject? AccessLogs(Dictionary<string, string> attributes) => !attributes.TryGetValue(Logs, out var enabled) ? null
        : enabled == "true" ? new() { ["enabled"] = true, ["bucket"] = attributes.GetValueOrDefault(LogBucket), ["prefix"] = attributes.GetValueOrDefault(LogPrefix) }
        : new() { ["enabled"] = false };
}
