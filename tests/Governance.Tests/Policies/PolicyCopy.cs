using System.Text;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

/// <summary>A copy of the real policies in a folder of its own, to break.</summary>
internal sealed class PolicyCopy : IDisposable
{
    public PolicyCopy()
    {
        foreach (var source in Directory.EnumerateFiles(RealPolicies.Folder, "*.json", SearchOption.AllDirectories))
        {
            var target = At(Path.GetRelativePath(RealPolicies.Folder, source));
            _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("policies-").FullName;

    public string At(string path) => Path.Combine(Folder, path);

    public PolicyReading Read() => PolicyFolder.Read(Folder);

    /// <summary>Replaces the first occurrence, which must be there.</summary>
    public PolicyCopy Edit(string path, string old, string replacement)
    {
        var text = File.ReadAllText(At(path));
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{path} does not contain {old}");
        return Write(path, text[..at] + replacement + text[(at + old.Length)..]);
    }

    public PolicyCopy Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public PolicyCopy Write(string path, byte[] bytes)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), bytes);
        return this;
    }

    /// <summary>All faults, one a line, as a terminal shows them, without the folder.</summary>
    public string Faults() => string.Join('\n', Read().Faults.Select(fault => $"{fault.Code} {fault}")).Replace(Folder + "/", "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
