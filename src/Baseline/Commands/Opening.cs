using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary>What a command works with: the policies, and the estate they are held against.</summary>
/// <param name="Policies">What is declared, without a fault.</param>
/// <param name="Estate">AWS, a rehearsal or a snapshot.</param>
/// <param name="World">The AWS side; null for a snapshot.</param>
/// <param name="Connection">To AWS or the rehearsal; null for a snapshot.</param>
/// <param name="Journal">Where an apply's journal lies.</param>
/// <param name="Mode"><c>aws</c>, <c>rehearsal</c> or <c>snapshot</c>.</param>
internal sealed record Opened(PolicyBundle Policies, IEstate Estate, AwsWorld? World, AwsConnection? Connection, string Journal, string Mode) : IDisposable
{
    /// <summary>Which organization it is, once it has been read: the management account, and whether it is AWS's, a rehearsal's or a snapshot's.</summary>
    public string Whereabouts() => World is null ? "snapshot" : $"{Mode} {World.Ids.TryOf(new(KindNames.Account, World.LandingZone.ManagementAccount))}";

    /// <inheritdoc/>
    public void Dispose() => Connection?.Dispose();
}

/// <summary>Opens what the common options name.</summary>
/// <param name="rehearsal">Opens a local landing zone kept in a file; given by the composition root, the only one that knows the sandbox.</param>
/// <param name="time">The clock.</param>
internal sealed class Opening(Func<string, HttpMessageHandler> rehearsal, TimeProvider time)
{
    /// <summary>Keeps AWS's rates at every endpoint where it says <c>always</c>: how long an apply takes can be rehearsed too.</summary>
    private const string PacingVariable = "BASELINE_PACING";

    private const string AwsJournal = ".baseline/journal.jsonl";

    private static Pacing Paced => Environment.GetEnvironmentVariable(PacingVariable) == "always" ? Pacing.Always : Pacing.AtAws;

    /// <summary>Opens estate and session for policies that were read.</summary>
    /// <param name="policies">What is declared.</param>
    /// <param name="settings">The common options.</param>
    /// <param name="patience">Told when a wait grows long.</param>
    /// <exception cref="FaultException">The snapshot or the rehearsal cannot be read.</exception>
    public Opened Open(PolicyBundle policies, Settings settings, Action<string> patience)
    {
        if (settings.Estate is { } snapshot)
        {
            return new(policies, new SnapshotEstate(SnapshotFile.Read(snapshot), snapshot), null, null, AwsJournal, "snapshot");
        }

        var connection = new AwsConnection(new()
        {
            Handler = settings.Rehearsal is { } file ? rehearsal(file) : null,
            Region = policies.LandingZone.HomeRegion,
            AccessRole = policies.LandingZone.AccessRole,
            SessionName = "secret-scoops-baseline",
            Time = time,
            Patience = patience,
            Resilience = new() { Pacing = Paced },
        });
        var world = new AwsWorld(connection.Home, policies, settings.Plan.Without, time, settings.Plan.Read(policies.LandingZone.ManagementAccount));
        return new(policies, new AwsEstate(world), world, connection, settings.Rehearsal is { } path ? path + ".journal.jsonl" : AwsJournal, settings.Rehearsal is null ? "aws" : "rehearsal");
    }
}
