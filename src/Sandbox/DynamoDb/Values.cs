using System.Globalization;
using System.Text;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.DynamoDb;

namespace SecretScoops.Governance.Sandbox.DynamoDb;

/// <summary>Values of attributes: taken from the wire, shown, compared and measured.</summary>
/// <remarks>DynamoDB Developer Guide, "Supported data types", "Item sizes and formats" (remembered). Numbers have 28 digits here, 38 there.</remarks>
internal static class Values
{
    private const string Empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";

    /// <summary>The items, or what <paramref name="of"/> is, as kept.</summary>
    public static SortedDictionary<string, StoredValue> Take(Dictionary<string, AttributeValue>? of)
    {
        var taken = new SortedDictionary<string, StoredValue>(StringComparer.Ordinal);
        foreach (var (name, value) in of ?? [])
        {
            taken[name] = Take(value);
        }

        return taken;
    }

    /// <summary>A value as kept; refused where it is none.</summary>
    public static StoredValue Take(AttributeValue value)
    {
        var taken = new StoredValue
        {
            S = value.S,
            N = value.N is { } number ? Number(number) : null,
            B = value.B is { } bytes ? Convert.ToBase64String(bytes) : null,
            Bool = value.BOOL,
            Null = value.NULL,
            Ss = Set(value.SS, "string"),
            Ns = Set(value.NS?.ConvertAll(Number), "number"),
            Bs = Set(value.BS?.ConvertAll(Convert.ToBase64String), "binary"),
            L = value.L?.ConvertAll(Take),
            M = value.M is { } map ? Take(map) : null,
        };
        object?[] there = [taken.S, taken.N, taken.B, taken.Bool, taken.Null, taken.Ss, taken.Ns, taken.Bs, taken.L, taken.M];
        return there.Count(static each => each is not null) switch
        {
            1 => taken,
            0 => throw Invalid(Empty),
            _ => throw Invalid("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"),
        };
    }

    /// <summary>Items as the wire has them.</summary>
    public static Dictionary<string, AttributeValue> Show(IEnumerable<KeyValuePair<string, StoredValue>> item) => item.ToDictionary(each => each.Key, each => Show(each.Value), StringComparer.Ordinal);

    /// <summary>A value as the wire has it.</summary>
    public static AttributeValue Show(StoredValue value) => new()
    {
        S = value.S,
        N = value.N,
        B = value.B is { } bytes ? Convert.FromBase64String(bytes) : null,
        BOOL = value.Bool,
        NULL = value.Null,
        SS = value.Ss,
        NS = value.Ns,
        BS = value.Bs?.ConvertAll(Convert.FromBase64String),
        L = value.L?.ConvertAll(Show),
        M = value.M is { } map ? Show(map) : null,
    };

    /// <summary>The type's name: <c>S</c>, <c>NS</c>, <c>BOOL</c>.</summary>
    public static string TypeOf(StoredValue value) => value switch
    {
        { S: not null } => "S",
        { N: not null } => "N",
        { B: not null } => "B",
        { Bool: not null } => "BOOL",
        { Null: not null } => "NULL",
        { Ss: not null } => "SS",
        { Ns: not null } => "NS",
        { Bs: not null } => "BS",
        { L: not null } => "L",
        _ => "M",
    };

    /// <summary>Whether two values are one and the same; sets have no order.</summary>
    public static bool Same(StoredValue one, StoredValue other) => TypeOf(one) == TypeOf(other) && (one switch
    {
        { L: { } list } => list.Count == other.L!.Count && list.Zip(other.L).All(pair => Same(pair.First, pair.Second)),
        { M: { } map } => map.Count == other.M!.Count && map.All(each => other.M.TryGetValue(each.Key, out var value) && Same(each.Value, value)),
        { Bool: { } flag } => flag == other.Bool,
        { Null: not null } => true,
        _ when MembersOf(one) is { } members => members.ToHashSet(StringComparer.Ordinal).SetEquals(MembersOf(other)!),
        _ => Compare(one, other) == 0,
    });

    /// <summary>Less, equal or more; null where the two have no order.</summary>
    public static int? Compare(StoredValue one, StoredValue other) => (one, other) switch
    {
        ({ S: { } left }, { S: { } right }) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)),
        ({ N: { } left }, { N: { } right }) => Decimal(left).CompareTo(Decimal(right)),
        ({ B: { } left }, { B: { } right }) => Convert.FromBase64String(left).AsSpan().SequenceCompareTo(Convert.FromBase64String(right)),
        _ => null,
    };

    /// <summary>The members of a set; null for what is none.</summary>
    public static List<string>? MembersOf(StoredValue value) => value.Ss ?? value.Ns ?? value.Bs;

    /// <summary>A set of the same type.</summary>
    public static StoredValue SetLike(StoredValue set, List<string> members) => set switch
    {
        { Ss: not null } => new() { Ss = members },
        { Ns: not null } => new() { Ns = members },
        _ => new() { Bs = members },
    };

    /// <summary>The number.</summary>
    public static decimal Decimal(string number) => decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>As DynamoDB writes numbers: no leading or trailing zeros.</summary>
    public static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The size of an item, in bytes, by which its limit goes.</summary>
    public static int Size(SortedDictionary<string, StoredValue> item) => item.Sum(each => Encoding.UTF8.GetByteCount(each.Key) + Size(each.Value));

    /// <summary>A refusal of what was asked.</summary>
    public static WireException Invalid(string message) => new("ValidationException", message, 400);

    private static int Size(StoredValue value) => value switch
    {
        { S: { } text } => Encoding.UTF8.GetByteCount(text),
        { N: { } number } => (number.Length / 2) + 1,
        { B: { } bytes } => Convert.FromBase64String(bytes).Length,
        { L: { } list } => 3 + list.Sum(each => 1 + Size(each)),
        { M: { } map } => 3 + map.Sum(each => 1 + Encoding.UTF8.GetByteCount(each.Key) + Size(each.Value)),
        _ when MembersOf(value) is { } members => members.Sum(Encoding.UTF8.GetByteCount),
        _ => 1,
    };

    private static string Number(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? Text(read) : throw Invalid($"The parameter cannot be converted to a numeric value: {number}");

    private static List<string>? Set(List<string>? members, string type) => members switch
    {
        null => null,
        [] => throw Invalid($"One or more parameter values were invalid: An {type} set  may not be empty"),
        _ when members.Distinct(StringComparer.Ordinal).Count() < members.Count => throw Invalid("One or more parameter values were invalid: Input collection contains duplicates."),
        _ => members,
    };
}
