using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Reports.Formats;

namespace SecretScoops.Governance.Reports.Packs;

/// <summary>Holds the files of a pack against its manifest.</summary>
internal static class PackContents
{
    private const string Again = "get the pack again from where it was kept, and ask who changed this one";
    private const string ReportName = "report.json";

    /// <summary>Names every file that is missing, extra or not as it was, and a report that is not the manifest's.</summary>
    public static async Task CheckAsync(PackFolder folder, PackManifest manifest, FaultLog log, CancellationToken cancel)
    {
        var listed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in manifest.Files)
        {
            if (!PackNames.Allows(file.Name))
            {
                Tell(folder, PackManifest.FileName, "bad-name", $"lists {Quoted.Value(file.Name)}, which is no name for a file of a pack: {PackNames.Rule}; it is not looked for");
            }
            else if (!listed.Add(file.Name))
            {
                Tell(folder, PackManifest.FileName, "twice", $"lists {Quoted.Value(file.Name)} more than once");
            }
            else if (!folder.Has(file.Name))
            {
                Tell(folder, file.Name, "missing", "is missing");
            }
            else if (await Differs(folder, file, cancel) is { } difference)
            {
                Tell(folder, file.Name, "altered", difference);
            }
            else if (file.Name == ReportName)
            {
                Agree(folder, manifest, log);
            }
        }

        if (!listed.Contains(PackManifest.PublicKeyFile))
        {
            Tell(folder, PackManifest.FileName, "no-key", $"does not list {PackManifest.PublicKeyFile}");
        }

        var names = manifest.Files.Select(file => file.Name).Append(PackManifest.FileName).Append(PackManifest.SignatureFile).ToHashSet(StringComparer.Ordinal);
        foreach (var extra in folder.Names.Where(name => !names.Contains(name)))
        {
            var near = names.FirstOrDefault(name => name.Equals(extra, StringComparison.OrdinalIgnoreCase));
            Tell(folder, extra, "extra", near is null ? $"{folder.WhyNoFile(extra) ?? "is not in the manifest"}" : $"is not in the manifest, which has {near}");
        }

        void Tell(PackFolder where, string name, string code, string what) => log.Error(new(Path.Combine(where.Path, name)), code, what, Again);
    }

    private static async Task<string?> Differs(PackFolder folder, PackFile file, CancellationToken cancel)
    {
        if (folder.WhyNoFile(file.Name) is { } why)
        {
            return why;
        }

        if (folder.LengthOf(file.Name) is var length && length != file.Length)
        {
            return $"has {length} bytes, and had {file.Length} when it was signed";
        }

        var hash = await folder.Sha256Async(file.Name, cancel);
        return hash == file.Sha256 ? null : $"was changed: its SHA-256 is {hash}, and was {Quoted.Value(file.Sha256)} when it was signed";
    }

    // Only of a file that is as it was signed; of any other nothing it says counts.
    private static void Agree(PackFolder folder, PackManifest manifest, FaultLog log)
    {
        var path = Path.Combine(folder.Path, ReportName);
        try
        {
            var header = new ReportFile(path).Read().Header;
            (string What, string Report, string Manifest)[] both =
            [
                ("id", header.Id.ToString(), manifest.Report.ToString()),
                ("time", header.At.ToString("o"), manifest.At.ToString("o")),
                ("subject", header.Subject, manifest.Subject),
                ("tool version", header.ToolVersion, manifest.ToolVersion),
                ("policy fingerprint", header.PolicyFingerprint, manifest.PolicyFingerprint),
            ];
            foreach (var (what, report, said) in both.Where(each => each.Report != each.Manifest))
            {
                log.Error(new(path), "other-report", $"its {what} is {Quoted.Value(report)}, and {PackManifest.FileName} says {Quoted.Value(said)}", "the manifest was made for another report; ask who signed it");
            }
        }
        catch (InvalidDataException fault)
        {
            log.Error(new(path), "bad-report", fault.Message, "ask who signed it");
        }
    }
}
