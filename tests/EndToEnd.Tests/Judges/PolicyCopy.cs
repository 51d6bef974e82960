using System.Text.Json.Nodes;
using SecretScoops.Governance.Policies.Areas;

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

    /// <summary>
    /// Takes out all but the organization, its service and resource control policies, and access: for tests that start a process for every write, and would take hours over the rest.
    /// </summary>
    public PolicyCopy OrganizationOnly()
    {
        foreach (var area in PolicyAreas.All)
        {
            File.Delete(At(area.File));
        }

        WithoutControls();
        var guardrails = Directory.GetFiles(At("guardrails")).Where(file => JsonNode.Parse(File.ReadAllText(file))!["type"]!.GetValue<string>() is not ("scp" or "rcp")).ToList();
        guardrails.ForEach(File.Delete);
        foreach (var file in Directory.GetFiles(At("environments")))
        {
            var environment = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            environment.Remove("accountDefaults");
            guardrails.ForEach(gone => environment["guardrails"]?.AsObject().Remove(Path.GetFileNameWithoutExtension(gone)));
            File.WriteAllText(file, environment.ToJsonString());
        }

        var zone = JsonNode.Parse(File.ReadAllText(At("landing-zone.json")))!.AsObject();
        zone["policyTypes"] = new JsonArray("scp", "rcp");
        File.WriteAllText(At("landing-zone.json"), zone.ToJsonString());
        return this;
    }

    /// <summary>Takes out the catalogue and what is exempt of it, for tests with rules and guardrails of their own: without one, nothing needs a control.</summary>
    public PolicyCopy WithoutControls()
    {
        Directory.Delete(At("controls"), recursive: true);
        Directory.Delete(At("exemptions"), recursive: true);
        return this;
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

    /// <summary>Rewrites a file of JSON; as <see cref="Edit"/>.</summary>
    public void EditJson(string name, Action<JsonNode> edit) => Edit(name, text =>
    {
        var file = JsonNode.Parse(text)!;
        edit(file);
        return file.ToJsonString();
    });
}
