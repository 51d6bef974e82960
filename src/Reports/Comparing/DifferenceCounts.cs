using System.Runtime.InteropServices;

namespace SecretScoops.Governance.Reports.Comparing;

/// <summary>How many differences there are of each sort.</summary>
internal sealed class DifferenceCounts
{
    private readonly Dictionary<Direction, int> directions = [];
    private readonly Dictionary<(Cause Cause, Direction Direction), int> causes = [];

    /// <summary>In all.</summary>
    public int All { get; private set; }

    /// <summary>Counts them, in one pass.</summary>
    public static DifferenceCounts Of(IEnumerable<Difference> differences)
    {
        var counts = new DifferenceCounts();
        foreach (var difference in differences)
        {
            counts.All++;
            CollectionsMarshal.GetValueRefOrAddDefault(counts.directions, difference.Direction, out _)++;
            CollectionsMarshal.GetValueRefOrAddDefault(counts.causes, (difference.Causes[0], difference.Direction), out _)++;
        }

        return counts;
    }

    /// <summary>With this direction.</summary>
    public int Of(Direction direction) => directions.GetValueOrDefault(direction);

    /// <summary>With this first cause and direction.</summary>
    public int Of(Cause cause, Direction direction) => causes.GetValueOrDefault((cause, direction));
}
