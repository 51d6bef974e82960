using System.Text.Json;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>A plan that was kept.</summary>
/// <param name="Path">Where.</param>
/// <param name="Fingerprint">What it was made of.</param>
/// <param name="Options">What it narrowed or permitted.</param>
internal sealed record SavedPlan(string Path, Fingerprint Fingerprint, PlanOptions Options);

/// <summary>Keeping plans in files, and finding them again.</summary>
internal static class PlanFile
{
    /// <summary>Keeps a plan; the file is there whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, PlanDocument plan)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = path + ".draft";
        File.WriteAllText(draft, JsonSerializer.Serialize(plan, RenderingJson.Default.PlanDocument) + "\n");
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Reads a plan that was kept.</summary>
    /// <exception cref="FaultException">There is no such file, it is not a plan, or it is one of a newer version.</exception>
    public static SavedPlan Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var plan = JsonSerializer.Deserialize(file, RenderingJson.Default.PlanDocument);
            return plan is { FormatVersion: PlanDocument.Version }
                ? new(path, plan.Fingerprint, plan.Options)
                : throw Broken(path, $"has format version {plan?.FormatVersion}; this tool reads {PlanDocument.Version}", null);
        }
        catch (JsonException e)
        {
            throw Broken(path, $"is not a plan: line {e.LineNumber + 1} of it cannot be read", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Broken(path, $"cannot be read: {e.Message}", e);
        }
    }

    private static FaultException Broken(string path, string what, Exception? cause) => new(
        new() { Code = "bad-plan", What = $"\"{path}\" {what}", Where = new(path), Remedy = $"make it with: baseline plan --out {path}" },
        cause);
}
