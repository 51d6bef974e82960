using System.Text;
using System.Text.Json;
using SecretScoops.Governance.Faults;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

/// <summary>
/// Every sort of place in every policy file, spoiled. Which places there are is read from the default policies and from those that the end-to-end tests lay over them, so that no kind is
/// forgotten. Each round spoils one place of every file: what is wrong in one file hides nothing of another.
/// </summary>
public sealed class EveryPlaceTests
{
    [Fact]
    public void A_value_of_another_type_is_told_where_it_stands() => Spoils(place => place.Value);

    [Fact]
    public void A_property_that_nobody_reads_is_told_where_it_stands() => Spoils(place => place.Property);

    private static void Spoils(Func<Place, (int At, int Length, string By)?> how)
    {
        using var policies = Everything();
        var files = Directory.EnumerateFiles(policies.Folder, "*.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains("schemas", StringComparison.Ordinal) && !file.Contains("frameworks", StringComparison.Ordinal))
            .Select(file => (Path: file, Bytes: File.ReadAllBytes(file)))
            .Select(file => (file.Path, file.Bytes, Places: PlacesOf(file.Bytes).Where(place => how(place) is not null).DistinctBy(place => place.Sort).ToList())).ToList();
        var untold = new List<string>();

        for (var round = 0; round < files.Max(file => file.Places.Count); round++)
        {
            var spoiled = files.Where(file => file.Places.Count > round).ToList();
            spoiled.ForEach(file => File.WriteAllBytes(file.Path, Spoiled(file.Bytes, how(file.Places[round])!.Value)));
            var told = policies.Read().Faults.Where(fault => fault is { Severity: Severity.Error, Remedy.Length: > 0 }).Select(fault => (fault.Where.Name, fault.Where.Line)).ToHashSet();
            untold.AddRange(spoiled.Where(file => !file.Places[round].Lines.Any(line => told.Contains((file.Path, line)))).Select(file => $"{Path.GetFileName(file.Path)}:{file.Places[round].Lines[^1]} {file.Places[round].Sort}"));
            spoiled.ForEach(file => File.WriteAllBytes(file.Path, file.Bytes));
        }

        Assert.True(untold.Count == 0, string.Join("\n", untold));
    }

    private static PolicyCopy Everything()
    {
        var policies = new PolicyCopy();
        var overlay = Path.Combine(RealPolicies.Folder, "..", "tests", "EndToEnd.Tests", "Kinds", "everything");
        foreach (var file in Directory.EnumerateFiles(overlay, "*.json", SearchOption.AllDirectories))
        {
            policies.Write(Path.GetRelativePath(overlay, file), File.ReadAllBytes(file));
        }

        Assert.NotNull(policies.Read().Bundle);
        return policies;
    }

    private static byte[] Spoiled(byte[] bytes, (int At, int Length, string By) how) => [.. bytes[..how.At], .. Encoding.UTF8.GetBytes(how.By), .. bytes[(how.At + how.Length)..]];

    private static List<Place> PlacesOf(byte[] bytes)
    {
        var places = new List<Place>();
        var reader = new Utf8JsonReader(bytes);
        var name = "";
        var within = new Stack<int>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = reader.GetString()!;
            }
            else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                _ = within.Pop();
            }
            else
            {
                var (start, type) = ((int)reader.TokenStartIndex, reader.TokenType);
                var whole = reader;
                whole.Skip();
                var line = 1 + bytes[..start].Count(b => b == '\n');
                places.Add(new($"{name} {type}", [.. within.Take(1), line], start, (int)whole.BytesConsumed - start, type));
                if (type is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    within.Push(line);
                }
            }
        }

        return places;
    }

    // Its own line, and that of what it stands in, which is told where only the whole of it makes sense.
    private sealed record Place(string Sort, int[] Lines, int At, int Length, JsonTokenType Type)
    {
        public (int, int, string)? Value => (At, Length, "[[7]]");

        public (int, int, string)? Property => Type == JsonTokenType.StartObject ? (At + 1, 0, Length == 2 ? "\"nobody-reads\":[[7]]" : "\"nobody-reads\":[[7]],") : null;
    }
}
