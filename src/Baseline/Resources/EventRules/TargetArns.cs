using Amazon.EventBridge.Model;
using SecretScoops.Governance.Addresses;

namespace SecretScoops.Governance.Baseline.Resources.EventRules;

/// <summary>Targets between our names and AWS's: topics, buses and roles of ours have addresses, everything else its ARN.</summary>
/// <param name="places">Where alerting lives.</param>
/// <param name="world">The run.</param>
internal sealed class TargetArns(AlertPlaces places, AwsWorld world)
{
    /// <summary>As AWS takes it.</summary>
    public async Task<Target> ToAwsAsync(EventTargetAttributes target, CancellationToken cancel) => new()
    {
        Id = target.Id,
        Arn = await FilledAsync(target.To is { To: var to } ? ArnOf(to) : target.Arn!, cancel),
        RoleArn = target.Role is { To: var role } ? await FilledAsync(ArnOf(role), cancel) : target.OtherRole is { } other ? await FilledAsync(other, cancel) : null,
        DeadLetterConfig = target.DeadLetters is { } dead ? new() { Arn = await FilledAsync(dead, cancel) } : null,
        RetryPolicy = new() { MaximumRetryAttempts = target.RetryAttempts, MaximumEventAgeInSeconds = target.RetrySeconds },
        InputTransformer = target.Text is { } text ? new() { InputPathsMap = new(target.Values ?? []), InputTemplate = Quote(text) } : null,
    };

    /// <summary>As AWS tells it.</summary>
    public async Task<EventTargetAttributes> ReadAsync(Target target, CancellationToken cancel)
    {
        var arn = await PlacedText.NamedAsync(target.Arn, world, cancel);
        var role = target.RoleArn is null ? null : await PlacedText.NamedAsync(target.RoleArn, world, cancel);
        var (to, by) = (Known(target.Arn), Known(target.RoleArn));
        return new()
        {
            Id = target.Id,
            To = to is { } known ? new(known) : null,
            Arn = to is null ? arn : null,
            Role = by is { } ours ? new(ours) : null,
            OtherRole = by is null ? role : null,
            DeadLetters = target.DeadLetterConfig?.Arn is { } dead ? await PlacedText.NamedAsync(dead, world, cancel) : null,
            Text = target.InputTransformer?.InputTemplate is { } template ? Unquote(template) : target.Input ?? target.InputPath,
            Values = target.InputTransformer is { } transformer ? new(transformer.InputPathsMap ?? [], StringComparer.Ordinal) : null,
            RetryAttempts = target.RetryPolicy?.MaximumRetryAttempts ?? EventTargetAttributes.DefaultAttempts,
            RetrySeconds = target.RetryPolicy?.MaximumEventAgeInSeconds ?? EventTargetAttributes.DefaultSeconds,
        };
    }

    /// <summary>The ARN of one of our topics, buses or roles, with a name for its account.</summary>
    private string ArnOf(Address address) => address.Kind switch
    {
        KindNames.Topic => AlertPlaces.Arn("sns", address.Within!.Value, address.Name),
        KindNames.EventBus => AlertPlaces.Arn("events", address.Within!.Value, $"event-bus/{address.Name}"),
        _ => places.RoleArn(address.Account!),
    };

    // A topic, a bus but the default one, a role of ours, in an account of this organization.
    private Address? Known(string? arn)
    {
        if (arn?.Split(':', 6) is not [_, _, var service, var region, var accountId, var resource] || world.Ids.AddressOf(accountId) is not { Kind: KindNames.Account, Name: var account })
        {
            return null;
        }

        const string bus = "event-bus/";
        return service switch
        {
            "sns" => new Scope(account, region).Address(KindNames.Topic, resource),
            "events" when resource.StartsWith(bus, StringComparison.Ordinal) && resource != bus + "default" => new Scope(account, region).Address(KindNames.EventBus, resource[bus.Length..]),
            "iam" when resource == $"role{places.RolePath}{places.Alerts.RoleName}" => new Scope(account).Address(KindNames.EventRole, places.Alerts.RoleName),
            _ => null,
        };
    }

    private Task<string> FilledAsync(string text, CancellationToken cancel) => PlacedText.FilledAsync(text, world, cancel);

    // A template that is a text and no JSON stands in quotes (EventBridge User Guide, "Input transformation").
    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Unquote(string template) => template is ['"', .. var inner, '"']
        ? inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
        : template;
}
