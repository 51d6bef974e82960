using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.CloudTrail;

namespace SecretScoops.Governance.Sandbox.CloudTrail;

/// <summary>Whether trails log, and which events: selectors and Insights.</summary>
internal sealed partial class CloudTrailSandbox
{
    private const int Conditions = 500;

    // CloudTrail API Reference, AdvancedFieldSelector, Field, read 2026-11.
    private static readonly string[] ofManagement = ["eventCategory", "eventSource", "readOnly", "sessionCredentialFromConsole", "eventName", "eventType", "userIdentity.arn"];

    public override StartLoggingResponse StartLogging(StartLoggingRequest request, Call call)
    {
        var trail = ForChange(call, request.Name);
        (trail.Logging, trail.StartedAt) = (true, trail.Logging ? trail.StartedAt : world.Now);
        return new();
    }

    public override StopLoggingResponse StopLogging(StopLoggingRequest request, Call call)
    {
        var trail = ForChange(call, request.Name);
        (trail.Logging, trail.StoppedAt) = (false, trail.Logging ? world.Now : trail.StoppedAt);
        return new();
    }

    public override GetTrailStatusResponse GetTrailStatus(GetTrailStatusRequest request, Call call)
    {
        var trail = Find(call, request.Name);
        return new() { IsLogging = trail.Logging, StartLoggingTime = trail.StartedAt, StopLoggingTime = trail.StoppedAt };
    }

    public override GetEventSelectorsResponse GetEventSelectors(GetEventSelectorsRequest request, Call call)
    {
        var trail = Find(call, request.TrailName);
        var kept = Kept.Shape<PutEventSelectorsRequest>(trail.Selectors);
        return new()
        {
            TrailARN = trail.Arn,
            AdvancedEventSelectors = kept?.AdvancedEventSelectors,
            EventSelectors = kept is null ? [new() { ReadWriteType = "All", IncludeManagementEvents = true, DataResources = [], ExcludeManagementEventSources = [] }] : kept.EventSelectors,
        };
    }

    public override PutEventSelectorsResponse PutEventSelectors(PutEventSelectorsRequest request, Call call)
    {
        var trail = ForChange(call, request.TrailName);
        if (request.EventSelectors is { Count: > 0 } == request.AdvancedEventSelectors is { Count: > 0 })
        {
            throw new InvalidEventSelectorsException("You must specify either EventSelectors or AdvancedEventSelectors, and not both.");
        }

        request.AdvancedEventSelectors?.ForEach(Check);
        if (request.AdvancedEventSelectors?.SelectMany(selector => selector.FieldSelectors!).Sum(field => Values(field).Sum(values => values.Count)) > Conditions)
        {
            throw new InvalidEventSelectorsException($"The total number of conditions for all advanced event selectors exceeds {Conditions}.");
        }

        trail.Selectors = Kept.Text(new PutEventSelectorsRequest { EventSelectors = request.EventSelectors, AdvancedEventSelectors = request.AdvancedEventSelectors });
        return new() { TrailARN = trail.Arn, EventSelectors = request.EventSelectors, AdvancedEventSelectors = request.AdvancedEventSelectors };
    }

    public override GetInsightSelectorsResponse GetInsightSelectors(GetInsightSelectorsRequest request, Call call)
    {
        var trail = Find(call, request.TrailName);
        return trail.Insights.Count == 0
            ? throw new InsightNotEnabledException($"Trail {trail.Name} does not have Insights enabled.")
            : new() { TrailARN = trail.Arn, InsightSelectors = trail.Insights.ConvertAll(type => new InsightSelector { InsightType = type, EventCategories = ["Management"] }) };
    }

    public override PutInsightSelectorsResponse PutInsightSelectors(PutInsightSelectorsRequest request, Call call)
    {
        var trail = ForChange(call, request.TrailName);
        var types = (request.InsightSelectors ?? []).Select(selector => selector.InsightType!).Distinct(StringComparer.Ordinal).ToList();

        // CloudTrail User Guide, "Working with CloudTrail Insights", read 2026-11: call rates are those of calls that write, error rates those of any.
        if (types.Contains("ApiCallRateInsight") && !LogsManagement(trail.Selectors, "false"))
        {
            throw new InvalidInsightSelectorsException("The trail must log write management events to log Insights events on the API call rate.");
        }

        if (types.Contains("ApiErrorRateInsight") && !LogsManagement(trail.Selectors, "false") && !LogsManagement(trail.Selectors, "true"))
        {
            throw new InvalidInsightSelectorsException("The trail must log management events to log Insights events on the API error rate.");
        }

        trail.Insights = types;
        return new() { TrailARN = trail.Arn, InsightSelectors = request.InsightSelectors };
    }

    private static List<List<string>> Values(AdvancedFieldSelector field) =>
        [.. new[] { field.Equals, field.StartsWith, field.EndsWith, field.NotEquals, field.NotStartsWith, field.NotEndsWith }.OfType<List<string>>()];

    private static void Check(AdvancedEventSelector selector)
    {
        var fields = selector.FieldSelectors!;
        var category = fields.Find(field => field.Field == "eventCategory")?.Equals is [var only] ? only : null;
        if (category is null || fields.Select(field => field.Field).Distinct(StringComparer.Ordinal).Count() != fields.Count || fields.Exists(field => Values(field).Count == 0))
        {
            throw new InvalidEventSelectorsException("An advanced event selector needs eventCategory with one value, and each field once, with an operator.");
        }

        if (category == "Management" && fields.Exists(field => !ofManagement.Contains(field.Field)))
        {
            throw new InvalidEventSelectorsException("A field is not valid for management events.");
        }

        if (category == "Data" && fields.Find(field => field.Field == "resources.type")?.Equals is not [_])
        {
            throw new InvalidEventSelectorsException("Data events need resources.type with one value.");
        }
    }

    private static bool LogsManagement(string? selectors, string readOnly)
    {
        if (Kept.Shape<PutEventSelectorsRequest>(selectors) is not { } kept)
        {
            return true;
        }

        var without = readOnly == "true" ? "WriteOnly" : "ReadOnly";
        return (kept.EventSelectors ?? []).Exists(basic => basic.IncludeManagementEvents != false && basic.ReadWriteType != without)
            || (kept.AdvancedEventSelectors ?? []).Exists(selector =>
                selector.FieldSelectors!.Exists(field => field.Field == "eventCategory" && field.Equals is ["Management"])
                && selector.FieldSelectors.Find(field => field.Field == "readOnly")?.Equals?.Contains(readOnly) != false);
    }
}
