namespace SecretScoops.Governance.Controls;

/// <summary>A framework in one version, and every id it has, so that a mapping to an id it lacks is a fault.</summary>
internal sealed record Framework
{
    /// <summary><c>pci-dss-4.0.1</c></summary>
    public required string Key { get; init; }

    /// <summary><c>PCI DSS</c></summary>
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Where the ids come from.</summary>
    public required string Source { get; init; }

    /// <summary>When the source was read.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Ids in the framework's order; text only where its licence lets it be repeated, else empty.</summary>
    public required IReadOnlyDictionary<string, string> Requirements { get; init; }
}
