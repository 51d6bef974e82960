using System.Text.RegularExpressions;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Holds <c>alerts.json</c> against the rest of the folder, and against what SNS and EventBridge take.</summary>
internal static partial class AlertsChecks
{
    /// <summary>Names, keys, quotas.</summary>
    public static void Hold(AlertsFile file, AreaCheck check)
    {
        if (file.Account is { } account)
        {
            _ = check.Declared.Accounts.Knows(account.Value, account.Where);
        }

        if (file.Key is { } key && check.LandingZone is { } landingZone)
        {
            KeysFile.Require(check, key, file.AccountIn(landingZone), landingZone.HomeRegion);
        }

        var names = new DeclaredNames("a topic", check.Faults);
        foreach (var (topic, where) in file.Topics)
        {
            _ = names.Declare(topic.Name, where);
            var endpoints = new DeclaredNames("a subscription", check.Faults);
            foreach (var (subscription, place) in topic.Subscriptions)
            {
                _ = endpoints.Declare($"{subscription.Protocol} {subscription.Endpoint}", place);
            }
        }

        var rules = new DeclaredNames("a rule", check.Faults);
        foreach (var (rule, where) in file.Collect)
        {
            _ = rules.Declare(rule.Name, where);
            CheckPrefix(rule.Name, where, check);
            CheckPattern(rule.Name, rule.Pattern, check);
            foreach (var name in rule.Accounts)
            {
                _ = check.Declared.Accounts.Knows(name.Value, name.Where);
            }

            CheckRegions(rule, check);
        }

        foreach (var (rule, where) in file.Route)
        {
            _ = rules.Declare(rule.Name, where);
            CheckPrefix(rule.Name, where, check);
            CheckPattern(rule.Name, rule.Pattern, check);
            CheckTargets(file, rule, check);
        }
    }

    /// <summary>Whether an endpoint is of its protocol; a fault when it is not.</summary>
    public static bool Fits(string protocol, string endpoint, bool raw, Fields fields)
    {
        var expected = protocol switch
        {
            "email" => Formats.Email,
            "https" => Formats.Url,
            "sqs" => Formats.QueueEndpoint,
            _ => Formats.FunctionEndpoint,
        };
        if (!expected.Pattern.IsMatch(endpoint))
        {
            var where = fields.Node.Find("endpoint")!.Where;
            fields.Faults.Error(where, expected.Code, $"{Quoted.Value(endpoint)} is not {expected.Described}", $"write {expected.Described}");
            return false;
        }

        return !raw || protocol is "sqs" or "https" || fields.Faults.Refuse<bool>(
            fields.Node.Find("raw")!.Where, "raw-not-supported", $"SNS delivers without its envelope to queues and web addresses only, not by {Quoted.Value(protocol)}", "delete \"raw\"", out _);
    }

    /// <summary>Whether a template uses exactly the values that there are; a fault when it does not.</summary>
    public static bool Uses(string text, IReadOnlyList<SourcedEntry<string>> values, Fields fields)
    {
        var used = ValuePattern.Matches(text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var before = fields.Faults.Errors;
        foreach (var missing in used.Except(values.Select(value => value.Key)).Where(name => !name.StartsWith("aws.events.", StringComparison.Ordinal)))
        {
            fields.Faults.Error(fields.Node.Find("text")!.Where, "unknown-value", $"the message uses <{missing}>, and no value has that name", "add it to \"values\"");
        }

        foreach (var unused in values.Where(value => !used.Contains(value.Key)))
        {
            fields.Faults.Error(unused.Where, "unused-value", $"the message does not use <{unused.Key}>", "use it, or delete it: EventBridge refuses what is not used");
        }

        return fields.Faults.Errors == before;
    }

    // Rules are read by prefix: one that is no longer declared would not be found by another name.
    private static void CheckPrefix(string rule, Place where, AreaCheck check)
    {
        if (check.LandingZone is { NamePrefix: var prefix } && !rule.StartsWith(prefix, StringComparison.Ordinal))
        {
            check.Faults.Error(where, "name-without-prefix", $"the name of rule {Quoted.Value(rule)} does not begin with {Quoted.Value(prefix)}", "put the landing zone's namePrefix before it");
        }
    }

    private static void CheckPattern(string rule, Sourced<Events.EventPattern> pattern, AreaCheck check)
    {
        if (check.Limits is { } limits)
        {
            OverQuota.Check(pattern.Value.Minified.Length, limits.EventPatternCharacters, pattern.Where, $"the pattern of rule {Quoted.Value(rule)} has", "characters", "divide the rule into two", check.Faults);
        }
    }

    // Events of services that exist once for all regions are nowhere else but in us-east-1.
    private static void CheckRegions(CollectRulePolicy rule, AreaCheck check)
    {
        foreach (var region in rule.Regions)
        {
            if (check.LandingZone is { } landingZone && region.Value is not (AlertShapes.Governed or AlertShapes.Home or AlertsFile.GlobalEventsRegion) && !landingZone.GovernedRegions.Contains(region.Value))
            {
                check.Faults.Error(
                    region.Where, "region-not-governed", $"{Quoted.Value(region.Value)} is neither a governed region nor {AlertsFile.GlobalEventsRegion}",
                    $"write \"{AlertShapes.Governed}\", \"{AlertShapes.Home}\", {AlertsFile.GlobalEventsRegion} or one of {Quoted.List(landingZone.GovernedRegions)}");
            }
        }
    }

    private static void CheckTargets(AlertsFile file, RouteRulePolicy rule, AreaCheck check)
    {
        var known = file.Topics.Select(topic => topic.Value.Severity).ToList();
        foreach (var (target, where) in rule.Targets)
        {
            if (target.Topic is { } topic && !known.Contains(topic))
            {
                check.Faults.Error(where, "unknown-topic", $"there is no topic {Quoted.Value(topic)}", Nearest.Remedy(topic, known, "declare it in topics"));
            }

            if (rule.Targets.Count(other => (other.Value.Topic, other.Value.Queue) == (target.Topic, target.Queue)) > 1)
            {
                check.Faults.Error(where, "duplicate-element", $"rule {Quoted.Value(rule.Name)} tells {Quoted.Value(target.Topic ?? target.Queue)} twice", "delete one of them");
            }
        }

        if (check.Limits is { } limits)
        {
            OverQuota.Check(rule.Targets.Count, limits.TargetsPerEventRule, rule.Targets[^1].Where, $"rule {Quoted.Value(rule.Name)} has", "targets", "divide them over two rules", check.Faults);
        }
    }

    [GeneratedRegex("<([A-Za-z0-9_.-]+)>", RegexOptions.CultureInvariant)]
    private static partial Regex ValuePattern { get; }
}
