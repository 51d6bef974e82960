using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;
using SecretScoops.Governance.Standards;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Standards and the subscriptions to them.</summary>
internal sealed partial class SecurityHubSandbox
{
    private const string NoRecorder = "NO_AVAILABLE_CONFIGURATION_RECORDER";

    public override DescribeStandardsResponse DescribeStandards(DescribeStandardsRequest request, Call call)
    {
        _ = Hub(call);
        var (standards, next) = pages.Cut(SecurityStandards.All, request.MaxResults, request.NextToken);
        return new DescribeStandardsResponse
        {
            Standards =
            [
                .. standards.Select(standard => new Standard
                {
                    StandardsArn = standard.ArnIn(call.Region),
                    Name = standard.Name,
                    Description = $"{standard.Name}, as Security Hub checks it",
                    EnabledByDefault = standard.EnabledByDefault,
                    StandardsManagedBy = new StandardsManagedBy { Company = "AWS", Product = "Security Hub" },
                }),
            ],
            NextToken = next,
        };
    }

    public override GetEnabledStandardsResponse GetEnabledStandards(GetEnabledStandardsRequest request, Call call)
    {
        var asked = request.StandardsSubscriptionArns ?? [];
        var subscriptions = Hub(call).Standards.Where(each => asked.Count == 0 || asked.Contains(SubscriptionArn(each, call))).OrderBy(each => each.Path, StringComparer.Ordinal);
        var (page, next) = pages.Cut(subscriptions, request.MaxResults, request.NextToken);
        return new GetEnabledStandardsResponse { StandardsSubscriptions = [.. page.Select(each => Shown(each, call))], NextToken = next };
    }

    public override BatchEnableStandardsResponse BatchEnableStandards(BatchEnableStandardsRequest request, Call call)
    {
        var hub = Hub(call);
        RequireOwnSay(call);
        var standards = request.StandardsSubscriptionRequests!.ConvertAll(each => SecurityStandards.All.FirstOrDefault(standard => standard.ArnIn(call.Region) == each.StandardsArn)
            ?? throw Invalid($"Invalid parameter: StandardsArn {each.StandardsArn} is not a standard of this Region"));
        return new BatchEnableStandardsResponse { StandardsSubscriptions = [.. standards.Select(each => Shown(Enable(hub, each.Path), call))] };
    }

    public override BatchDisableStandardsResponse BatchDisableStandards(BatchDisableStandardsRequest request, Call call)
    {
        var hub = Hub(call);
        RequireOwnSay(call);
        var subscriptions = request.StandardsSubscriptionArns!.ConvertAll(arn => hub.Standards.Find(each => SubscriptionArn(each, call) == arn)
            ?? throw Invalid($"Invalid parameter: {arn} is not an enabled standard"));
        subscriptions.ForEach(Disable);
        return new BatchDisableStandardsResponse { StandardsSubscriptions = subscriptions.ConvertAll(each => Shown(each, call)) };
    }

    private static string SubscriptionArn(StoredStandard standard, Call call) =>
        $"arn:aws:securityhub:{call.Region}:{call.AccountId}:subscription/{standard.Path["standards/".Length..]}";

    private static StandardsSubscription Shown(StoredStandard standard, Call call) => new()
    {
        StandardsSubscriptionArn = SubscriptionArn(standard, call),
        StandardsArn = $"arn:aws:securityhub:{call.Region}::{standard.Path}",
        StandardsInput = [],
        StandardsStatus = standard.Status,
        StandardsControlsUpdatable = standard.Status is "READY" or "INCOMPLETE" ? "READY_FOR_UPDATES" : "NOT_READY_FOR_UPDATES",
        StandardsStatusReason = standard.StatusReason is { } reason ? new StandardsStatusReason { StatusReasonCode = reason } : null,
    };

    private void EnableDefaults(StoredSecurityHub hub)
    {
        foreach (var standard in SecurityStandards.All.Where(standard => standard.EnabledByDefault))
        {
            _ = Enable(hub, standard.Path);
        }
    }

    /// <remarks>Enabling a standard enables all its controls (User Guide, "Enabling a security standard"); asked for again, it is left as it is unless it had not come to its end.</remarks>
    private StoredStandard Enable(StoredSecurityHub hub, string path)
    {
        var standard = hub.Standards.Find(each => each.Path == path);
        if (standard is null)
        {
            hub.Standards.Add(standard = new StoredStandard { Path = path, Status = "PENDING", Waiting = world.Begin() });
        }
        else if (standard.Status is "DELETING" or "INCOMPLETE")
        {
            (standard.Status, standard.StatusReason, standard.Waiting) = ("PENDING", null, world.Begin());
        }

        return standard;
    }

    private void Disable(StoredStandard standard) => (standard.Status, standard.StatusReason, standard.Waiting) = ("DELETING", null, world.Begin());

    private bool SettleStandards(string accountId, string region, StoredSecurityHub hub, bool isRead)
    {
        var changed = false;
        foreach (var standard in hub.Standards.Where(each => each.Waiting is not null || each.Status == "INCOMPLETE").ToList())
        {
            if (standard.Status == "INCOMPLETE" ? !Records(accountId, region) : !world.IsOver(standard.Waiting!, isRead))
            {
                continue;
            }

            changed = true;
            if (standard.Status == "DELETING")
            {
                hub.Standards.Remove(standard);
                continue;
            }

            standard.Waiting = null;
            (standard.Status, standard.StatusReason) = Records(accountId, region) ? ("READY", null) : ("INCOMPLETE", NoRecorder);
        }

        return changed;
    }

    // Whether Config records here: without it Security Hub cannot make the rules that a standard needs.
    private bool Records(string accountId, string region) => world.Options.ConfigRecordsEverywhere || world.RecordsConfiguration(accountId, region);
}
