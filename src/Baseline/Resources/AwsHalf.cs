using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>The calls of one kind. Everything a role needs for it is declared here, beside the calls.</summary>
/// <param name="kind">The pure half.</param>
internal abstract class AwsHalf(ResourceKind kind)
{
    /// <summary>The pure half.</summary>
    public ResourceKind Kind { get; } = kind;

    /// <summary>IAM actions needed to read resources of this kind; doctor, role policies and documents are generated from them.</summary>
    public abstract IReadOnlyList<Need> ReadPermissions { get; }

    /// <summary>IAM actions needed to change resources of this kind.</summary>
    public abstract IReadOnlyList<Need> WritePermissions { get; }

    /// <summary>Every resource of the kind, ours or not. AWS's exceptions pass through.</summary>
    public abstract Task<Reading> ReadAsync(AwsWorld world, CancellationToken cancel);

    /// <summary>Carries one change out. Idempotent.</summary>
    public abstract Task CarryOutAsync(Change change, Step step, AwsWorld world, CancellationToken cancel);

    /// <summary>Reads one resource anew after a change; null when it is not there.</summary>
    public abstract Task<Resource?> ReadBackAsync(Change change, AwsWorld world, CancellationToken cancel);
}

/// <summary>The calls of a kind whose resources are created, updated and deleted.</summary>
/// <typeparam name="T">The managed attributes.</typeparam>
/// <param name="kind">The pure half.</param>
internal abstract class AwsThing<T>(ResourceKind<T> kind) : AwsHalf(kind)
    where T : class
{
    /// <inheritdoc/>
    public sealed override Task CarryOutAsync(Change change, Step step, AwsWorld world, CancellationToken cancel) => change switch
    {
        { Before: null, After: { } after } => CreateAsync(change.Address, kind.Typed(after), step, world, cancel),
        { Before: { } before, After: { } after } => UpdateAsync(change.Address, kind.Typed(before), kind.Typed(after), world, cancel),
        { Before: { } before } => DeleteAsync(change.Address, kind.Typed(before), world, cancel),
        _ => Task.CompletedTask,
    };

    /// <summary>Creates the resource, with its ownership mark, in one call where AWS has one.</summary>
    protected abstract Task CreateAsync(Address address, T desired, Step step, AwsWorld world, CancellationToken cancel);

    /// <summary>Brings the resource from observed to desired, in place.</summary>
    protected abstract Task UpdateAsync(Address address, T observed, T desired, AwsWorld world, CancellationToken cancel);

    /// <summary>Deletes the resource.</summary>
    protected abstract Task DeleteAsync(Address address, T observed, AwsWorld world, CancellationToken cancel);
}

/// <summary>The calls of a kind that is always there and only ever set.</summary>
/// <typeparam name="T">The managed attributes.</typeparam>
/// <param name="kind">The pure half.</param>
internal abstract class AwsSetting<T>(ResourceKind<T> kind) : AwsHalf(kind)
    where T : class
{
    /// <inheritdoc/>
    public sealed override Task CarryOutAsync(Change change, Step step, AwsWorld world, CancellationToken cancel) =>
        SetAsync(change.Address, kind.Typed(change.After!), world, cancel);

    /// <summary>Sets the desired value.</summary>
    protected abstract Task SetAsync(Address address, T desired, AwsWorld world, CancellationToken cancel);
}
