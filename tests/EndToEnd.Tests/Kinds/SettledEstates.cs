using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using BaselineKinds = SecretScoops.Governance.Baseline.Resources.Kinds;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>Sandboxes in which policies are in force, made once for all kinds.</summary>
public sealed class SettledEstates
{
    private readonly List<(PolicyBundle Policies, Lazy<Task<Rehearsal>> Settled)> all =
    [
        .. new[] { Landing.Small(Landing.Default), Landing.Small(Landing.Everything) }.Select(p => (p, new Lazy<Task<Rehearsal>>(() => Rehearsal.OfAsync(p, watched: false)))),
    ];

    /// <summary>Policies that declare resources of a kind, where they are in force, and those resources.</summary>
    internal async Task<(PolicyBundle Policies, Rehearsal Settled, IReadOnlyList<Resource> Declared)> DeclaringAsync(string kind)
    {
        foreach (var (policies, settled) in all)
        {
            if (BaselineKinds.Pure[kind].Declare(policies).ToList() is [_, ..] declared)
            {
                return (policies, await settled.Value, declared);
            }
        }

        throw new InvalidOperationException($"no policies of the tests declare a {kind}: add one to Kinds/everything");
    }
}
