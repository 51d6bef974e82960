using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Benchmarks;

/// <summary>What the pure parts of a plan cost, no AWS and no console: reading the policies, declaring, comparing.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private string folder = "";
    private PolicyBundle policies = null!;
    private List<Resource> desired = [];

    /// <summary>Member accounts, spread over the environments of the default policies.</summary>
    [Params(3, 100, 1000)]
    public int Accounts { get; set; }

    /// <summary>Copies the default policies and lets the declared accounts stand model for as many as asked.</summary>
    [GlobalSetup]
    public void Multiply()
    {
        folder = Directory.CreateTempSubdirectory("secret-scoops-").FullName;
        var source = Path.Combine(RepositoryRoot(), "policies");
        foreach (var file in Directory.EnumerateFiles(source, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var path = Path.Combine(folder, "organization.json");
        var organization = JsonNode.Parse(File.ReadAllText(path))!;
        var models = organization["accounts"]!.AsArray().Select(each => each!.DeepClone().AsObject()).ToList();
        organization["accounts"] = new JsonArray([.. Enumerable.Range(0, Accounts).Select(index => Account(models[index % models.Count], index))]);
        File.WriteAllText(path, organization.ToJsonString());

        policies = ReadPolicies();
        desired = DeclareAll();
    }

    /// <summary>Removes the copy.</summary>
    [GlobalCleanup]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Benchmark]
    public object Read() => ReadPolicies();

    [Benchmark]
    public object Declare() => DeclareAll();

    [Benchmark]
    public object PlanWithNothingToDo() => Plan(desired);

    [Benchmark]
    public object PlanFromNothing() => Plan([]);

    private PolicyBundle ReadPolicies()
    {
        var reading = PolicyFolder.Read(folder);
        return reading.Bundle ?? throw new InvalidOperationException(string.Join('\n', reading.Faults));
    }

    private List<Resource> DeclareAll() => [.. Kinds.Pure.Values.SelectMany(kind => kind.Declare(policies))];

    private Plan Plan(IReadOnlyList<Resource> observed) =>
        Planner.Plan(new(Kinds.Pure, desired, observed, [], new(), new(int.MaxValue, int.MaxValue, new Dictionary<string, int>()), policies.Fingerprint));

    private static JsonObject Account(JsonObject model, int index)
    {
        var account = model.DeepClone().AsObject();
        account["name"] = $"{model["name"]}-{index:0000}";
        account["email"] = $"aws+{index:0000}@secretscoops.example";
        return account;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SecretScoops.Governance.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no SecretScoops.Governance.sln above {AppContext.BaseDirectory}");
    }
}
