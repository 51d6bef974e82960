using System.Text.Json;
using System.Text.Json.Serialization;
using SecretScoops.Governance.Reports.Wording;
using SecretScoops.Governance.Wording;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>What came of verifying, as lines. The JSON is one document, in ASCII.</summary>
internal static class PackTelling
{
    private const int Version = 1;

    /// <summary>For a terminal: the verdict first.</summary>
    public static IEnumerable<string> Text(PackCheck check)
    {
        yield return Harmless.Text($"{check.Directory}: {Verdict(check)}");
        foreach (var line in About(check))
        {
            yield return Harmless.Text("  " + line);
        }

        foreach (var fault in check.Faults)
        {
            yield return Harmless.Text(fault.ToString());
        }
    }

    /// <summary>For a ticket or a pull request.</summary>
    public static IEnumerable<string> Markdown(PackCheck check)
    {
        yield return $"### {Inert.Markdown(check.Directory)}: {Verdict(check)}";
        yield return "";
        foreach (var line in About(check))
        {
            yield return "- " + Inert.Markdown(line);
        }

        if (check.Faults.Count > 0)
        {
            yield return "";
            yield return "| where | what does not fit | what to do |";
            yield return "| --- | --- | --- |";
        }

        foreach (var fault in check.Faults)
        {
            yield return $"| {Inert.Markdown(fault.Where.ToString())} | {Inert.Markdown(fault.What)} | {Inert.Markdown(fault.Remedy ?? "")} |";
        }
    }

    /// <summary>For a script.</summary>
    public static IEnumerable<string> Json(PackCheck check) =>
    [
        JsonSerializer.Serialize(
            new PackCheckDocument(
                Version, check.Whole, check.Directory, check.Manifest?.Report, check.Manifest?.At, check.SignedBy, check.Manifest?.Signing.KeyId, check.Manifest?.Signing.Rehearsal, check.Manifest?.Previous,
                [.. check.Faults.Select(fault => new PackFaultDocument(fault.Code, fault.Where.ToString(), fault.What, fault.Remedy))], check.Notes),
            PackTellingJson.Default.PackCheckDocument),
    ];

    private static string Verdict(PackCheck check) => check.Whole ? "whole" : check.Faults.Count == 1 ? "NOT whole: 1 fault" : $"NOT whole: {check.Faults.Count} faults";

    private static IEnumerable<string> About(PackCheck check)
    {
        if (check.Manifest is { } manifest)
        {
            yield return $"report {manifest.Report} of {manifest.At:u} about {manifest.Subject}, made by version {manifest.ToolVersion} of the policies {manifest.PolicyFingerprint}";
            yield return $"{manifest.Files.Count} files are listed{(check.Whole ? ", each is here as it was signed" : "")}";
        }

        if (check.SignedBy is { } key)
        {
            yield return $"signed by key {key}{(check.Manifest is { Signing.KeyId: var id } ? $" ({id})" : "")}";
        }

        foreach (var note in check.Notes)
        {
            yield return note;
        }
    }
}

/// <summary>What <c>report verify --format json</c> prints.</summary>
internal sealed record PackCheckDocument(
    int FormatVersion, bool Whole, string Directory, Guid? Report, DateTimeOffset? At, string? SignedBy, string? KeyId, bool? Rehearsal, PreviousPack? Previous,
    IReadOnlyList<PackFaultDocument> Faults, IReadOnlyList<string> Notes);

/// <summary>Something that does not fit.</summary>
internal sealed record PackFaultDocument(string Code, string Where, string What, string? Remedy);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(PackCheckDocument))]
internal sealed partial class PackTellingJson : JsonSerializerContext;
