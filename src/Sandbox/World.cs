using System.Text.Json;
using SecretScoops.Governance.Sandbox.Events;
using SecretScoops.Governance.Sandbox.History;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox;

/// <summary>What all services share: the state as the present call sees it, the clock, and the options. Used under the cloud's lock only.</summary>
internal sealed class World(SandboxState state, SandboxOptions options, TimeProvider time)
{
    /// <summary>The state that the present call sees; for a read that lags, an older one.</summary>
    public SandboxState State { get; private set; } = state;

    public SandboxOptions Options { get; } = options;

    /// <summary>What was called.</summary>
    public CallHistory History { get; init; } = new(null);

    public Ids Ids => new(State);

    /// <summary>The moment, in the milliseconds that survive the wire.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>Something asynchronous begins.</summary>
    public Waiting Begin() => new() { Reads = Options.AsyncReads, ReadyAt = Now + Options.AsyncDuration };

    /// <summary>Whether it has ended. A read takes one of the reads that it lasts.</summary>
    public bool IsOver(Waiting waiting, bool isRead)
    {
        if (waiting.Reads > 0)
        {
            waiting.Reads -= isRead ? 1 : 0;
            return false;
        }

        return Now >= waiting.ReadyAt;
    }

    /// <summary>The account that calls.</summary>
    public StoredAccount Account(Call call) => State.Accounts.Find(account => account.Id == call.AccountId)!;

    /// <summary>What the calling account has in the region that is called.</summary>
    public StoredRegion Region(Call call) => Region(call.AccountId, call.Region);

    /// <summary>What an account has in a region.</summary>
    public StoredRegion Region(string accountId, string region)
    {
        var regions = State.Accounts.Find(account => account.Id == accountId)!.Regions;
        if (!regions.TryGetValue(region, out var found))
        {
            regions.Add(region, found = new());
        }

        return found;
    }

    /// <summary>Whether Organizations lets a service work across accounts.</summary>
    public bool HasTrustedAccess(string servicePrincipal) => State.Organization?.ServiceAccess.Exists(access => access.ServicePrincipal == servicePrincipal) == true;

    /// <summary>Whether an account may administer a service for the organization: the management account, and the service's delegated administrators.</summary>
    public bool Administers(string accountId, string servicePrincipal) => accountId == State.ManagementAccountId
        || State.Organization?.Delegations.Exists(each => each.AccountId == accountId && each.ServicePrincipal == servicePrincipal) == true;

    /// <summary>Ids of the organization's accounts that can be worked in; only our own before there is an organization.</summary>
    public IEnumerable<string> MemberIds => State.Accounts.Where(account => account.State == "ACTIVE").Select(account => account.Id);

    /// <summary>Whether AWS Config records in an account and region: what Security Hub's standards need.</summary>
    public bool RecordsConfiguration(string accountId, string region) => Region(accountId, region).Config is not null;

    /// <summary>Whether an account may administer Identity Center: the management account, and the service's delegated administrator.</summary>
    public bool AdministersIdentityCenter(string accountId) => Administers(accountId, "sso.amazonaws.com");

    /// <summary>The home region of Identity Center. In AWS a person chose it long ago; here it is the one first asked, so that a rehearsal needs no setting.</summary>
    public string IdentityCenterRegion(string asked) => State.IdentityCenter.Region ??= Options.HomeRegion ?? asked;

    /// <summary>A service tells what happened: it goes onto the default bus of the account and region where it happened, and wherever rules lead from there.</summary>
    public void Emit(SandboxEvent happened) => EventDelivery.Put(this, new(happened.AccountId, happened.Region, StoredBus.Default), happened);

    /// <summary>The state as it would be kept.</summary>
    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(State, StateJson.Default.SandboxState);

    /// <summary>Runs with an older state in place of the present one.</summary>
    public T Seeing<T>(byte[] older, Func<T> run)
    {
        var present = State;
        State = JsonSerializer.Deserialize(older, StateJson.Default.SandboxState)!;
        try
        {
            return run();
        }
        finally
        {
            State = present;
        }
    }
}
