namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>A generated structure. It knows its members; how they look on the wire is the writer's and reader's affair.</summary>
internal interface IShape
{
    /// <summary>The structure's members and their wire facts.</summary>
    StructureSchema Schema { get; }

    /// <summary>Offers every member to the writer, null where it has no value.</summary>
    void Write(ShapeWriter writer);

    /// <summary>Takes the value of the member at that index of <see cref="StructureSchema.Members"/>.</summary>
    void Read(ShapeReader reader, int index);
}

/// <summary>The structure without members: input or output of operations that have none.</summary>
internal sealed class Nothing : IShape
{
    private static readonly StructureSchema None = new("Nothing");

    /// <inheritdoc/>
    public StructureSchema Schema => None;

    /// <inheritdoc/>
    public void Write(ShapeWriter writer)
    {
    }

    /// <inheritdoc/>
    public void Read(ShapeReader reader, int index)
    {
    }
}
