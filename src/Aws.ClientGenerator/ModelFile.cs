namespace SecretScoops.Governance.Aws.ClientGenerator;

/// <summary>A model to generate from. Compared by value, so that an unchanged model is not generated again.</summary>
/// <param name="path">The file.</param>
/// <param name="side">The metadata <c>AwsSide</c>: <c>Client</c>, <c>Server</c> or <c>Both</c>.</param>
/// <param name="text">The file's text.</param>
internal sealed class ModelFile(string path, string side, string text) : IEquatable<ModelFile>
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The file's text.</summary>
    public string Text { get; } = text;

    /// <summary>True where the client is wanted.</summary>
    public bool Client { get; } = side is "Client" or "Both";

    /// <summary>True where the server side is wanted.</summary>
    public bool Server { get; } = side is "Server" or "Both";

    /// <inheritdoc/>
    public bool Equals(ModelFile? other) =>
        other is not null && Path == other.Path && Client == other.Client && Server == other.Server && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ModelFile);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);
}
