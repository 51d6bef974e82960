using System.Text.Json;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>API calls and service events as CloudTrail hands them to EventBridge, within seconds and at best effort.</summary>
internal static class CloudTrailEvents
{
    private static readonly JsonElement s_nothing = JsonElement.Parse("{}"u8);

    /// <summary>One doorbell for each resource that a watched call named.</summary>
    public static Reading Read(Envelope envelope, Fields detail, Belief belief)
    {
        var account = detail.NeedAccount("recipientAccountId");
        var region = detail.Need("awsRegion");
        var source = detail.Need("eventSource");
        var name = detail.Need("eventName");
        var error = detail.Text("errorCode");
        var readOnly = detail.Flag("readOnly");
        var identity = detail.MaybeObject("userIdentity");
        var actor = ActorOf(detail, identity);
        var isOwn = IsOwn(identity, belief);
        if (detail.Refusal is { } refusal)
        {
            return refusal;
        }

        if (account != envelope.Account)
        {
            return new Reading.Refused(Refusals.Forged, $"account {envelope.Account} sent a call that CloudTrail recorded for account {account}: find out who can write such an event");
        }

        var trigger = new Trigger(TriggerKind.Call, WatchedCalls.TriggerName(source, name));
        var calls = WatchedCalls.Find(trigger.Name);
        var nothing = readOnly ? $"{trigger.Name} only reads"
            : error is not null ? $"{trigger.Name} failed with {error}, so nothing changed"
            : calls.Count == 0 ? $"{trigger.Name} breaks no control"
            : isOwn ? $"{trigger.Name} was done by remediation itself ({actor?.Identity})"
            : null;
        return nothing is not null ? new Reading.Ignored(nothing)
            : Ring(envelope, detail.Element, new(region, account, trigger, actor), calls, belief);
    }

    private static Reading Ring(Envelope envelope, JsonElement detail, Call call, IReadOnlyList<WatchedCall> calls, Belief belief)
    {
        var parts = Parts(detail);
        var found = calls.SelectMany(each => Named(each, parts, call.Account).Select(id => (Watched: each, Named: id))).ToList();
        if (found.Count == 0)
        {
            return new Reading.Refused(Refusals.Malformed, $"{call.Trigger.Name} names no resource at {string.Join(" or ", calls.Select(each => each.Ids))}: if CloudTrail left the parameters out, the sweep finds it; else mend the table of calls");
        }

        if (found.Select(each => Elsewhere(detail, each.Named, call.Account)).OfType<string>().FirstOrDefault() is { } owner)
        {
            return new Reading.Ignored($"{call.Trigger.Name} was about a resource of account {owner}, to which CloudTrail sends its own copy");
        }

        if (Paths.Text(parts, "service.createAccountStatus.state") is { } state && state != "SUCCEEDED")
        {
            return new Reading.Ignored($"creating an account ended as {state}");
        }

        var typed = found.Select(each => (each.Watched, each.Named, Type: each.Watched.ResourceType ?? ResourceTypes.OfGuarded(each.Named))).Where(each => each.Type is not null).ToList();
        return typed.Count == 0 ? new Reading.Ignored($"no control is about {found[0].Named}")
            : Admission.Admit(belief, [.. typed.Select(each => new Doorbell
            {
                Source = EventSource.CloudTrail,
                EventId = envelope.Id,
                At = envelope.At,
                AccountId = call.Account,
                Region = Arn.TryParse(each.Named, out var arn) && arn.Region.Length > 0 ? arn.Region : call.Region,
                ResourceType = each.Type!,
                ResourceId = ResourceIds.Of(each.Type!, each.Named),
                ResourceArn = each.Named.StartsWith("arn:", StringComparison.Ordinal) ? each.Named : null,
                Trigger = call.Trigger,
                Actor = call.Actor,
                Hints = Hints(each.Watched, parts),
            })]);
    }

    /// <summary>The four parts that the table's paths begin with. EC2's newer calls wrap theirs once more: <c>{"ModifySecurityGroupRulesRequest":{…}}</c>.</summary>
    private static JsonElement Parts(JsonElement detail)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Write(writer, "request", Unwrapped(detail, "requestParameters", "Request"));
            Write(writer, "response", Unwrapped(detail, "responseElements", "Response"));
            Write(writer, "service", Unwrapped(detail, "serviceEventDetails", null));
            Write(writer, "identity", Unwrapped(detail, "userIdentity", null));
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement element)
    {
        writer.WritePropertyName(name);
        element.WriteTo(writer);
    }

    private static JsonElement Unwrapped(JsonElement detail, string name, string? wrapping)
    {
        if (!detail.TryGetProperty(name, out var part) || part.ValueKind != JsonValueKind.Object)
        {
            return s_nothing;
        }

        return wrapping is not null && part.EnumerateObject().Take(2).ToList() is [var only] && only.Name.EndsWith(wrapping, StringComparison.Ordinal) && only.Value.ValueKind == JsonValueKind.Object
            ? only.Value
            : part;
    }

    private static IEnumerable<string> Named(WatchedCall call, JsonElement parts, string account)
    {
        if (call.Ids == WatchedCalls.WholeAccount)
        {
            return [account];
        }

        return call.Ids.Split(" + ") is [var first, var second]
            ? Paths.Text(parts, first) is { } left && Paths.Text(parts, second) is { } right ? [$"{left}/{right}"] : []
            : Paths.Texts(parts, call.Ids);
    }

    /// <summary>The account that a resource belongs to, when it is another than the one that the record is for; null otherwise.</summary>
    /// <remarks>A call across accounts is recorded in both: for buckets <c>resources</c> tells the owner, for keys, topics and trails the ARN that was typed.</remarks>
    private static string? Elsewhere(JsonElement detail, string named, string account)
    {
        if (Arn.TryParse(named, out var arn) && arn.Account is not ("" or "aws") && arn.Account != account)
        {
            return arn.Account;
        }

        return !detail.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Array ? null
            : resources.EnumerateArray()
                .Where(each => Paths.Text(each, "ARN") is { } text && Arn.TryParse(text, out var one) && one.LastName == named)
                .Select(each => Paths.Text(each, "accountId"))
                .FirstOrDefault(owner => owner is not null && owner != account);
    }

    private static Dictionary<string, string> Hints(WatchedCall call, JsonElement parts) => call.Hints
        .Select(hint => (hint.Name, Value: string.Join(',', Paths.Texts(parts, hint.Path))))
        .Where(hint => hint.Value.Length > 0)
        .ToDictionary(hint => hint.Name, hint => hint.Value, StringComparer.Ordinal);

    private static Actor? ActorOf(Fields detail, Fields? identity) => identity is null ? null : new()
    {
        PrincipalArn = identity.Text("arn"),
        IssuerArn = identity.MaybeObject("sessionContext")?.MaybeObject("sessionIssuer")?.Text("arn"),
        // The caller chooses his user agent: an odd one must not keep the event from being read.
        SourceIp = Paths.Text(detail.Element, "sourceIPAddress"),
        UserAgent = Paths.Text(detail.Element, "userAgent"),
        InvokedBy = identity.Text("invokedBy"),
    };

    /// <summary>Whether one of our roles did it, in an account of ours. The session's name is not looked at: anybody may call his session as ours is called.</summary>
    private static bool IsOwn(Fields? identity, Belief belief) =>
        identity?.Text("type") == "AssumedRole"
        && Arn.TryParse(identity.MaybeObject("sessionContext")?.MaybeObject("sessionIssuer")?.Text("arn"), out var issuer)
        && issuer is { Service: "iam" } && issuer.Resource.StartsWith("role/", StringComparison.Ordinal)
        && belief.OwnRoles.Contains(issuer.LastName) && belief.IsOurs(issuer.Account);

    private sealed record Call(string Region, string Account, Trigger Trigger, Actor? Actor);
}
