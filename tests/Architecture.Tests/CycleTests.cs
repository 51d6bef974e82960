using ArchUnitNET.Domain;
using static SecretScoops.Governance.Architecture.Tests.House;

namespace SecretScoops.Governance.Architecture.Tests;

/// <summary>Rooms may use each other, but not in a circle: each can be read with those below it alone.</summary>
public sealed class CycleTests
{
    [Theory]
    [InlineData("SecretScoops.Governance", "SecretScoops.Governance")]
    [InlineData("SecretScoops.Aws", "SecretScoops.Governance.Aws")]
    [InlineData("SecretScoops.Sandbox", "SecretScoops.Governance.Sandbox")]
    [InlineData("SecretScoops.Lambda", "SecretScoops.Governance.Lambda")]
    [InlineData("SecretScoops.Reports", "SecretScoops.Governance.Reports")]
    [InlineData("remediation", "SecretScoops.Governance.Remediation")]
    [InlineData("baseline", "SecretScoops.Governance.Baseline")]
    public void Rooms_do_not_use_each_other_in_a_circle(string assembly, string house)
    {
        var uses = OwnTypes
            .Where(type => type.Assembly.Name.Split(',')[0] == assembly)
            .SelectMany(type => Uses(type).Select(used => (From: Room(type, house), To: Room(used, house), Why: $"{type.Name} → {used.Name}")))
            .Where(use => use.From is not null && use.To is not null && use.From != use.To)
            .ToLookup(use => use.From!, use => (To: use.To!, use.Why), StringComparer.Ordinal);

        var circle = uses.Select(group => Circle(group.Key, uses)).FirstOrDefault(found => found is not null);

        Assert.True(circle is null, $"a circle: {circle}");
    }

    /// <summary>The shortest way from a room back to itself, or null.</summary>
    private static string? Circle(string start, ILookup<string, (string To, string Why)> uses)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<(string Room, string Way)>([(start, start)]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var (to, why) in uses[at.Room])
            {
                var way = $"{at.Way} → {to} ({why})";
                if (to == start)
                {
                    return way;
                }

                if (seen.Add(to))
                {
                    waiting.Enqueue((to, way));
                }
            }
        }

        return null;
    }

    /// <summary>The first name below the house's namespace; null for what lies in the hall, and for strangers.</summary>
    private static string? Room(IType type, string house) =>
        Home(type).StartsWith($"{house}.", StringComparison.Ordinal) ? Home(type)[(house.Length + 1)..].Split('.')[0] : null;
}
