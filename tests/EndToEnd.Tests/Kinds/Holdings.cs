using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.EndToEnd.Tests.Kinds;

/// <summary>How many there are of everything in a sandbox, whatever AWS called it: two that went different ways to the same end hold the same.</summary>
internal static class Holdings
{
    // What a run leaves behind by itself, in whatever number: histories, counters, moments.
    private static readonly string[] histories = ["sequence", "operations", "creations", "events", "edits", "waiting"];

    /// <summary>Each sort of thing with its number, a line each.</summary>
    public static IReadOnlyList<string> Of(SandboxState state)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Count(JsonSerializer.SerializeToNode(state, StateJson.Default.SandboxState), "");
        return [.. counts.Select(c => $"{c.Key} {c.Value}")];

        void Count(JsonNode? node, string path)
        {
            if (histories.Any(history => path.EndsWith(history, StringComparison.OrdinalIgnoreCase)))
            {
                return;
            }

            counts[path] = counts.GetValueOrDefault(path) + 1;
            switch (node)
            {
                case JsonObject o:
                    foreach (var (key, value) in o)
                    {
                        // Ids as keys are one and the same here; some of them chance to have no digit.
                        Count(value, key.Any(char.IsDigit) || path == "/organization/tags" ? $"{path}/*" : $"{path}/{key}");
                    }

                    break;
                case JsonArray a:
                    foreach (var element in a)
                    {
                        Count(element, $"{path}/*");
                    }

                    break;
            }
        }
    }
}
