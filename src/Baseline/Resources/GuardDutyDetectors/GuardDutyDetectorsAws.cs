using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.GuardDutyDetectors;

/// <summary>
/// The calls of <see cref="GuardDutyDetectorKind"/>. A member may read its detector and not change it: its administrator does (GuardDuty User Guide, "Understanding the relationship
/// between administrator account and member accounts", read 2026-11). Which of the two it is, is looked up at the moment of the change.
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class GuardDutyDetectorsAws(GuardDutyDetectorKind kind) : AwsSetting<GuardDutyDetectorAttributes>(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["guardduty:ListDetectors", "guardduty:GetDetector"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "guardduty:CreateDetector", "guardduty:UpdateDetector", "guardduty:GetAdministratorAccount", "guardduty:UpdateMemberDetectors",
        "guardduty:StartMonitoringMembers", "guardduty:StopMonitoringMembers", Need.LinkedRole("guardduty.amazonaws.com", "guardduty:CreateDetector"),
    ];

    /// <inheritdoc/>
    public override async Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel) => await ScopedReading.OfAsync(
        Kind,
        GuardDutyAddresses.Policy(world.Policies) is null ? [] : await world.ScopesAsync(Places.Regions, cancel),
        async (scope, session, stop) => [await SeenAsync(scope, session, await GuardDutyCalls.DetectorIdOnceAsync(scope.Account, scope.Region!, world, stop), world, stop)],
        world, cancel);

    /// <inheritdoc/>
    public override async Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel)
    {
        var scope = change.Address.Within!.Value;
        try
        {
            return await SeenAsync(scope, world.SessionOf(scope), await GuardDutyCalls.DetectorIdAsync(scope.Account, scope.Region!, world, cancel), world, cancel);
        }
        catch (BadRequestException e) when (GuardDutyCalls.IsNotThere(e))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, GuardDutyDetectorAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var (scope, session) = (address.Within!.Value, world.SessionOf(address));
        if (await GuardDutyCalls.DetectorIdAsync(scope.Account, scope.Region!, world, cancel) is not { } id)
        {
            if (desired.Enabled)
            {
                await CreateAsync(address, desired, session, world, cancel);
            }

            return;
        }

        var seen = Seen(scope, await session.GuardDuty.GetDetectorAsync(new() { DetectorId = id }, cancel), world);
        if (Difference.Between(kind.Of(address, seen).Attributes, kind.Of(address, desired).Attributes).Count == 0)
        {
            // Its administrator's settings have reached it since.
            return;
        }

        var administrator = await AdministratorAsync(id, session, cancel);
        try
        {
            await ChangeAsync(administrator);
        }
        catch (FaultException) when (administrator is not null && !cancel.IsCancellationRequested)
        {
            // It was let go between the question and the change: an administrator is handed over for all regions at once, in the turn of whichever region comes first.
            var now = await AdministratorAsync(id, session, cancel);
            if (now == administrator)
            {
                throw;
            }

            await ChangeAsync(now);
        }

        Task ChangeAsync(string? by) => by is null || by == world.AccountId(scope.Account)
            ? UpdateAsync(address, id, desired, session, cancel)
            : UpdateMemberAsync(address, by, seen, desired, world, cancel);
    }

    private static async Task<string?> AdministratorAsync(string id, AwsSession session, CancellationToken cancel) =>
        (await session.GuardDuty.GetAdministratorAccountAsync(new() { DetectorId = id }, cancel)).Administrator?.AccountId;

    private async Task<Resource> SeenAsync(Scope scope, AwsSession session, string? id, AwsWorld world, CancellationToken cancel) => kind.Of(
        GuardDutyAddresses.Detector(scope.Account, scope.Region!),
        Seen(scope, id is null ? null : await session.GuardDuty.GetDetectorAsync(new() { DetectorId = id }, cancel), world),
        owned: false);

    private static GuardDutyDetectorAttributes Seen(Scope scope, GetDetectorResponse? detector, AwsWorld world)
    {
        var features = GuardDutyFeatureCalls.Read(detector?.Features);
        return GuardDutyDetectorAttributes.Managed(
            scope, GuardDutyAddresses.Policy(world.Policies)!.In(scope.Region!, world.Policies), world.Policies, detector?.Status == DetectorStatus.ENABLED, detector?.FindingPublishingFrequency?.Value, name => features.GetValueOrDefault(name) == "ENABLED");
    }

    private static FindingPublishingFrequency? Frequency(GuardDutyDetectorAttributes desired) => desired.FindingFrequency is { } frequency ? FindingPublishingFrequency.FindValue(frequency) : null;

    private static async Task CreateAsync(Address address, GuardDutyDetectorAttributes desired, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var scope = address.Within!.Value;
        try
        {
            var created = await session.GuardDuty.CreateDetectorAsync(
                new() { Enable = true, FindingPublishingFrequency = Frequency(desired), Features = GuardDutyFeatureCalls.OfDetector(desired.Features ?? []) }, cancel);
            world.Ids.Learn(address, created.DetectorId);
            return;
        }
        catch (BadRequestException)
        {
            // There is one by now, made by its administrator or by a call whose answer was lost; or a feature is not to be had, and what follows tells which.
        }

        if (await GuardDutyCalls.DetectorIdAsync(scope.Account, scope.Region!, world, cancel) is not { } id)
        {
            id = (await session.GuardDuty.CreateDetectorAsync(new() { Enable = true, FindingPublishingFrequency = Frequency(desired) }, cancel)).DetectorId;
            world.Ids.Learn(address, id);
        }

        await UpdateAsync(address, id, desired, session, cancel);
    }

    private static Task UpdateAsync(Address address, string id, GuardDutyDetectorAttributes desired, AwsSession session, CancellationToken cancel) => GuardDutyFeatureCalls.SetAsync(
        address, desired.Features ?? [], features => session.GuardDuty.UpdateDetectorAsync(
            new()
            {
                DetectorId = id,
                Enable = desired.Enabled,
                FindingPublishingFrequency = Frequency(desired),
                Features = features.Count == 0 ? null : GuardDutyFeatureCalls.OfDetector(features),
            },
            cancel));

    private static async Task UpdateMemberAsync(
        Address address, string administratorId, GuardDutyDetectorAttributes seen, GuardDutyDetectorAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var administrator = world.Ids.AddressOf(administratorId)?.Name ?? throw new FaultException(new()
        {
            Code = "foreign-administrator",
            What = $"GuardDuty in account \"{address.Account}\" in {address.Region} is administered by account {administratorId}, which is not in the organization",
            Where = new(address.ToString()),
            Remedy = "disassociate it in that account (guardduty:DisassociateFromAdministratorAccount) and run the command again",
        });
        var detector = await GuardDutyCalls.RequireDetectorAsync(administrator, address.Region!, world, cancel);
        var guardDuty = GuardDutyCalls.In(administrator, address.Region!, world).GuardDuty;
        List<string> accounts = [world.AccountId(address.Account!)];
        if (desired.Enabled && !seen.Enabled)
        {
            GuardDutyCalls.Require(address, "resuming GuardDuty", (await guardDuty.StartMonitoringMembersAsync(new() { DetectorId = detector, AccountIds = accounts }, cancel)).UnprocessedAccounts, world);
        }

        if (desired.Features is { Count: > 0 } wanted)
        {
            await GuardDutyFeatureCalls.SetAsync(address, wanted, async features => GuardDutyCalls.Require(
                address,
                "setting features",
                (await guardDuty.UpdateMemberDetectorsAsync(new() { DetectorId = detector, AccountIds = accounts, Features = GuardDutyFeatureCalls.OfMember(features) }, cancel)).UnprocessedAccounts,
                world));
        }

        if (!desired.Enabled && seen.Enabled)
        {
            GuardDutyCalls.Require(address, "suspending GuardDuty", (await guardDuty.StopMonitoringMembersAsync(new() { DetectorId = detector, AccountIds = accounts }, cancel)).UnprocessedAccounts, world);
        }
    }
}
