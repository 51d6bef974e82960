using System.Text.RegularExpressions;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Events;

namespace SecretScoops.Governance.Sandbox.Events;

/// <summary>Targets of rules. Whether they exist is not checked, in AWS neither.</summary>
internal sealed partial class EventsSandbox
{
    // EventBridge quotas, "Targets per rule".
    private const int MostTargets = 5;

    [GeneratedRegex("^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:.+$")]
    private static partial Regex ArnPattern { get; }

    public override PutTargetsResponse PutTargets(PutTargetsRequest request, Call call)
    {
        var (name, rule) = FindRule(request.Rule!, request.EventBusName, "PutTargets", call);
        foreach (var target in request.Targets!)
        {
            Require(target, name);
        }

        if (rule.Targets.Select(target => target.Id).Union(request.Targets.Select(target => target.Id!)).Count() > MostTargets)
        {
            throw new LimitExceededException("The requested resource exceeds the maximum number allowed.");
        }

        foreach (var target in request.Targets)
        {
            rule.Targets.RemoveAll(each => each.Id == target.Id);
            rule.Targets.Add(Stored(target));
        }

        return new PutTargetsResponse { FailedEntryCount = 0, FailedEntries = [] };
    }

    public override RemoveTargetsResponse RemoveTargets(RemoveTargetsRequest request, Call call)
    {
        var (_, rule) = FindRule(request.Rule!, request.EventBusName, "RemoveTargets", call);
        rule.Targets.RemoveAll(target => request.Ids!.Contains(target.Id));
        return new RemoveTargetsResponse { FailedEntryCount = 0, FailedEntries = [] };
    }

    public override ListTargetsByRuleResponse ListTargetsByRule(ListTargetsByRuleRequest request, Call call)
    {
        var (_, rule) = FindRule(request.Rule!, request.EventBusName, "ListTargetsByRule", call);
        var (targets, next) = pages.Cut(rule.Targets, request.Limit, request.NextToken);
        return new ListTargetsByRuleResponse { Targets = [.. targets.Select(Shown)], NextToken = next };
    }

    public override ListRuleNamesByTargetResponse ListRuleNamesByTarget(ListRuleNamesByTargetRequest request, Call call)
    {
        var (_, bus) = Find(request.EventBusName, "ListRuleNamesByTarget", call);
        var (names, next) = pages.Cut(bus.Rules.Where(rule => rule.Value.Targets.Exists(target => target.Arn == request.TargetArn)).Select(rule => rule.Key), request.Limit, request.NextToken);
        return new ListRuleNamesByTargetResponse { RuleNames = names, NextToken = next };
    }

    private static void Require(Target target, BusName bus)
    {
        if (!ArnPattern.IsMatch(target.Arn!))
        {
            throw Invalid($"Provided Arn is not in correct format. {target.Arn}");
        }

        if (new[] { target.Input, target.InputPath, target.InputTransformer?.InputTemplate }.Count(input => input is not null) > 1)
        {
            throw Invalid($"Only one of Input, InputPath, or InputTransformer must be provided for target {target.Id}.");
        }

        if (BusName.OfArn(target.Arn!) is { } other)
        {
            // Where the receiver lets an organization in, the sender must come with a role (User Guide, "Sending and receiving events between AWS accounts").
            if (other.AccountId != bus.AccountId && target.RoleArn is null)
            {
                throw Invalid($"RoleArn is required for target {target.Arn}.");
            }

            if (other == bus)
            {
                throw Invalid($"The target {target.Arn} is the event bus of the rule itself.");
            }
        }
        else if (target.Arn!.Split(':')[3] is { Length: > 0 } region && region != bus.Region)
        {
            throw Invalid($"The target {target.Arn} must be in the region of the rule, {bus.Region}.");
        }

        if (target.RetryPolicy is { MaximumRetryAttempts: < 0 or > 185 } or { MaximumEventAgeInSeconds: < 60 or > 86_400 })
        {
            throw Invalid("RetryPolicy is out of range.");
        }
    }

    private static StoredTarget Stored(Target target) => new()
    {
        Id = target.Id!,
        Arn = target.Arn!,
        RoleArn = target.RoleArn,
        Input = target.Input,
        InputPath = target.InputPath,
        InputPaths = target.InputTransformer is { } transformer ? new(transformer.InputPathsMap ?? [], StringComparer.Ordinal) : null,
        InputTemplate = target.InputTransformer?.InputTemplate,
        DeadLetterArn = target.DeadLetterConfig?.Arn,
        RetryAttempts = target.RetryPolicy?.MaximumRetryAttempts,
        RetryAgeSeconds = target.RetryPolicy?.MaximumEventAgeInSeconds,
        MessageGroupId = target.SqsParameters?.MessageGroupId,
    };

    private static Target Shown(StoredTarget target) => new()
    {
        Id = target.Id,
        Arn = target.Arn,
        RoleArn = target.RoleArn,
        Input = target.Input,
        InputPath = target.InputPath,
        InputTransformer = target.InputTemplate is { } template ? new() { InputPathsMap = target.InputPaths is { Count: > 0 } paths ? new(paths) : null, InputTemplate = template } : null,
        DeadLetterConfig = target.DeadLetterArn is { } arn ? new() { Arn = arn } : null,
        RetryPolicy = target.RetryAttempts is null && target.RetryAgeSeconds is null ? null : new() { MaximumRetryAttempts = target.RetryAttempts, MaximumEventAgeInSeconds = target.RetryAgeSeconds },
        SqsParameters = target.MessageGroupId is { } group ? new() { MessageGroupId = group } : null,
    };
}
