using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubs;

/// <summary>A standard that is on.</summary>
/// <param name="Name">As AWS calls it; the end of its ARN where this build does not know it.</param>
/// <param name="Status"><c>READY</c>; <c>INCOMPLETE</c> or <c>FAILED</c> where AWS could not make its rules.</param>
internal sealed record StandardState(string Name, string Status)
{
    public const string Ready = "READY";
}

/// <summary>A control that is off.</summary>
/// <param name="Key">Its id.</param>
/// <param name="Reason">Why, as AWS keeps it.</param>
/// <param name="OnlyIn">The standards in which it is off, where it is on in others; null when it is off everywhere, as declared ones are.</param>
internal sealed record ControlState(string Key, string Reason, IReadOnlyList<string>? OnlyIn = null);

/// <summary>Security Hub in one account and region. What is null is not managed there: all but <see cref="Enabled"/> when it is to be off, and what configuration policies say.</summary>
internal sealed record SecurityHubAttributes
{
    /// <summary>Whether the account is subscribed.</summary>
    public required bool Enabled { get; init; }

    /// <summary>What records the resources that are checked; null where Config is not managed.</summary>
    public Reference? ConfigRecorder { get; init; }

    /// <summary><c>SECURITY_CONTROL</c> for one finding of all standards, or <c>STANDARD_CONTROL</c>; the administrator's holds for its members, which have none of their own.</summary>
    public string? FindingGenerator { get; init; }

    /// <summary>Whether controls that AWS adds are on by themselves.</summary>
    public bool? AutoEnableControls { get; init; }

    /// <summary>By name.</summary>
    public IReadOnlyList<StandardState>? Standards { get; init; }

    /// <summary>By id. A control that no enabled standard has here counts as off.</summary>
    public IReadOnlyList<ControlState>? DisabledControls { get; init; }

    /// <summary>By control and name.</summary>
    public IReadOnlyList<ParameterState>? ControlParameters { get; init; }
}

/// <summary>Security Hub in each account and region: <c>security-hub/default@prod/eu-west-1</c>.</summary>
internal sealed class SecurityHubKind() : ResourceKind<SecurityHubAttributes>(KindNames.SecurityHub, Nature.Setting, SecurityHubJson.Default.SecurityHubAttributes)
{
    private static readonly string[] s_before =
    [
        KindNames.SecurityHubMember, KindNames.SecurityHubOrganization, KindNames.SecurityHubAggregator, KindNames.SecurityHubAdministrator, KindNames.AutomationRule,
        KindNames.SecurityHubPolicy, KindNames.SecurityHubAssociation,
    ];

    /// <inheritdoc/>
    public override IEnumerable<Resource> Declare(PolicyBundle policies) => SecurityHubSetup.Of(policies) is not { } setup ? [] :
        from account in setup.Accounts
        from region in setup.AllRegions
        let scope = new Scope(account.Account, region)
        let desired = Desired(setup, scope)
        where desired is not null
        select Of(scope.Address(Name, SecurityHubSetup.Default), desired, declaredAt: setup.Where);

    /// <summary>What a place is to have; null where configuration policies see to it.</summary>
    public static SecurityHubAttributes? Desired(SecurityHubSetup setup, Scope scope)
    {
        if (!setup.IsOnIn(scope.Region!))
        {
            return new() { Enabled = false };
        }

        var isAdministrator = scope.Account == setup.Administrator;
        if (setup.IsCentral)
        {
            // The management account must be subscribed before anybody can make it a member.
            return isAdministrator || scope.Account == setup.Management ? new() { Enabled = true, FindingGenerator = isAdministrator ? Generator(setup) : null } : null;
        }

        var place = setup.Accounts.Where(each => each.Account == scope.Account).Select(each => each.Place).FirstOrDefault();
        return place is null ? null : new()
        {
            Enabled = true,
            ConfigRecorder = setup.RecorderAt(scope),
            FindingGenerator = isAdministrator ? Generator(setup) : null,
            AutoEnableControls = setup.File.AutoEnableControls,
            Standards = [.. setup.File.StandardsOf(place).Select(name => new StandardState(name, StandardState.Ready))],
            DisabledControls = [.. setup.File.DisabledIn(place).Select(each => new ControlState(each.Control.Value, each.Reason))],
            ControlParameters = [.. setup.File.ParametersIn(place).Select(each => new ParameterState(each.Key, each.Value.DeepClone()))],
        };
    }

    /// <summary>
    /// Security Hub goes off after all that needs it; and an account that configuration policies held has a say of its own only after them, or after the administrator whose they are.
    /// </summary>
    public override IEnumerable<Address> Awaits(Change change, PendingChanges pending) => Typed(change.After!).Enabled
        ? SecurityHubSetup.EndOfCentral(pending).Concat(Partings(change.Address, pending))
        : s_before.SelectMany(pending.Of).Where(c => IsNeededBy(change.Address, c)).Select(c => c.Address)
            .Union(SecurityHubSetup.Unlinking(change.Address.Region!, pending))
            .Union(pending.Of(KindNames.SecurityHubMember).Any(c => IsMembership(change.Address, c)) ? [] : Partings(change.Address, pending));

    // An administrator that goes lets go of all accounts of the region whose memberships do not change one by one.
    private static IEnumerable<Address> Partings(Address hub, PendingChanges pending) => pending.Of(KindNames.SecurityHubAdministrator)
        .Where(c => c.Address.Region == hub.Region && c.Before?.Attributes["administrator"] is not null)
        .Select(c => c.Address);

    private static bool IsMembership(Address hub, Change change) =>
        change.Address.Kind == KindNames.SecurityHubMember && change.Address.Region == hub.Region && change.Address.Name == hub.Account;

    // Its own membership; what its account keeps as an administrator; configuration policies that go; and its office. Other accounts' memberships are no matter of it.
    private static bool IsNeededBy(Address hub, Change change) => change.Address.Kind is KindNames.SecurityHubPolicy or KindNames.SecurityHubAssociation
        ? change.Verb == Verb.Delete
        : change.Address.Account == hub.Account
        || IsMembership(hub, change)
        || (change.Address.Region == hub.Region && change.Address.Kind == KindNames.SecurityHubAdministrator
            && Reference.TryRead(change.Before?.Attributes["administrator"])?.Name == hub.Account);

    private static string Generator(SecurityHubSetup setup) => setup.File.ConsolidatedFindings ? "SECURITY_CONTROL" : "STANDARD_CONTROL";
}
