using Amazon.Runtime;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Estates;

/// <summary>The organization as AWS, or whatever answers in its place, has it.</summary>
/// <param name="world">The run.</param>
internal sealed class AwsEstate(AwsWorld world) : IEstate
{
    private readonly Dictionary<string, AwsHalf> _halves = Kinds.All.ToDictionary(k => k.Kind.Name, StringComparer.Ordinal);
    private readonly Settling _settling = new(world.Time);

    /// <inheritdoc/>
    public async Task<Reading> ReadAsync(ResourceKind kind, CancellationToken cancel)
    {
        try
        {
            return await _halves[kind.Name].ReadAsync(world, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever AWS or the network does, the other kinds are still read; the fault says what happened.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new([], [Unread(kind, e)]) { NotRead = [kind.Name] };
        }
    }

    /// <inheritdoc/>
    public async Task CarryOutAsync(Change change, Step step, CancellationToken cancel)
    {
        var half = _halves[change.Address.Kind];
        try
        {
            await half.CarryOutAsync(change, step, world, cancel);
            var leftOut = half.Kind.LeftOut(world.Without);
            await _settling.AwaitAsync(change, async stop => (await ReadBackAsync(half, change, stop))?.Without(leftOut), cancel);
        }
        catch (Exception e) when (e is not FaultException && !(e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            throw new FaultException(world.FaultOf(e), e);
        }
    }

    // What one call has shown, the next may not know yet: then it is not there, and is asked for again.
    private async Task<Resource?> ReadBackAsync(AwsHalf half, Change change, CancellationToken cancel)
    {
        try
        {
            return await half.ReadBackAsync(change, world, cancel);
        }
        catch (AmazonServiceException e) when (e.ErrorCode?.EndsWith("NotFoundException", StringComparison.Ordinal) == true)
        {
            return null;
        }
    }

    private Fault Unread(ResourceKind kind, Exception e)
    {
        var fault = world.FaultOf(e);
        var facets = Kinds.Pure.Values.SelectMany(k => k.Facets);
        return AwsFaults.IsNotOffered(e) && facets.FirstOrDefault(f => fault.Where.Name.EndsWith(f.Needs, StringComparison.Ordinal)) is { } facet
            ? fault with { Remedy = $"leave it out with --without {facet.Name}" }
            : AwsFaults.IsNotOffered(e) ? fault with { Remedy = $"leave it out with --without {kind.Name}" } : fault;
    }
}
