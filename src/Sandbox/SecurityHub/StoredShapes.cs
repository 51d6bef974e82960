using System.Text;
using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Aws.Protocols.Json;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Structures of the wire that are kept as they came: in the state's file they are JSON.</summary>
internal static class StoredShapes
{
    /// <summary>The JSON of a structure.</summary>
    public static string Keep(IShape shape) => Encoding.UTF8.GetString(JsonShapeWriter.Object(shape));

    /// <summary>The structure of a JSON.</summary>
    public static T Take<T>(string json)
        where T : IShape, new()
    {
        var shape = new T();
        JsonBody.Read(Encoding.UTF8.GetBytes(json), shape);
        return shape;
    }
}
