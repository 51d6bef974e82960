using System.Collections;
using Amazon.Runtime;
using Amazon.Runtime.Documents;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>Fills a structure of the client with whatever a seed leads to. Collections are null or have something: not every location can tell "empty".</summary>
internal sealed class Filler(int seed)
{
    private static readonly string[] Hard =
    [
        "", " ", " both ends ", "a,b", "\"quoted\", \\ and not", "<&>'\"]]>", "a=b&c=d?e#f", "%20+%2F", "line\nand\r\nmore\ttab", "ünïcödé €", "\U0001F600 and \U00010348", "null", "1.50", "/slash//es/",
    ];

    private static readonly string[] InHeaders = ["plain", "a b", "x=y;z", "~tilde~", "(c) 100%", "12"];
    private static readonly string[] InListsOfHeaders = ["plain", "a,b", "with \"quotes\"", "", " spaced ", "back\\slash", "x, 1"];
    private static readonly string[] InPaths = ["plain", "a b", "ü€", "q?x=1&y#z", "100%", "a+b", "semi;colon", "{Id}"];
    private static readonly string[] InGreedyPaths = ["plain", "a/b", "a/b c/ü", "deep/er/est"];

    private readonly Random random = new(seed);

    public T Fill<T>(T shape)
        where T : notnull
    {
        Fill(shape, 0);
        return shape;
    }

    private void Fill(object shape, int depth)
    {
        foreach (var property in shape.GetType().GetProperties().Where(static property => property.CanWrite && property.DeclaringType!.Namespace!.EndsWith(".Model", StringComparison.Ordinal)))
        {
            // A form cannot carry a structure without members: each has a name.
            if (property.Name is "Id" or "Key" or "Name" || random.Next(4) > 0)
            {
                property.SetValue(shape, Value(property.PropertyType, property.Name, depth + 1));
            }
        }
    }

    private object? Value(Type type, string name, int depth)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => Text(name),
            _ when plain == typeof(int) => random.Next(int.MinValue, int.MaxValue),
            _ when plain == typeof(long) => random.NextInt64(long.MinValue, long.MaxValue),
            _ when plain == typeof(bool) => random.Next(2) == 0,
            _ when plain == typeof(double) => random.Next(5) switch { 0 => double.NaN, 1 => double.NegativeInfinity, 2 => 0.1, _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30)) },
            _ when plain == typeof(float) => (float)random.NextDouble(),
            _ when plain == typeof(DateTime) => DateTime.UnixEpoch.AddMilliseconds(random.NextInt64(-1_000_000_000_000, 4_000_000_000_000)),
            _ when plain == typeof(MemoryStream) => new MemoryStream(Bytes()),
            _ when plain == typeof(Document) => new Document(new Dictionary<string, Document> { ["a"] = new(new List<Document> { new(1), new("x"), new(true), new(2.5) }), ["b"] = new(long.MaxValue) }),
            _ when plain.IsSubclassOf(typeof(ConstantClass)) => Activator.CreateInstance(plain, random.Next(2) == 0 ? "RED" : "dark-blue"),
            _ when depth > 5 => null,
            _ when plain.IsGenericType => Collection(plain, name, depth),
            _ => Nested(plain, depth),
        };
    }

    private object Nested(Type type, int depth)
    {
        var shape = Activator.CreateInstance(type)!;
        Fill(shape, depth);
        return shape;
    }

    private object? Collection(Type type, string name, int depth)
    {
        var filled = Activator.CreateInstance(type)!;
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var value = Value(type.GetGenericArguments()[^1], name + "!", depth + 1);
            if (value is null)
            {
                continue;
            }

            if (filled is IDictionary map)
            {
                map[name is "Meta" or "Others" ? $"k{count}" : Text("") + count] = value;
            }
            else
            {
                ((IList)filled).Add(value);
            }
        }

        if (name == "Names")
        {
            // The SDK sorts the values of a repeated query parameter for the signature, and sends them so.
            ((List<string>)filled).Sort(StringComparer.Ordinal);
        }

        return ((ICollection)filled).Count > 0 ? filled : null;
    }

    private string Text(string name) => name switch
    {
        "Id" => Pick(InPaths),
        "Key" => Pick(InGreedyPaths),
        "Etag" or "Meta!" => Pick(InHeaders),
        "Labels!" => Pick(InListsOfHeaders),
        "Type" => "application/zip",
        _ => Pick(Hard),
    };

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(1, 40)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Pick(string[] texts) => texts[random.Next(texts.Length)];
}
