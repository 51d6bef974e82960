using Amazon.SecurityToken.Model;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Doctor;

/// <summary>Looks at everything an apply relies on, by trying it; reads only.</summary>
/// <param name="world">The run.</param>
/// <param name="estate">Reads the kinds.</param>
/// <param name="policies">What is declared.</param>
internal sealed class Examination(AwsWorld world, IEstate estate, PolicyBundle policies)
{
    /// <summary>One finding for each thing looked at, in the order in which an apply would meet them.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancel)
    {
        var credentials = await CredentialsAsync(cancel);
        if (credentials is { Condition: Condition.Missing })
        {
            return [Declared(), credentials];
        }

        var readings = await Task.WhenAll(Kinds.All.Select(async half => (half.Kind, Reading: await estate.ReadAsync(half.Kind, cancel))));
        return
        [
            Declared(),
            .. new[] { credentials, await OrganizationAsync(cancel), await IdentityCenterAsync(cancel) }.OfType<Finding>(),
            .. readings.Select(r => Readable(r.Kind, r.Reading)),
            .. Room([.. readings.SelectMany(r => r.Reading.Resources)]),
        ];
    }

    private Finding Declared() => new(
        "policies",
        Condition.Ok,
        $"valid: {policies.Accounts.Count} accounts, {policies.OrganizationalUnits.Count} units, {policies.Guardrails.Count} guardrails, {policies.PermissionSets.Count} permission sets, {policies.Assignments.Count} assignments");

    private Task<Finding?> CredentialsAsync(CancellationToken cancel) => FoundAsync("credentials", async () =>
    {
        var caller = await world.Session.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancel);
        return new("credentials", Condition.Ok, $"{caller.Arn} in {world.Session.Region}");
    });

    private Task<Finding?> OrganizationAsync(CancellationToken cancel) => FoundAsync("organization", async () =>
    {
        var tree = await world.TreeAsync(cancel);
        var caller = await world.Session.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancel);
        return tree switch
        {
            null => new("organization", Condition.Warning, $"account {caller.Account} is in no organization yet; apply creates one with it as management account"),
            _ when tree.Organization.MasterAccountId != caller.Account => new(
                "organization", Condition.Missing, $"account {caller.Account} is a member; the management account is {tree.Organization.MasterAccountId}", "use credentials of the management account"),
            _ => new("organization", Condition.Ok, $"{tree.Organization.Id}: {tree.Accounts.Count} accounts, {tree.Units.Count} units, {tree.Organization.FeatureSet?.Value}"),
        };
    });

    // What AWS answers is told by the kinds that need Identity Center, each with its call.
    private Task<Finding?> IdentityCenterAsync(CancellationToken cancel) => FoundAsync(
        "identity center",
        async () => await world.TreeAsync(cancel) is null
            ? new("identity center", Condition.Warning, "comes after the organization", $"once the organization exists, enable it in the console in {world.Session.Region}, then apply again")
            : new("identity center", Condition.Ok, (await world.IdentityCenterAsync(cancel)).InstanceArn),
        untold: e => e is not FaultException);

    // Null for what went wrong and is told elsewhere.
    private async Task<Finding?> FoundAsync(string name, Func<Task<Finding>> look, Func<Exception, bool>? untold = null)
    {
        try
        {
            return await look();
        }
#pragma warning disable CA1031 // Whatever goes wrong is what the doctor is there to say.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var fault = world.FaultOf(e);
            return untold?.Invoke(e) == true ? null : new(name, Condition.Missing, fault.What, fault.Remedy);
        }
    }

    private static Finding Readable(ResourceKind kind, Reading reading) => reading.Unread.Where(f => f.Severity == Faults.Severity.Error).ToList() switch
    {
        [] when reading.OutOfReach is [var first, ..] => new(
            $"read {kind.Name}", Condition.Warning, $"{reading.OutOfReach.Count} accounts or regions are out of reach: {first.Told.What}", first.Why.Remedy),
        [] => new($"read {kind.Name}", Condition.Ok, $"{reading.Resources.Count} found, {reading.Resources.Count(r => r.Owned && kind.Nature == Nature.Thing)} ours"),
        [var first, ..] => new($"read {kind.Name}", Condition.Missing, $"{first.Where}: {first.What}", first.Remedy),
    };

    // Attachments that targets still have room for, where a target comes near its quota.
    private IEnumerable<Finding> Room(IReadOnlyList<Resource> observed) =>
        from quota in GuardrailType.All.Select(type => (Kind: type.AttachmentKind, Limit: policies.Limits.PerTarget(type.Declared).Value))
        from target in observed.Where(r => r.Address.Kind == quota.Kind).GroupBy(r => Reference.TryRead(r.Attributes["target"])?.ToString())
        where target.Count() >= quota.Limit - 1
        select new Finding($"room on {target.Key}", Condition.Warning, $"{target.Count()} of {quota.Limit} {quota.Kind}s are used, those of others and of AWS included", "merge guardrails before adding more");
}
