using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.DynamoDb.Expressions;

/// <summary>Something to compare: what is in the item at a path, its size, or a value of the request's.</summary>
internal sealed record Operand(ItemPath? Path, StoredValue? Given, bool IsSize = false)
{
    /// <summary>Its value for an item; null where the item has none.</summary>
    public StoredValue? In(SortedDictionary<string, StoredValue> item)
    {
        var value = Given ?? Path!.Find(item);
        return !IsSize || value is null ? value : SizeOf(value) is { } size ? new StoredValue { N = Values.Text(size) } : null;
    }

    private static int? SizeOf(StoredValue value) => value switch
    {
        { S: { } text } => System.Text.Encoding.UTF8.GetByteCount(text),
        { B: { } bytes } => Convert.FromBase64String(bytes).Length,
        { L: { } list } => list.Count,
        { M: { } map } => map.Count,
        _ => Values.MembersOf(value)?.Count,
    };
}

/// <summary>What must hold of an item.</summary>
internal abstract record ItemCondition
{
    /// <summary>Whether it does.</summary>
    public abstract bool Holds(SortedDictionary<string, StoredValue> item);
}

/// <summary>All, or any.</summary>
internal sealed record Joined(bool All, IReadOnlyList<ItemCondition> Parts) : ItemCondition
{
    /// <inheritdoc/>
    public override bool Holds(SortedDictionary<string, StoredValue> item) => All ? Parts.All(part => part.Holds(item)) : Parts.Any(part => part.Holds(item));
}

/// <summary>NOT.</summary>
internal sealed record Negated(ItemCondition Part) : ItemCondition
{
    /// <inheritdoc/>
    public override bool Holds(SortedDictionary<string, StoredValue> item) => !Part.Holds(item);
}

/// <summary>One of the six comparisons. What is absent, or of another type, is only unequal.</summary>
internal sealed record Compared(string Operator, Operand Left, Operand Right) : ItemCondition
{
    /// <inheritdoc/>
    public override bool Holds(SortedDictionary<string, StoredValue> item)
    {
        var (left, right) = (Left.In(item), Right.In(item));
        if (left is null || right is null)
        {
            return Operator == "<>" && left is null != right is null;
        }

        return Operator switch
        {
            "=" => Values.Same(left, right),
            "<>" => !Values.Same(left, right),
            "<" => Values.Compare(left, right) < 0,
            "<=" => Values.Compare(left, right) <= 0,
            ">" => Values.Compare(left, right) > 0,
            _ => Values.Compare(left, right) >= 0,
        };
    }
}

/// <summary>BETWEEN, both ends included.</summary>
internal sealed record Between(Operand Value, Operand Low, Operand High) : ItemCondition
{
    /// <inheritdoc/>
    public override bool Holds(SortedDictionary<string, StoredValue> item) =>
        Value.In(item) is { } value && Low.In(item) is { } low && High.In(item) is { } high && Values.Compare(value, low) >= 0 && Values.Compare(value, high) <= 0;
}

/// <summary>IN.</summary>
internal sealed record OneOf(Operand Value, IReadOnlyList<Operand> Choices) : ItemCondition
{
    /// <inheritdoc/>
    public override bool Holds(SortedDictionary<string, StoredValue> item) =>
        Value.In(item) is { } value && Choices.Any(choice => choice.In(item) is { } other && Values.Same(value, other));
}

/// <summary>attribute_exists, attribute_not_exists.</summary>
internal sealed record Exists(ItemPath Path, bool There) : ItemCondition
{
    /// <inheritdoc/>
    public override bool Holds(SortedDictionary<string, StoredValue> item) => Path.Find(item) is not null == There;
}

/// <summary>begins_with, contains, attribute_type.</summary>
internal sealed record Looks(string Function, Operand Value, Operand For) : ItemCondition
{
    /// <inheritdoc/>
    public override bool Holds(SortedDictionary<string, StoredValue> item)
    {
        if (Value.In(item) is not { } value || For.In(item) is not { } wanted)
        {
            return false;
        }

        return Function switch
        {
            "begins_with" => (value.S is { } text && wanted.S is { } start && text.StartsWith(start, StringComparison.Ordinal))
                || (value.B is { } bytes && wanted.B is { } first && Convert.FromBase64String(bytes).AsSpan().StartsWith(Convert.FromBase64String(first))),
            "attribute_type" => Values.TypeOf(value) == wanted.S,
            _ => Contains(value, wanted),
        };
    }

    private static bool Contains(StoredValue value, StoredValue wanted) => value switch
    {
        { S: { } text } => wanted.S is { } part && text.Contains(part, StringComparison.Ordinal),
        { L: { } list } => list.Exists(each => Values.Same(each, wanted)),
        { Ss: { } set } => wanted.S is { } member && set.Contains(member),
        { Ns: { } set } => wanted.N is { } member && set.Contains(member),
        { Bs: { } set } => wanted.B is { } member && set.Contains(member),
        _ => false,
    };
}
