using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary>What every command that works on an estate does alike: read the policies, open, run, tell faults, close.</summary>
/// <param name="opening">Opens what the options name.</param>
/// <param name="renderers">How results are told.</param>
internal sealed class Runner(Opening opening, Renderers renderers)
{
    /// <summary>Runs a command's body on valid policies and an open estate; turns what it throws into a message and an exit code.</summary>
    public Task<int> RunAsync(Settings settings, Func<Opened, Renderer, CancellationToken, Task<int>> body, CancellationToken cancel) => TellAsync(
        settings,
        async renderer =>
        {
            var reading = PolicyFolder.Read(settings.Policies);
            if (reading.Bundle is not { } policies)
            {
                renderer.Validated(reading);
                return ExitCodes.Error;
            }

            if (NamedInVain.Faults(settings.Plan, policies) is [_, ..] faults)
            {
                faults.ForEach(f => renderer.Error(f, null));
                return ExitCodes.Error;
            }

            using var opened = opening.Open(policies, settings, renderer.Note);
            try
            {
                return await body(opened, renderer, cancel);
            }
            finally
            {
                if (settings.Verbose && opened.Connection is { } connection)
                {
                    renderer.Trace(connection.Trace);
                }
            }
        },
        cancel);

    /// <summary>Turns what a body throws into a message and an exit code.</summary>
    public async Task<int> TellAsync(Settings settings, Func<Renderer, Task<int>> body, CancellationToken cancel)
    {
        var renderer = renderers.For(settings);
        try
        {
            return await body(renderer);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            renderer.Note("interrupted; nothing was begun that is not in the journal");
            return ExitCodes.Interrupted;
        }
        catch (FaultException e)
        {
            renderer.Error(e.Fault, e.InnerException);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            renderer.Error(new() { Code = "file", What = e.Message, Where = new(settings.Rehearsal ?? settings.Policies), Remedy = "check the path and its permissions, and that no other baseline is at work on it" }, e);
        }
        catch (InvalidDataException e)
        {
            renderer.Error(new() { Code = "bad-rehearsal", What = e.Message, Where = new(settings.Rehearsal ?? "rehearsal"), Remedy = "delete the file to begin anew, or name another with --rehearse FILE" }, e);
        }
        catch (Exception e) when (AwsFaults.IsFromAws(e))
        {
            renderer.Error(AwsFaults.From(e, "root", "home region"), e);
        }
#pragma warning disable CA1031 // The last door: a fault of ours is told as such, with a trace when asked for, never as a crash.
        catch (Exception e)
#pragma warning restore CA1031
        {
            renderer.Error(
                new() { Code = "internal-error", What = $"a fault in this tool, not in your input: {e.GetType().Name}: {e.Message}", Where = new("baseline"), Remedy = "run again with --verbose and report it with the trace" },
                e);
        }

        return ExitCodes.Error;
    }
}
