using System.Text.Json;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Rendering;

/// <summary>A plan that was kept.</summary>
/// <param name="Path">Where.</param>
/// <param name="Fingerprint">What it was made of.</param>
/// <param name="Options">What it narrowed or permitted.</param>
internal sealed record SavedPlan(string Path, Fingerprint Fingerprint, PlanOptions Options);

/// <summary>Keeping plans in files, and finding them again.</summary>
internal static class PlanFile
{
    // A plan of a thousand accounts is some 20 MB; far beyond that it is another sort of file, and not read into memory.
    private const long LargestFile = 512L << 20;

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
    /// <exception cref="FaultException">There is no such file, it is not a plan, or it is one of a newer version; the place says where in the file.</exception>
    public static SavedPlan Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
            {
                throw Broken(new(path), "is too large to be a plan", null);
            }

            return Parsed(path, File.ReadAllBytes(path));
        }
        catch (JsonException e)
        {
            throw Broken(new(path) { Line = (int)(e.LineNumber ?? 0) + 1, Column = (int)(e.BytePositionInLine ?? 0) + 1 }, "is not a plan, or not all of one", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Broken(new(path), $"cannot be read: {e.Message}", e);
        }
    }

    // The version first: what a newer version means by its other fields is not known here.
    private static SavedPlan Parsed(string path, byte[] utf8)
    {
        using (var document = JsonDocument.Parse(utf8))
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("formatVersion", out var version)
                || !document.RootElement.TryGetProperty("fingerprint", out _)
                || !document.RootElement.TryGetProperty("changes", out _))
            {
                throw Broken(new(path) { Line = 1, Column = 1, Pointer = "" }, "is JSON, and not a plan", null);
            }

            if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != PlanDocument.Version)
            {
                throw Broken(new(path) { Pointer = "/formatVersion" }, $"has format version {Columns.Cut(version.GetRawText(), 20)}, and this baseline reads version {PlanDocument.Version}", null);
            }
        }

        var plan = JsonSerializer.Deserialize(utf8, RenderingJson.Default.PlanDocument)!;
        var options = plan.Options;
        return ((IReadOnlyList<string?>[])[options.Only, options.Accounts, options.Without, options.Allow, options.Adopt]).Any(o => o.Contains(null))
            ? throw Broken(new(path) { Pointer = "/options" }, "is not a plan: its options have an empty name", null)
            : new(path, plan.Fingerprint, options);
    }

    private static FaultException Broken(Place where, string what, Exception? cause) => new(
        new() { Code = "bad-plan", What = $"\"{where.Name}\" {what}", Where = where, Remedy = $"make it with: baseline plan --out {Invocation.Quoted(where.Name)}" },
        cause);
}
