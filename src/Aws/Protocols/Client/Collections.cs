using System.Collections;
using Amazon;

namespace SecretScoops.Governance.Aws.Protocols.Client;

/// <summary>The SDK's convention for collections: null when absent, unless the program asked for the convention of version 3.</summary>
internal static class Collections
{
    /// <summary>The collection as it is to be sent: where all are created empty, an empty one means "not set".</summary>
    public static T? Sent<T>(T? collection)
        where T : class, ICollection =>
        collection is { Count: 0 } && AWSConfigs.InitializeCollections ? null : collection;
}
