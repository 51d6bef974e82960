using System.Text.Json.Nodes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>One line beneath a resource.</summary>
internal abstract record Detail
{
    private Detail()
    {
    }

    /// <summary>An attribute of something new.</summary>
    internal sealed record Said(string Name, JsonNode? Value) : Detail;

    /// <summary>An attribute that changes.</summary>
    internal sealed record Differs(string Path, JsonNode? Before, JsonNode? After) : Detail;

    /// <summary>What comes into a list and goes out of it.</summary>
    internal sealed record Elements(string Path, IReadOnlyList<(Verb Verb, JsonNode? Value)> Moved) : Detail;

    /// <summary>Several changes that read as one: <c>+ attach to ou/DEV, ou/UAT</c>.</summary>
    internal sealed record Folded(Verb Verb, string What, IReadOnlyList<string> To) : Detail;
}

/// <summary>One resource in a plan; <see cref="Verb.Keep"/> when only what is folded beneath it changes.</summary>
/// <param name="Verb">What is done with it.</param>
/// <param name="Address">Which.</param>
/// <param name="Source">Where it is declared, without its column; null for what is not.</param>
/// <param name="Details">Beneath it.</param>
internal sealed record Entry(Verb Verb, Address Address, Place? Source, IReadOnlyList<Detail> Details);

/// <summary>What a plan has to say about one subject.</summary>
/// <param name="Heading">The subject.</param>
/// <param name="Changes">Pending changes, folded ones included.</param>
/// <param name="Entries">In the order of kinds and names.</param>
internal sealed record Chapter(string Heading, int Changes, IReadOnlyList<Entry> Entries);

/// <summary>A plan as it is told to people: by subject, with pairs (attachments, places, assignments) folded beneath what they belong to.</summary>
internal static class Outline
{
    private const string Others = "Other";

    private static readonly (string Heading, string[] Kinds)[] Chapters =
    [
        ("Organization", [KindNames.Organization, KindNames.ServiceAccess, KindNames.PolicyType, KindNames.OrganizationalUnit]),
        ("Accounts", [KindNames.Account, KindNames.Placement, KindNames.DelegatedAdministrator]),
        ("Guardrails",
        [
            KindNames.Scp, KindNames.ScpAttachment, KindNames.Rcp, KindNames.RcpAttachment,
            .. KindNames.ManagementPolicies.SelectMany(kind => (string[])[kind, KindNames.AttachmentOf(kind)]),
        ]),
        ("Alerts", [KindNames.EventBus, KindNames.EventRole, KindNames.Topic, KindNames.EventRule]),
        ("Access", [KindNames.Group, KindNames.PermissionSet, KindNames.Assignment]),
        ("Log archive", [KindNames.KmsKey, KindNames.Bucket, KindNames.Trail]),
        ("Configuration", [KindNames.ConfigRole, KindNames.ConfigRecorder, KindNames.ConfigAggregator, KindNames.ConfigRule, KindNames.ConformancePack]),
        ("GuardDuty", [KindNames.GuardDutyAdministrator, KindNames.GuardDutyDetector, KindNames.GuardDutyOrganization, KindNames.GuardDutyMembers, KindNames.GuardDutyPublishing]),
        ("Account defaults",
        [
            KindNames.PublicAccessBlock, KindNames.EbsEncryption, KindNames.InstanceMetadata, KindNames.ImagePublicAccess, KindNames.SnapshotPublicAccess, KindNames.SerialConsole,
            KindNames.DefaultSecurityGroup, KindNames.DefaultVpc, KindNames.PasswordPolicy, KindNames.RootAccess, KindNames.AccessAnalyzer, KindNames.AlternateContact,
        ]),
        ("Security Hub", [
            KindNames.SecurityHubAdministrator, KindNames.SecurityHub, KindNames.SecurityHubMember, KindNames.SecurityHubAggregator, KindNames.SecurityHubOrganization,
            KindNames.SecurityHubPolicy, KindNames.SecurityHubAssociation, KindNames.AutomationRule]),
    ];

    private static readonly Dictionary<string, int> ChapterOf = Chapters.SelectMany((c, i) => c.Kinds.Select(k => (k, i))).ToDictionary(p => p.k, p => p.i, StringComparer.Ordinal);

    private static readonly Dictionary<string, int> PlaceOf = Chapters.SelectMany(c => c.Kinds).Select((k, i) => (k, i)).ToDictionary(p => p.k, p => p.i, StringComparer.Ordinal);

    /// <summary>Where a kind stands in the story that plans and outcomes tell.</summary>
    public static int OrderOf(string kind) => PlaceOf.GetValueOrDefault(kind, int.MaxValue);

    /// <summary>The chapters in which something changes.</summary>
    public static IReadOnlyList<Chapter> Of(Plan plan) =>
    [
        .. plan.Pending
            .GroupBy(c => ChapterOf.GetValueOrDefault(c.Address.Kind, Chapters.Length))
            .OrderBy(g => g.Key)
            .Select(g => new Chapter(g.Key < Chapters.Length ? Chapters[g.Key].Heading : Others, g.Count(), Entries(g))),
    ];

    private static IReadOnlyList<Entry> Entries(IEnumerable<Change> changes)
    {
        var (single, folding) = (new Dictionary<Address, Change>(), new List<(Pairing.Pair Pair, Change Change)>());
        foreach (var change in changes)
        {
            if (Pairing.Of(change) is { } pair)
            {
                folding.Add((pair, change));
            }
            else
            {
                single.Add(change.Address, change);
            }
        }

        var folded = folding.ToLookup(f => f.Pair.Of);
        return
        [
            .. single.Keys.Union(folded.Select(f => f.Key))
                .OrderBy(a => OrderOf(a.Kind)).ThenBy(a => a.ToString(), StringComparer.Ordinal)
                .Select(address => Of(address, single.GetValueOrDefault(address), folded[address])),
        ];
    }

    private static Entry Of(Address address, Change? change, IEnumerable<(Pairing.Pair Pair, Change Change)> folded) => new(
        change?.Verb ?? Verb.Keep,
        address,
        (change?.After?.DeclaredAt ?? folded.Select(f => f.Change.After?.DeclaredAt).FirstOrDefault(p => p is not null)) is { } place ? place with { Column = 0 } : null,
        [
            .. change?.Verb switch
            {
                Verb.Create => Attributes.Essential(change.After!),
                Verb.Update => Attributes.Differing(change),
                _ => [],
            },
            .. folded
                .GroupBy(f => (f.Change.Verb, f.Pair.What))
                .OrderBy(g => g.Key.Verb).ThenBy(g => g.Key.What, StringComparer.Ordinal)
                .Select(g => new Detail.Folded(g.Key.Verb, g.Key.What, [.. g.Select(f => f.Pair.To).Order(StringComparer.Ordinal)])),
        ]);
}
