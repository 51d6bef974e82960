namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>A copy of the default policies that a test may spoil.</summary>
/// <param name="Folder">Where it is.</param>
internal sealed record PolicyCopy(string Folder)
{
    /// <summary>Makes one on the desk.</summary>
    public static PolicyCopy On(Desk desk)
    {
        var copy = new PolicyCopy(desk.At("policies"));
        foreach (var file in Directory.EnumerateFiles(BaselineTool.DefaultPolicies, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Folder, Path.GetRelativePath(BaselineTool.DefaultPolicies, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>The full path of one of its files.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Rewrites a file; an edit that changes nothing fails the test, since it would then prove nothing.</summary>
    public void Edit(string name, Func<string, string> edit)
    {
        var before = File.ReadAllText(At(name));
        var after = edit(before);
        Assert.False(before == after, $"the edit of {name} changed nothing");
        File.WriteAllText(At(name), after);
    }
}
