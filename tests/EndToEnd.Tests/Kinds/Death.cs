using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>Comes after the first write of each life that it has not twice come after: from then on nothing is answered, and nothing is carried out.</summary>
internal sealed class Death : IDisposable
{
    private readonly Dictionary<string, int> deaths = [];
    private CancellationTokenSource life = new();

    /// <summary>A new life.</summary>
    public CancellationTokenSource Begin() => life = new();

    /// <summary>Sees every call, one at a time.</summary>
    public void Observe(SandboxCall call)
    {
        if (call is { IsWrite: true, Moment: SandboxMoment.After, Error: null } && !life.IsCancellationRequested)
        {
            var times = deaths[$"{call.Service}:{call.Operation}"] = deaths.GetValueOrDefault($"{call.Service}:{call.Operation}") + 1;
            if (times <= 2)
            {
                life.Cancel();
            }
        }

        // No sort of failure that anybody would try again after.
        if (life.IsCancellationRequested)
        {
            throw new InvalidOperationException("the tool is dead");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => life.Dispose();
}
