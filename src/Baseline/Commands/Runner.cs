using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary>What every command that works on an estate does alike: read the policies, open, run, tell faults, close.</summary>
/// <param name="opening">Opens what the options name.</param>
/// <param name="renderers">How results are told.</param>
internal sealed class Runner(Opening opening, Renderers renderers)
{
    /// <summary>Runs a command's body on valid policies and an open estate; turns what it throws into a message and an exit code.</summary>
    public async Task<int> RunAsync(Settings settings, Func<Opened, Renderer, CancellationToken, Task<int>> body, CancellationToken cancel)
    {
        var renderer = renderers.For(settings);
        var reading = PolicyFolder.Read(settings.Policies);
        if (reading.Bundle is not { } policies)
        {
            renderer.Validated(reading);
            return ExitCodes.Error;
        }

        AwsConnection? connection = null;
        try
        {
            using var opened = opening.Open(policies, settings, renderer.Note);
            connection = opened.Connection;
            return await body(opened, renderer, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            renderer.Note("interrupted");
            return ExitCodes.Interrupted;
        }
        catch (FaultException e)
        {
            renderer.Error(e.Fault, e.InnerException);
            return ExitCodes.Error;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            renderer.Error(new() { Code = "file", What = e.Message, Where = new(settings.Rehearsal ?? settings.Policies), Remedy = "check the path and its permissions" }, e);
            return ExitCodes.Error;
        }
        finally
        {
            if (settings.Verbose && connection is not null)
            {
                renderer.Trace(connection.Trace);
            }
        }
    }
}
