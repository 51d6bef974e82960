using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;

namespace SecretScoops.Governance.Benchmarks;

/// <summary>What comparing costs by itself, without AWS: an organization of many accounts, of which one has drifted.</summary>
[MemoryDiagnoser]
public class PlannerBenchmarks
{
    private readonly List<Resource> _desired = [];
    private readonly List<Resource> _observed = [];

    /// <summary>Member accounts, each with a place and three assignments.</summary>
    [Params(100, 5000)]
    public int Accounts { get; set; }

    /// <summary>Makes both sides.</summary>
    [GlobalSetup]
    public void Declare()
    {
        for (var i = 0; i < Accounts; i++)
        {
            Add(new(KindNames.Account, $"a{i}"), Refer(Address.Root));
            Add(new(KindNames.Placement, $"a{i}"), Refer(new(KindNames.OrganizationalUnit, i % 3 == 0 ? "PROD" : "DEV")));
            foreach (var set in new[] { "Auditor", "DevOps", "Security" })
            {
                Add(new(KindNames.Assignment, $"group:{set}", $"a{i}"), Refer(new(KindNames.Account, $"a{i}")));
            }
        }

        _observed.RemoveAt(_observed.Count - 1);
    }

    /// <summary>The plan.</summary>
    [Benchmark]
    public int Plan() => Planner.Plan(new(Kinds.Pure, _desired, _observed, [], new(), new(int.MaxValue, int.MaxValue, new Dictionary<string, int>()), "sha256:none")).Changes.Count;

    private void Add(Address address, JsonObject attributes)
    {
        _desired.Add(new(address, attributes));
        _observed.Add(new(address, (JsonObject)attributes.DeepClone()));
    }

    private static JsonObject Refer(Address to) => new() { ["to"] = new JsonObject { ["$ref"] = to.ToString() } };
}
