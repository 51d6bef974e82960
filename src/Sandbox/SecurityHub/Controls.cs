using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;
using SecretScoops.Governance.Standards;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Controls: what they are, and whether they are on in the standards that are enabled.</summary>
internal sealed partial class SecurityHubSandbox
{
    // Batches of the API Reference (BatchGetStandardsControlAssociations, BatchUpdateStandardsControlAssociations, BatchGetSecurityControls), read 2026-11.
    private const int LargestBatch = 100;

    public override ListSecurityControlDefinitionsResponse ListSecurityControlDefinitions(ListSecurityControlDefinitionsRequest request, Call call)
    {
        _ = Hub(call);
        var ids = request.StandardsArn is { } arn
            ? (SecurityStandards.OfArn(arn) ?? throw Invalid($"Invalid parameter: StandardsArn {arn}")).Controls
            : [.. SecurityStandards.Controls.Order(StringComparer.Ordinal)];
        var (page, next) = pages.Cut(ids, request.MaxResults, request.NextToken);
        return new ListSecurityControlDefinitionsResponse { SecurityControlDefinitions = [.. page.Select(Definition)], NextToken = next };
    }

    public override GetSecurityControlDefinitionResponse GetSecurityControlDefinition(GetSecurityControlDefinitionRequest request, Call call)
    {
        _ = Hub(call);
        return new GetSecurityControlDefinitionResponse { SecurityControlDefinition = Definition(Known(request.SecurityControlId!)) };
    }

    public override BatchGetSecurityControlsResponse BatchGetSecurityControls(BatchGetSecurityControlsRequest request, Call call)
    {
        var hub = Hub(call);
        RequireBatch(request.SecurityControlIds!.Count);
        var ids = request.SecurityControlIds.ConvertAll(each => each[(each.LastIndexOf('/') + 1)..]);
        return new BatchGetSecurityControlsResponse
        {
            SecurityControls = [.. ids.Where(SecurityStandards.Controls.Contains).Select(id => Shown(id, hub, call))],
            UnprocessedIds =
            [
                .. ids.Where(id => !SecurityStandards.Controls.Contains(id)).Select(id => new UnprocessedSecurityControl
                {
                    SecurityControlId = id, ErrorCode = "NOT_FOUND", ErrorReason = $"Security control {id} not found",
                }),
            ],
        };
    }

    public override ListStandardsControlAssociationsResponse ListStandardsControlAssociations(ListStandardsControlAssociationsRequest request, Call call)
    {
        var hub = Hub(call);
        var id = Known(request.SecurityControlId!);
        var having = SecurityStandards.All.Where(standard => standard.Controls.Contains(id));
        var (page, next) = pages.Cut(having, request.MaxResults, request.NextToken);
        return new ListStandardsControlAssociationsResponse
        {
            StandardsControlAssociationSummaries =
            [
                .. page.Select(standard => new StandardsControlAssociationSummary
                {
                    StandardsArn = standard.ArnIn(call.Region),
                    SecurityControlId = id,
                    SecurityControlArn = ControlArn(id, call),
                    AssociationStatus = Subscription(hub, standard) is { } found && !found.Disabled.ContainsKey(id) ? "ENABLED" : "DISABLED",
                    UpdatedReason = Subscription(hub, standard)?.Disabled.GetValueOrDefault(id),
                    StandardsControlTitle = Title(id),
                }),
            ],
            NextToken = next,
        };
    }

    public override BatchGetStandardsControlAssociationsResponse BatchGetStandardsControlAssociations(BatchGetStandardsControlAssociationsRequest request, Call call)
    {
        var hub = Hub(call);
        RequireBatch(request.StandardsControlAssociationIds!.Count);
        var answer = new BatchGetStandardsControlAssociationsResponse { StandardsControlAssociationDetails = [], UnprocessedAssociations = [] };
        foreach (var asked in request.StandardsControlAssociationIds)
        {
            if (SecurityStandards.OfArn(asked.StandardsArn!) is { } standard && standard.Controls.Contains(asked.SecurityControlId!))
            {
                var subscription = Subscription(hub, standard);
                answer.StandardsControlAssociationDetails.Add(new StandardsControlAssociationDetail
                {
                    StandardsArn = standard.ArnIn(call.Region),
                    SecurityControlId = asked.SecurityControlId,
                    SecurityControlArn = ControlArn(asked.SecurityControlId!, call),
                    AssociationStatus = subscription is not null && !subscription.Disabled.ContainsKey(asked.SecurityControlId!) ? "ENABLED" : "DISABLED",
                    UpdatedReason = subscription?.Disabled.GetValueOrDefault(asked.SecurityControlId!),
                    StandardsControlTitle = Title(asked.SecurityControlId!),
                });
                continue;
            }

            answer.UnprocessedAssociations.Add(new UnprocessedStandardsControlAssociation { StandardsControlAssociationId = asked, ErrorCode = "NOT_FOUND", ErrorReason = "The control is not part of the standard" });
        }

        return answer;
    }

    public override BatchUpdateStandardsControlAssociationsResponse BatchUpdateStandardsControlAssociations(BatchUpdateStandardsControlAssociationsRequest request, Call call)
    {
        var hub = Hub(call);
        RequireOwnSay(call);
        RequireBatch(request.StandardsControlAssociationUpdates!.Count);
        var unprocessed = new List<UnprocessedStandardsControlAssociationUpdate>();
        foreach (var update in request.StandardsControlAssociationUpdates)
        {
            var standard = SecurityStandards.OfArn(update.StandardsArn!);
            var subscription = standard is null ? null : Subscription(hub, standard);
            if (subscription is null || !standard!.Controls.Contains(update.SecurityControlId!) || subscription.Status is "PENDING" or "DELETING")
            {
                unprocessed.Add(new UnprocessedStandardsControlAssociationUpdate
                {
                    StandardsControlAssociationUpdate = update,
                    ErrorCode = subscription is null ? "NOT_FOUND" : "INVALID_INPUT",
                    ErrorReason = subscription is null ? "The standard is not enabled" : "The control is not part of the standard, or the standard is not ready for updates",
                });
                continue;
            }

            _ = update.AssociationStatus == "DISABLED"
                ? subscription.Disabled[update.SecurityControlId!] = update.UpdatedReason ?? ""
                : (object)subscription.Disabled.Remove(update.SecurityControlId!);
        }

        return new BatchUpdateStandardsControlAssociationsResponse { UnprocessedAssociationUpdates = unprocessed };
    }

    public override DescribeStandardsControlsResponse DescribeStandardsControls(DescribeStandardsControlsRequest request, Call call)
    {
        var subscription = Hub(call).Standards.Find(each => SubscriptionArn(each, call) == request.StandardsSubscriptionArn)
            ?? throw new ResourceNotFoundException($"Standards subscription {request.StandardsSubscriptionArn} not found");
        var (page, next) = pages.Cut(Of(subscription).Controls, request.MaxResults, request.NextToken);
        return new DescribeStandardsControlsResponse
        {
            Controls =
            [
                .. page.Select(id => new StandardsControl
                {
                    StandardsControlArn = StandardsControlArn(subscription, id, call),
                    ControlStatus = subscription.Disabled.ContainsKey(id) ? "DISABLED" : "ENABLED",
                    DisabledReason = subscription.Disabled.GetValueOrDefault(id),
                    ControlId = id,
                    Title = Title(id),
                    Description = Title(id),
                    RemediationUrl = Remediation(id),
                    SeverityRating = "MEDIUM",
                }),
            ],
            NextToken = next,
        };
    }

    public override UpdateStandardsControlResponse UpdateStandardsControl(UpdateStandardsControlRequest request, Call call)
    {
        var hub = Hub(call);
        RequireOwnSay(call);
        var id = request.StandardsControlArn!.Split('/')[^1];
        var subscription = hub.Standards.Find(each => StandardsControlArn(each, id, call) == request.StandardsControlArn && Of(each).Controls.Contains(id))
            ?? throw new ResourceNotFoundException($"Control {request.StandardsControlArn} not found");
        if (request.ControlStatus == "DISABLED")
        {
            subscription.Disabled[id] = request.DisabledReason ?? throw Invalid("DisabledReason should be provided when disabling a control");
        }
        else
        {
            subscription.Disabled.Remove(id);
        }

        return new UpdateStandardsControlResponse();
    }

    private static string StandardsControlArn(StoredStandard standard, string id, Call call) =>
        $"arn:aws:securityhub:{call.Region}:{call.AccountId}:control/{standard.Path["standards/".Length..]}/{id}";

    private static string ControlArn(string id, Call call) => $"arn:aws:securityhub:{call.Region}:{call.AccountId}:security-control/{id}";

    // The list of controls that is checked in holds their ids.
    private static string Title(string id) => $"Security control {id}";

    private static string Remediation(string id) => $"https://docs.aws.amazon.com/console/securityhub/{id}/remediation";

    private static SecurityStandard Of(StoredStandard subscription) => SecurityStandards.All.First(standard => standard.Path == subscription.Path);

    private static StoredStandard? Subscription(StoredSecurityHub hub, SecurityStandard standard) => hub.Standards.Find(each => each.Path == standard.Path);

    private static string Known(string id) => SecurityStandards.Controls.Contains(id) ? id : throw new ResourceNotFoundException($"Security control {id} not found");

    private static void RequireBatch(int count)
    {
        if (count > LargestBatch)
        {
            throw Invalid($"Invalid parameter: at most {LargestBatch} at a time");
        }
    }

    private static SecurityControlDefinition Definition(string id) => new()
    {
        SecurityControlId = id,
        Title = Title(id),
        Description = Title(id),
        RemediationUrl = Remediation(id),
        SeverityRating = "MEDIUM",
        CurrentRegionAvailability = "AVAILABLE",
        CustomizableProperties = ControlParameters.Of(id).Count > 0 ? ["Parameters"] : [],
        ParameterDefinitions = ControlParameters.Of(id).ToDictionary(each => each.Name, each => each.Definition),
    };

    private static SecurityControl Shown(string id, StoredSecurityHub hub, Call call)
    {
        var own = hub.Parameters.GetValueOrDefault(id);
        return new SecurityControl
        {
            SecurityControlId = id,
            SecurityControlArn = ControlArn(id, call),
            Title = Title(id),
            Description = Title(id),
            RemediationUrl = Remediation(id),
            SeverityRating = "MEDIUM",
            SecurityControlStatus = hub.Standards.Exists(each => Of(each).Controls.Contains(id) && !each.Disabled.ContainsKey(id)) ? "ENABLED" : "DISABLED",
            UpdateStatus = "READY",
            Parameters = ControlParameters.Of(id).ToDictionary(
                each => each.Name,
                each => own?.GetValueOrDefault(each.Name) is { } kept ? StoredShapes.Take<ParameterConfiguration>(kept) : new ParameterConfiguration { ValueType = "DEFAULT", Value = each.Default }),
        };
    }
}
