namespace SecretScoops.Governance.Faults;

/// <summary>Guesses what was meant by a name that does not exist.</summary>
internal static class Nearest
{
    /// <summary>Longer names are no typing errors, and comparing them would cost.</summary>
    private const int LongestName = 64;

    /// <summary>The candidate with the fewest letters different (ignoring case), or null when none is near: at most a third of the letters.</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        var best = (Name: (string?)null, Distance: 1 + (Math.Max(name.Length, 3) / 3));
        foreach (var candidate in candidates)
        {
            if (candidate.Length <= LongestName
                && Math.Abs(candidate.Length - name.Length) < best.Distance
                && Distance(name, candidate) is var distance
                && distance < best.Distance)
            {
                best = (candidate, distance);
            }
        }

        return best.Name;
    }

    /// <summary><c>did you mean "x"?</c>, or the other remedy when nothing is near.</summary>
    public static string Remedy(string name, IEnumerable<string> candidates, string otherwise) =>
        To(name, candidates) is { } near ? $"did you mean {Quoted.Value(near)}?" : otherwise;

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours, each counting one; case counts nothing.</summary>
    private static int Distance(string left, string right)
    {
        Span<int> beforeLast = stackalloc int[right.Length + 1];
        Span<int> last = stackalloc int[right.Length + 1];
        Span<int> current = stackalloc int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            last[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var same = Same(left[row - 1], right[column - 1]);
                current[column] = Math.Min(Math.Min(current[column - 1], last[column]) + 1, last[column - 1] + (same ? 0 : 1));
                if (row > 1 && column > 1 && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]))
                {
                    current[column] = Math.Min(current[column], beforeLast[column - 2] + 1);
                }
            }

            last.CopyTo(beforeLast);
            current.CopyTo(last);
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
