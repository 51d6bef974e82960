using Amazon.GuardDuty.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>What the kinds of GuardDuty ask AWS alike.</summary>
internal static class GuardDutyCalls
{
    /// <summary>Accounts in one call (GuardDuty API Reference, CreateMembers and UpdateMemberDetectors, read 2026-11).</summary>
    public const int MostAccounts = 50;

    /// <summary>Whether AWS says that there is no such detector, or not yet: it has no error of its own for that.</summary>
    public static bool IsNotThere(BadRequestException e) => e.Message.Contains("is not owned by the current account", StringComparison.Ordinal);

    /// <summary>The session of an account in a region.</summary>
    public static AwsSession In(string account, string region, AwsWorld world) => world.SessionOf(new Scope(account, region));

    /// <summary>The detector's id, asked for anew unless it is known: AWS never changes it while the detector is there. Null where GuardDuty was never on.</summary>
    public static async Task<string?> DetectorIdAsync(string account, string region, AwsWorld world, CancellationToken cancel)
    {
        var address = GuardDutyAddresses.Detector(account, region);
        if (world.Ids.TryOf(address) is { } known)
        {
            return known;
        }

        var found = await Paged.AllAsync(async token =>
        {
            var page = await In(account, region, world).GuardDuty.ListDetectorsAsync(new() { NextToken = token }, cancel);
            return (page.DetectorIds, page.NextToken);
        });
        if (found is not [var id, ..])
        {
            return null;
        }

        world.Ids.Learn(address, id);
        return id;
    }

    /// <summary>The same, asked at most once while the estate is read.</summary>
    public static Task<string?> DetectorIdOnceAsync(string account, string region, AwsWorld world, CancellationToken cancel) =>
        world.SharedAsync($"guardduty-detector/{account}/{region}", stop => DetectorIdAsync(account, region, world, stop), cancel);

    /// <summary>The detector's id where it must be there.</summary>
    /// <exception cref="FaultException">GuardDuty is not on.</exception>
    public static async Task<string> RequireDetectorAsync(string account, string region, AwsWorld world, CancellationToken cancel) =>
        await DetectorIdAsync(account, region, world, cancel) ?? throw new FaultException(new()
        {
            Code = "guardduty-off",
            What = $"GuardDuty has no detector in account \"{account}\" in {region}",
            Where = new(GuardDutyAddresses.Detector(account, region).ToString()),
            Remedy = $"let this run change {KindNames.GuardDutyDetector} too, or run the command again",
        });

    /// <summary>The account that administers GuardDuty in a region, by id; null for nobody. Only the management account may ask.</summary>
    public static async Task<string?> DesignatedAsync(string region, AwsWorld world, CancellationToken cancel) => await world.TreeAsync(cancel) is null
        ? null
        : (await Paged.AllAsync(async token =>
        {
            var page = await In(world.LandingZone.ManagementAccount, region, world).GuardDuty.ListOrganizationAdminAccountsAsync(new() { NextToken = token }, cancel);
            return (page.AdminAccounts, page.NextToken);
        })).FirstOrDefault()?.AdminAccountId;

    /// <summary>The same, asked at most once while the estate is read.</summary>
    public static Task<string?> DesignatedOnceAsync(string region, AwsWorld world, CancellationToken cancel) =>
        world.SharedAsync($"guardduty-administrator/{region}", stop => DesignatedAsync(region, world, stop), cancel);

    /// <summary>The governed regions of an account that is there and can be worked in.</summary>
    public static async Task<IReadOnlyList<Scope>> RegionsOfAsync(string account, AwsWorld world, CancellationToken cancel) =>
        [.. (await world.ScopesAsync(Places.Regions, cancel)).Where(scope => scope.Account == account)];

    /// <summary>Ids of the accounts that are associated with the administrator.</summary>
    public static async Task<IReadOnlyList<Member>> MembersAsync(string administrator, string region, string detectorId, AwsWorld world, CancellationToken cancel) =>
        await Paged.AllAsync(async token =>
        {
            var page = await In(administrator, region, world).GuardDuty.ListMembersAsync(new() { DetectorId = detectorId, OnlyAssociated = "true", NextToken = token }, cancel);
            return (page.Members, page.NextToken);
        });

    /// <summary>Lets accounts go: first the association, then what GuardDuty remembers of it.</summary>
    public static async Task ReleaseAsync(Address address, string administrator, string region, string detectorId, IEnumerable<string> accountIds, AwsWorld world, CancellationToken cancel)
    {
        var guardDuty = In(administrator, region, world).GuardDuty;
        foreach (var batch in accountIds.Order(StringComparer.Ordinal).Chunk(MostAccounts))
        {
            Require(address, "leaving GuardDuty's administrator", (await guardDuty.DisassociateMembersAsync(new() { DetectorId = detectorId, AccountIds = [.. batch] }, cancel)).UnprocessedAccounts, world);
            Require(address, "being forgotten by GuardDuty's administrator", (await guardDuty.DeleteMembersAsync(new() { DetectorId = detectorId, AccountIds = [.. batch] }, cancel)).UnprocessedAccounts, world);
        }
    }

    /// <summary>GuardDuty answers 200 and lists the accounts that it did nothing for: each is a failure.</summary>
    /// <exception cref="FaultException">There are such accounts; it names them one by one.</exception>
    public static void Require(Address address, string doing, IEnumerable<UnprocessedAccount>? unprocessed, AwsWorld world)
    {
        var failed = (unprocessed ?? []).Select(each => $"{world.Ids.AddressOf(each.AccountId)?.Name ?? each.AccountId} ({each.AccountId}): {each.Result}").Order(StringComparer.Ordinal).ToList();
        if (failed.Count > 0)
        {
            throw new FaultException(new()
            {
                Code = "accounts-not-processed",
                What = $"{doing} failed for {(failed.Count == 1 ? "account" : $"{failed.Count} accounts:")} {string.Join("; ", failed)}",
                Where = new(address.ToString()),
                Remedy = "mend what GuardDuty names and run the command again",
            });
        }
    }
}
