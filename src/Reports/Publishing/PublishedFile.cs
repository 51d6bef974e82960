namespace SecretScoops.Governance.Reports.Publishing;

/// <summary>A file of a report.</summary>
/// <param name="Name">In its directory.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">64 hexadecimal digits, computed while it was written.</param>
internal sealed record PublishedFile(string Name, long Bytes, string Sha256);
