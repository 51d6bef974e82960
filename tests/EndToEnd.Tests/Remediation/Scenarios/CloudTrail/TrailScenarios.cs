using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.CloudTrail;

/// <summary>A trail of the organization in the management account, and a neighbour that lacks the same.</summary>
internal abstract class TrailScenario : Scenario
{
    public override IReadOnlyList<string> Changes => ["cloudtrail/Trail"];

    public override bool InManagementAccount => true;

    private const string Declared = "secret-scoops-organization";

    protected virtual CreateTrailRequest Request => new() { IsMultiRegionTrail = true, IncludeGlobalServiceEvents = true, EnableLogFileValidation = true, KmsKeyId = "alias/secret-scoops-logs" };

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketAsync(member, "trail-files", cancel);
        await MakeAsync("neighbour");
        return await MakeAsync(Declared);

        async Task<string> MakeAsync(string name)
        {
            var request = Request;
            (request.Name, request.S3BucketName, request.IsOrganizationTrail, request.TagsList) = (name, "trail-files", true, [new() { Key = "team", Value = "platform" }]);
            return (await member.CloudTrail.CreateTrailAsync(request, cancel)).TrailARN;
        }
    }
}

/// <summary>Somebody stopped it, and named it by its ARN.</summary>
internal sealed class TrailStopped : TrailScenario
{
    public override string Control => "trail-on";

    // Moto's view does not show whether a trail logs; the image does.
    public override IReadOnlyList<string> Changes => [];

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("cloudtrail", "StopLogging", accountId, region, new() { ["name"] = resourceId });
}

/// <summary>A member sees no trail at all: only the management account's pipeline can make it.</summary>
internal sealed class TrailGone : Scenario
{
    public override string Control => "trail-on";

    public override IReadOnlyList<string> Changes => [];

    public override bool CanBeFixed => false;

    public override string ResourceType => "AWS::::Account";

    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => member.AccountIdAsync(cancel).AsTask();
}

/// <summary>It was made to record one region only; AWS Config says it of the account.</summary>
internal sealed class TrailOfOneRegion : TrailScenario
{
    public override string Control => "trail-multi-region";

    public override string ResourceType => "AWS::::Account";

    protected override CreateTrailRequest Request => new() { IsMultiRegionTrail = false, EnableLogFileValidation = true };

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await base.BreakAsync(member, cancel);
        return await member.AccountIdAsync(cancel);
    }
}

/// <summary>It logs, and somebody made it leave out what everybody does: only calls on the objects of one bucket are left.</summary>
internal sealed class TrailBlinded : TrailScenario
{
    public override string Control => "trail-multi-region";

    public override IReadOnlyList<string> Changes => [];

    public override bool CanBeFixed => false;

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var trail = await base.BreakAsync(member, cancel);
        var selector = new EventSelector { ReadWriteType = ReadWriteType.WriteOnly, IncludeManagementEvents = false, DataResources = [new() { Type = "AWS::S3::Object", Values = ["arn:aws:s3:::trail-files/"] }] };
        await member.CloudTrail.PutEventSelectorsAsync(new() { TrailName = trail, EventSelectors = [selector] }, cancel);
        return trail;
    }

    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) =>
        Calls.Event("cloudtrail", "PutEventSelectors", accountId, region, new() { ["trailName"] = resourceId });
}

/// <summary>The key was taken off the declared trail.</summary>
internal sealed class TrailInTheClear : TrailScenario
{
    public override string Control => "trail-encrypted";

    protected override CreateTrailRequest Request => new() { IsMultiRegionTrail = true, IncludeGlobalServiceEvents = true };
}

/// <summary>Another trail has no key: nobody knows which was meant.</summary>
internal sealed class TrailOfOthersInTheClear : Scenario
{
    public override string Control => "trail-encrypted";

    public override IReadOnlyList<string> Changes => [];

    public override bool CanBeFixed => false;

    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.BucketAsync(member, "trail-files", cancel);
        return (await member.CloudTrail.CreateTrailAsync(new() { Name = "shop-trail", S3BucketName = "trail-files" }, cancel)).TrailARN;
    }
}

/// <summary>It seals no files any more.</summary>
internal sealed class TrailUnsealed : TrailScenario
{
    public override string Control => "trail-validated";

    protected override CreateTrailRequest Request => new() { IsMultiRegionTrail = true, IncludeGlobalServiceEvents = true, EnableLogFileValidation = false };
}
