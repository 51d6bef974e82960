using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace SecretScoops.Governance.Remediation.Events;

/// <summary>Config asks a custom rule for its judgement. It invokes the function itself, with no queue in between, and waits for PutEvaluations with the token.</summary>
/// <remarks>Config Developer Guide, "Example Events for AWS Config Rules": three sorts of notification, each as JSON in a text.</remarks>
internal sealed record RuleInvocation
{
    /// <summary>The token of an invocation whose evaluations are not kept (Config API Reference, PutEvaluations, TestMode).</summary>
    public const string TestMode = "TESTMODE";

    /// <summary>The rule, without what AWS adds to its name.</summary>
    public required Trigger Rule { get; init; }

    /// <summary>The rule's name in full.</summary>
    public required string RuleName { get; init; }

    /// <summary>The account that holds the rule: one of ours.</summary>
    public required string AccountId { get; init; }

    /// <summary>Handed back with the evaluations; <c>TESTMODE</c> stores nothing.</summary>
    public required string ResultToken { get; init; }

    /// <summary>The rule's parameters; values that are no texts are given as they stand in JSON.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The resource is no longer in the rule's scope.</summary>
    public required bool EventLeftScope { get; init; }

    /// <summary>When Config wrote it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What changed; null when the clock asked, and everything is to be judged.</summary>
    public required ConfigurationItem? Item { get; init; }

    /// <summary>The rule's region; null where the invocation does not name the rule's ARN.</summary>
    public required string? Region { get; init; }

    /// <summary>Whether the answer is NOT_APPLICABLE: the resource is gone, or out of scope.</summary>
    public bool IsNotApplicable => EventLeftScope || Item is { IsGone: true };

    /// <summary>Reads an invocation as the function gets it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, Belief belief, [NotNullWhen(true)] out RuleInvocation? invocation, [NotNullWhen(false)] out Reading.Refused? refused)
    {
        invocation = null;
        return JsonBody.TryRead(body, "the invocation", out var root, out refused) && TryRead(root, belief, out invocation, out refused);
    }

    /// <summary>Reads an invocation that was parsed already.</summary>
    public static bool TryRead(JsonElement root, Belief belief, [NotNullWhen(true)] out RuleInvocation? invocation, [NotNullWhen(false)] out Reading.Refused? refused)
    {
        invocation = null;
        var fields = Fields.Of(root, "invocation");
        var account = fields.NeedAccount("accountId");
        var name = fields.Need("configRuleName");
        var ruleArn = fields.Text("configRuleArn");
        var token = fields.Document("resultToken");
        var leftScope = fields.Flag("eventLeftScope");
        var notification = fields.Document("invokingEvent");
        if ((refused = fields.Refusal ?? Admission.Refuse(belief, account, "the rule's account")) is not null
            || !TryReadParameters(fields, out var parameters, out refused)
            || !JsonBody.TryRead(Encoding.UTF8.GetBytes(notification!), "invokingEvent", out var inner, out refused)
            || !TryReadNotification(Fields.Of(inner, "invokingEvent"), account, out var at, out var item, out refused))
        {
            return false;
        }

        if (Arn.TryParse(ruleArn, out var arn) && arn.Account != account)
        {
            refused = new(Refusals.Forged, $"rule {ruleArn} is said to be of account {account}: find out who can invoke the function");
            return false;
        }

        invocation = new()
        {
            Rule = RuleTriggers.Of(name, ruleArn, belief.Rules),
            RuleName = name,
            AccountId = account,
            ResultToken = token!,
            Parameters = parameters,
            EventLeftScope = leftScope,
            Region = Arn.TryParse(ruleArn, out var ofRule) && ofRule.Region.Length > 0 ? ofRule.Region : null,
            At = at,
            Item = item,
        };
        return true;
    }

    /// <summary>The invocation as a doorbell, when one comes by way of the queue.</summary>
    public Reading Ring(Belief belief)
    {
        if (IsNotApplicable)
        {
            return new Reading.Ignored($"{RuleName} does not apply to {Item?.ResourceId ?? "the account"}: it was deleted, or left the rule's scope");
        }

        return Item is null
            ? new Reading.Ignored($"{RuleName} is judged by the clock, which says nothing about any resource")
            : Admission.Admit(belief, [Doorbell(Item)]);
    }

    /// <summary>What changed, as every event names it.</summary>
    public Doorbell Doorbell(ConfigurationItem item) => ConfigEvents.Ring(
        new($"{RuleName}/{item.ResourceId}/{At:O}", "", "", AccountId, item.Region, At), AccountId, item.Region, item.ResourceType, item.ResourceArn ?? item.ResourceId, Rule, RuleName);

    private static bool TryReadNotification(Fields notification, string account, out DateTimeOffset at, out ConfigurationItem? item, [NotNullWhen(false)] out Reading.Refused? refused)
    {
        (at, item) = (default, null);
        var type = notification.Need("messageType");
        switch (type)
        {
            case "ScheduledNotification":
                at = notification.NeedTime("notificationCreationTime");
                if (notification.NeedAccount("awsAccountId") is var owner && owner != account && notification.Refusal is null)
                {
                    refused = Foreign(account, owner);
                    return false;
                }

                break;
            case "ConfigurationItemChangeNotification":
                item = ConfigurationItem.Of(notification.NeedObject("configurationItem"), isSummary: false);
                at = item.CapturedAt;
                break;
            case "OversizedConfigurationItemChangeNotification":
                item = ConfigurationItem.Of(notification.NeedObject("configurationItemSummary"), isSummary: true);
                at = item.CapturedAt;
                break;
            default:
                notification.Fault("messageType", "is none that a rule is invoked for");
                break;
        }

        refused = notification.Refusal ?? (item is not null && item.AccountId != account ? Foreign(account, item.AccountId) : null);
        return refused is null;
    }

    private static Reading.Refused Foreign(string account, string owner) =>
        new(Refusals.Forged, $"a rule of account {account} is asked about account {owner}: find out who can invoke the function");

    private static bool TryReadParameters(Fields fields, out IReadOnlyDictionary<string, string> parameters, [NotNullWhen(false)] out Reading.Refused? refused)
    {
        parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        refused = null;
        if (!fields.Element.TryGetProperty("ruleParameters", out var text) || text.ValueKind == JsonValueKind.Null || (text.ValueKind == JsonValueKind.String && text.GetString() is ""))
        {
            return true;
        }

        if (text.ValueKind != JsonValueKind.String)
        {
            refused = new(Refusals.Malformed, "invocation.ruleParameters is no text: compare with Config's documentation of custom rules");
            return false;
        }

        if (!JsonBody.TryRead(Encoding.UTF8.GetBytes(text.GetString()!), "ruleParameters", out var inner, out refused))
        {
            return false;
        }

        parameters = inner.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.ValueKind == JsonValueKind.String ? each.Value.GetString()! : each.Value.GetRawText(), StringComparer.Ordinal);
        return true;
    }
}
