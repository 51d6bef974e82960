using System.IO.Compression;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Deploying;

/// <summary>Folders as <c>.ci/publish</c> leaves them; where nothing is run, with a program that is none.</summary>
internal static class Releases
{
    // A regular file that everybody may execute, where zips keep modes of Unix.
    private const int Executable = unchecked((int)0x81ED0000);

    /// <summary>Makes one and answers its folder.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="content">What tells it from others.</param>
    /// <param name="changed">Files of the policies that have another text.</param>
    public static string Make(string folder, byte content, params (string File, string Text)[] changed) => Make(
        folder,
        // The head of an ELF file for arm64, of which deploy reads the machine.
        [0x7F, .. "ELF"u8, .. new byte[14], 183, 0, content],
        BaselineTool.DefaultPolicies,
        changed);

    /// <summary>Makes one of the functions' program and a folder of policies; the tool's program is none.</summary>
    public static string Make(string folder, byte[] program, string policies, params (string File, string Text)[] changed)
    {
        Directory.CreateDirectory(folder);
        Pack(Path.Combine(folder, "remediation.zip"), program, policies, changed);
        // The head of the ELF file, with something that tells it from the functions' own.
        Pack(Path.Combine(folder, "baseline.zip"), [.. program.Take(20), .. program.TakeLast(1), .. "baseline"u8], policies, changed);
        return folder;
    }

    private static void Pack(string target, byte[] program, string policies, (string File, string Text)[] changed)
    {
        using var zip = ZipFile.Open(target, ZipArchiveMode.Create);
        var bootstrap = zip.CreateEntry("bootstrap");
        bootstrap.ExternalAttributes = Executable;
        using (var stream = bootstrap.Open())
        {
            stream.Write(program);
        }

        foreach (var path in Directory.EnumerateFiles(policies, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(policies, path);
            using var stream = zip.CreateEntry($"policies/{name}").Open();
            stream.Write(changed.FirstOrDefault(each => each.File == name) is { Text: { } text } ? System.Text.Encoding.UTF8.GetBytes(text) : File.ReadAllBytes(path));
        }
    }
}
