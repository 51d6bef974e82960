namespace SecretScoops.Governance.Sandbox.State;

/// <summary>Has writes on the disk before they are answered. Writes that come while the file is being replaced share the next replacement.</summary>
/// <param name="file">The state's file.</param>
/// <param name="capture">The present state and the number of its last write.</param>
internal sealed class Durability(StateFile file, Func<(long Write, byte[] State)> capture)
{
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;
    private Task? next;
    private long saved;

    /// <summary>Ends when the write of this number, and all before it, are on the disk.</summary>
    /// <exception cref="IOException">The file cannot be replaced.</exception>
    public Task ReachAsync(long write)
    {
        lock (gate)
        {
            // A replacement that has not begun will hold this write too.
            return saved >= write ? Task.CompletedTask : next ??= SaveAfterAsync(running);
        }
    }

    private async Task SaveAfterAsync(Task before)
    {
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            (running, next) = (next!, null);
        }

        var (last, state) = capture();
        file.Save(state);
        lock (gate)
        {
            saved = last;
        }
    }
}
