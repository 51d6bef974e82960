using System.Collections.Frozen;

namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>A structure as the protocols see it.</summary>
/// <param name="name">The structure's name in the model.</param>
/// <param name="members">The members; a shape's <see cref="IShape.Read"/> goes by the index in here.</param>
internal sealed class StructureSchema(string name, params Member[] members)
{
    private readonly FrozenDictionary<string, int> byWireName = Index(members, StringComparer.Ordinal);

    // Error answers write "Message" and "message" without much regard to the model.
    private readonly FrozenDictionary<string, int> byAnyCase = Index(members, StringComparer.OrdinalIgnoreCase);

    /// <summary>The structure's name in the model.</summary>
    public string Name { get; } = name;

    /// <summary>The members, in the model's order.</summary>
    public IReadOnlyList<Member> Members { get; } = members;

    /// <summary>The XML namespace of the structure; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The member that is the whole body; null where the body is a document of the unbound members.</summary>
    public Member? Payload { get; } = members.FirstOrDefault(static member => member.Location == Location.Payload);

    /// <summary>The index of the body member of that name, or -1. Unknown members are passed over, as AWS may add some at any time.</summary>
    public int IndexOf(string wireName) =>
        byWireName.TryGetValue(wireName, out var index) || byAnyCase.TryGetValue(wireName, out index) ? index : -1;

    private static FrozenDictionary<string, int> Index(Member[] members, StringComparer comparer)
    {
        var found = new Dictionary<string, int>(comparer);
        for (var index = 0; index < members.Length; index++)
        {
            if (members[index].Location == Location.Body)
            {
                found.TryAdd(members[index].WireName, index);
            }
        }

        return found.ToFrozenDictionary(comparer);
    }
}
