using Amazon.Runtime;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>What came of one message.</summary>
internal abstract record Taken
{
    private Taken()
    {
    }

    /// <summary>It was about controls of ours.</summary>
    /// <param name="Incidents">How each ended; empty when no control is about such things.</param>
    internal sealed record Worked(IReadOnlyList<Handled> Incidents) : Taken
    {
        /// <summary>Whether the message must come again.</summary>
        public bool IsUnfinished => Incidents.Any(i => i.Ending == Ending.Busy);
    }

    /// <summary>Nothing is to be done.</summary>
    internal sealed record Ignored(string Why) : Taken;

    /// <summary>It can never succeed: to the dead letters.</summary>
    internal sealed record Refused(string Code, string Why) : Taken;
}

/// <summary>Takes messages in: reads them, finds the controls they are about, and has each worked on.</summary>
/// <param name="office">What the work is done with.</param>
/// <param name="policies">For who administers what.</param>
internal sealed class Intake(Office office, PolicyBundle policies)
{
    private readonly Remediator remediator = new(office);
    private readonly Beliefs beliefs = new(office, policies);

    /// <summary>What it takes in the account that administers Security Hub: findings may be of any region.</summary>
    public static IReadOnlyList<Need> Needs { get; } = [new("securityhub:BatchUpdateFindings", "arn:{partition}:securityhub:*:{account}:hub/default")];

    /// <summary>Takes one message in. Throws what may pass by itself: the message then comes again.</summary>
    public async Task<Taken> TakeAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (await beliefs.ReadAsync(belief => Recall.TryRead(body, belief), cancellationToken) is { } recalled)
        {
            return await WorkAsync([recalled], cancellationToken);
        }

        return await beliefs.ReadAsync(belief => Doorbells.Read(body.Span, belief), cancellationToken) switch
        {
            Reading.Rung { Doorbells: [_, ..] all } => await CoveredAsync(all, cancellationToken) is [_, ..] ours
                ? await WorkAsync(ours, cancellationToken)
                : new Taken.Ignored("another function answers for that environment"),
            Reading.Rung => new Taken.Worked([]),
            Reading.Ignored ignored => new Taken.Ignored(ignored.Why),
            Reading.Refused refused => new Taken.Refused(refused.Code, refused.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<List<Doorbell>> CoveredAsync(IReadOnlyList<Doorbell> all, CancellationToken cancellationToken)
    {
        var covered = new List<Doorbell>();
        foreach (var rung in all)
        {
            if (office.Jurisdiction.Covers((await office.Roster.FindAsync(rung.AccountId, cancellationToken))?.Environment))
            {
                covered.Add(rung);
            }
        }

        return covered;
    }

    private async Task<Taken> WorkAsync(IReadOnlyList<Doorbell> doorbells, CancellationToken cancellationToken)
    {
        var (handled, findings) = (new List<Handled>(), new Dictionary<FindingKey, (Doorbell First, List<Handled> Handled)>());
        foreach (var doorbell in doorbells)
        {
            var before = handled.Count;
            foreach (var remediation in AllRemediations.RungBy(doorbell))
            {
                try
                {
                    handled.Add(await remediator.HandleAsync(doorbell, remediation, cancellationToken));
                }
                catch (WrongAccountException wrong)
                {
                    return new Taken.Refused(Refusals.ForeignAccount, wrong.Message);
                }
            }

            // What GuardDuty found was done, and is not undone by a fix: people look into it.
            if (doorbell is { Finding: { } finding, Trigger.Kind: not TriggerKind.FindingType })
            {
                _ = findings.TryAdd(finding, (doorbell, []));
                findings[finding].Handled.AddRange(handled.Skip(before));
            }
        }

        // A finding may be about several resources and controls, and is resolved when all of them hold.
        foreach (var (finding, (doorbell, about)) in findings)
        {
            if (about.Exists(h => h.IsMended) && about.TrueForAll(h => h.Ending is Ending.Fixed or Ending.Nothing))
            {
                await ResolveAsync(doorbell, finding, about, cancellationToken);
            }
        }

        return new Taken.Worked(handled);
    }

    // The fix stands whether or not Security Hub takes the note; it judges anew by itself within a day.
    private async Task ResolveAsync(Doorbell doorbell, FindingKey finding, List<Handled> handled, CancellationToken cancellationToken)
    {
        if (office.DryRun)
        {
            return;
        }

        try
        {
            await office.Connection.Home.InRegion(doorbell.Region).SecurityHub.BatchUpdateFindingsAsync(
                new()
                {
                    FindingIdentifiers = [new() { Id = finding.Id, ProductArn = finding.ProductArn }],
                    Workflow = new() { Status = "RESOLVED" },
                    Note = new()
                    {
                        Text = string.Join("; ", handled.Where(h => h.IsMended).Select(h => $"{h.Incident.Control}: fixed and proven at {office.Time.GetUtcNow():u}")),
                        UpdatedBy = Belief.OurNoteAuthor,
                    },
                },
                cancellationToken);
        }
        catch (AmazonServiceException)
        {
            // Told by the finding itself, which stays open.
        }
    }
}
