using System.Text;
using SecretScoops.Governance.Aws.Protocols;
using SecretScoops.Governance.Aws.Protocols.Json;

namespace SecretScoops.Governance.Sandbox;

/// <summary>Configurations that are only kept and given back, as JSON in the state.</summary>
internal static class Kept
{
    /// <summary>The text of a configuration; null for none.</summary>
    public static string? Text(IShape? shape) => shape is null ? null : Encoding.UTF8.GetString(JsonShapeWriter.Object(shape));

    /// <summary>The configuration of a text; null for none.</summary>
    public static T? Shape<T>(string? text)
        where T : class, IShape, new()
    {
        if (text is null)
        {
            return null;
        }

        var shape = new T();
        JsonBody.Read(Encoding.UTF8.GetBytes(text), shape);
        return shape;
    }
}
