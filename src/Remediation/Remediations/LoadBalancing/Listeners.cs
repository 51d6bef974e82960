using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.ElasticLoadBalancingV2.Model;
using SecretScoops.Governance.Aws;
using ListenerAction = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace SecretScoops.Governance.Remediation.Remediations.LoadBalancing;

/// <summary>The listeners of a load balancer: what they answer on, and what they do with what no rule of theirs is about.</summary>
internal static class Listeners
{
    /// <summary>By the last part of their ARNs. Empty where the load balancer is gone meanwhile.</summary>
    public static async Task<JsonObject> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        List<Listener> found;
        try
        {
            found = await Paged.AllAsync(async marker =>
            {
                var page = await subject.Session.LoadBalancing.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = subject.Id, Marker = marker }, cancellationToken);
                return (page.Listeners, page.NextMarker);
            });
        }
        catch (LoadBalancerNotFoundException)
        {
            found = [];
        }

        return new(found.OrderBy(l => l.ListenerArn, StringComparer.Ordinal).Select(l => KeyValuePair.Create<string, JsonNode?>(l.ListenerArn[(l.ListenerArn.LastIndexOf('/') + 1)..], Listened(l))));
    }

    /// <summary>Actions as the API takes them, of what <see cref="ReadAsync"/> made of them; null where they hold something that it did not keep whole.</summary>
    public static List<ListenerAction>? Actions(JsonNode? actions) => actions is JsonArray list && list.All(a => a is JsonObject action && (bool)action["whole"]!)
        ? [.. list.Select(a => ActionOf((JsonObject)a!))]
        : null;

    private static JsonObject Listened(Listener listener) => new()
    {
        ["arn"] = listener.ListenerArn,
        ["port"] = listener.Port,
        ["protocol"] = listener.Protocol?.Value,
        ["tlsPolicy"] = listener.SslPolicy,
        ["actions"] = new JsonArray([.. (listener.DefaultActions ?? []).OrderBy(a => a.Order ?? 0).Select(Told)]),
    };

    // Actions that sign people in have settings that are not kept here, and a secret that AWS does not tell: they are marked, and never written back. They stand in HTTPS listeners only.
    private static JsonNode Told(ListenerAction action) => new JsonObject
    {
        ["type"] = action.Type?.Value,
        ["order"] = action.Order,
        ["whole"] = action.Type?.Value is "forward" or "redirect" or "fixed-response",
        ["targetGroup"] = action.TargetGroupArn,
        ["forward"] = action.ForwardConfig is not { } forward ? null : new JsonObject
        {
            ["targets"] = new JsonArray([.. (forward.TargetGroups ?? []).Select(t => (JsonNode)new JsonObject { ["arn"] = t.TargetGroupArn, ["weight"] = t.Weight })]),
            ["sticky"] = forward.TargetGroupStickinessConfig?.Enabled,
            ["stickySeconds"] = forward.TargetGroupStickinessConfig?.DurationSeconds,
        },
        ["redirect"] = action.RedirectConfig is not { } redirect ? null : new JsonObject
        {
            ["protocol"] = redirect.Protocol,
            ["port"] = redirect.Port,
            ["host"] = redirect.Host,
            ["path"] = redirect.Path,
            ["query"] = redirect.Query,
            ["status"] = redirect.StatusCode?.Value,
        },
        ["fixed"] = action.FixedResponseConfig is not { } answer ? null : new JsonObject { ["status"] = answer.StatusCode, ["type"] = answer.ContentType, ["body"] = answer.MessageBody },
    };

    private static ListenerAction ActionOf(JsonObject action) => new()
    {
        Type = (string?)action["type"],
        Order = (int?)action["order"],
        TargetGroupArn = (string?)action["targetGroup"],
        ForwardConfig = action["forward"] is not JsonObject forward ? null : new()
        {
            TargetGroups = [.. forward["targets"]!.AsArray().Select(t => new TargetGroupTuple { TargetGroupArn = (string?)t!["arn"], Weight = (int?)t["weight"] })],
            TargetGroupStickinessConfig = (bool?)forward["sticky"] is { } sticky ? new() { Enabled = sticky, DurationSeconds = (int?)forward["stickySeconds"] } : null,
        },
        RedirectConfig = action["redirect"] is not JsonObject redirect ? null : new()
        {
            Protocol = (string?)redirect["protocol"],
            Port = (string?)redirect["port"],
            Host = (string?)redirect["host"],
            Path = (string?)redirect["path"],
            Query = (string?)redirect["query"],
            StatusCode = (string?)redirect["status"],
        },
        FixedResponseConfig = action["fixed"] is not JsonObject answer ? null : new() { StatusCode = (string?)answer["status"], ContentType = (string?)answer["type"], MessageBody = (string?)answer["body"] },
    };

    /// <summary>The one action that sends everything on to HTTPS.</summary>
    public static JsonArray ToHttps(int port, string status) => new(new JsonObject
    {
        ["type"] = "redirect",
        ["order"] = 1,
        ["whole"] = true,
        ["redirect"] = new JsonObject
        {
            ["protocol"] = "HTTPS",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["host"] = "#{host}",
            ["path"] = "/#{path}",
            ["query"] = "#{query}",
            ["status"] = status,
        },
    });
}
