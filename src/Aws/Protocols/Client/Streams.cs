namespace SecretScoops.Governance.Aws.Protocols.Client;

/// <summary>The SDK's convention for bytes: a stream over them.</summary>
internal static class Streams
{
    /// <summary>The stream; null for none.</summary>
    public static MemoryStream? Of(byte[]? bytes) => bytes is null ? null : new MemoryStream(bytes);
}
