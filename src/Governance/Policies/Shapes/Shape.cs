using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>How one value of a policy file must look. Reading it, checking it and its JSON Schema follow from this one description.</summary>
internal abstract class Shape<T>
{
    /// <summary>Reads and checks; every fault goes into the log. False when there is no value to go on with.</summary>
    public abstract bool TryRead(SourceNode node, FaultLog faults, [MaybeNullWhen(false)] out T value);

    /// <summary>A new JSON Schema (draft-07, which editors know best) of the same rules.</summary>
    public abstract JsonObject Schema();

    /// <summary>The same, with its value turned into something else.</summary>
    public Shape<TResult> Select<TResult>(Func<T, TResult> map) => new MappedShape<T, TResult>(this, map);

    /// <summary>Refuses a value of the wrong kind.</summary>
    private protected static bool WrongType(SourceNode node, string expected, FaultLog faults, [MaybeNullWhen(false)] out T value) =>
        faults.Refuse(node.Where, "wrong-type", $"expected {expected}, found {node.Described}", $"write {expected}", out value);
}

/// <summary>The vocabulary in which shapes of files are written.</summary>
internal static class Shape
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static Shape<bool> Boolean { get; } = new BooleanShape();

    /// <summary>A whole number within bounds, both included.</summary>
    public static Shape<int> Integer(int minimum, int maximum) => new IntegerShape(minimum, maximum);

    /// <summary>Any text of 1 to <paramref name="maximum"/> UTF-16 units.</summary>
    public static Shape<string> Text(int maximum = 1_000) => new TextShape(null, maximum);

    /// <summary>Text of a known format.</summary>
    public static Shape<string> Text(TextFormat format, int maximum = 1_000) => new TextShape(format, maximum);

    /// <summary>One of a few words.</summary>
    public static Shape<T> Choice<T>(params (string Word, T Value)[] choices) => new ChoiceShape<T>(choices);

    /// <summary>A list without repetitions.</summary>
    public static Shape<IReadOnlyList<Sourced<T>>> List<T>(Shape<T> element, int minimum = 0) => new ListShape<T>(element, minimum);

    /// <summary>An object whose keys are names that the author chooses.</summary>
    public static Shape<IReadOnlyList<SourcedEntry<T>>> Map<T>(TextFormat key, Shape<T> value) => new MapShape<T>(key, value);

    /// <summary>An object with known properties.</summary>
    public static ObjectShape<T> Object<T>(Func<ObjectShape<T>, Func<Fields, T?>> describe)
        where T : class
    {
        var shape = new ObjectShape<T>();
        shape.Build = describe(shape);
        return shape;
    }

    /// <summary>Keeps the value's place.</summary>
    public static Shape<Sourced<T>> Sourced<T>(Shape<T> inner) => new SourcedShape<T>(inner);

    /// <summary>The value as it was written, for readers of their own.</summary>
    public static Shape<SourceNode> Raw(Func<JsonObject> schema) => new RawShape(schema);
}
