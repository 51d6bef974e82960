using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Doors;

/// <summary>Finds headers, whose names have no case.</summary>
internal static class Headers
{
    /// <summary>The header's value, or null.</summary>
    public static string? Find(WireRequest request, string name)
    {
        if (request.Headers.TryGetValue(name, out var value))
        {
            return value;
        }

        foreach (var (key, each) in request.Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return each;
            }
        }

        return null;
    }
}
