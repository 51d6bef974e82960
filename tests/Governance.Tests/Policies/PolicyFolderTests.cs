using System.Text.Json.Nodes;
using CsCheck;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class PolicyFolderTests
{
    [Fact]
    public void The_bundle_holds_what_the_files_say()
    {
        var bundle = PolicyFolder.Read(RealPolicies.Folder).Bundle!;

        Assert.Equal("root", bundle.LandingZone.ManagementAccount);
        Assert.Equal(["DEV", "PROD", "UAT"], bundle.OrganizationalUnits.Select(unit => unit.Value.Path));
        Assert.Equal(["dev", "prod", "uat"], bundle.Accounts.Select(account => account.Value.Name));
        Assert.Equal("PROD", bundle.Accounts[1].Value.OrganizationalUnit);
        Assert.Contains(new("devops", "DevOpsProd", "prod"), bundle.Assignments.Select(assignment => assignment.Value));
        Assert.Contains(new("platform-administrators", "Administrator", "root"), bundle.Assignments.Select(assignment => assignment.Value));
        Assert.DoesNotContain(bundle.Assignments, assignment => assignment.Value is { PermissionSet: "DevOpsDev", Account: not "dev" });
    }

    [Fact]
    public void An_environment_says_only_what_differs_from_the_default()
    {
        var bundle = PolicyFolder.Read(RealPolicies.Folder).Bundle!;
        string Targets(string guardrail) => string.Join(' ', bundle.Guardrails.Single(found => found.Value.Name == guardrail).Value.Targets);

        Assert.Equal("ou/DEV ou/PROD ou/UAT", Targets("deny-ssh-and-rdp"));
        Assert.Equal("ou/PROD ou/UAT", Targets("protect-databases"));
        Assert.Equal("ou/DEV", Targets("protect-lasting-databases"));
        Assert.Equal("ou/PROD", Targets("immutable-production"));
        Assert.Equal("root", Targets("keep-data-inside"));
    }

    [Fact]
    public void Production_has_every_guardrail_of_uat_and_more()
    {
        var environments = PolicyFolder.Read(RealPolicies.Folder).Bundle!.Environments.ToDictionary(found => found.Value.Name, found => found.Value.Guardrails);

        Assert.Empty(environments["uat"].Except(environments["prod"]));
        Assert.True(environments["prod"].Count > environments["uat"].Count);
        Assert.True(environments["uat"].Count > environments["dev"].Count);
    }

    [Fact]
    public void A_place_says_where_a_name_stands()
    {
        var account = PolicyFolder.Read(RealPolicies.Folder).Bundle!.Accounts[0];

        Assert.Equal($"{RealPolicies.Folder}/organization.json:9:5", account.Where.ToString());
        Assert.Equal("/accounts/0", account.Where.Pointer);
    }

    [Fact]
    public void White_space_and_the_order_of_files_and_properties_change_nothing()
    {
        var real = PolicyFolder.Read(RealPolicies.Folder).Bundle!;

        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                using var policies = new PolicyCopy();
                var files = Directory.EnumerateFiles(policies.Folder, "*.json", SearchOption.AllDirectories).Select(file => (Path: Path.GetRelativePath(policies.Folder, file), Text: File.ReadAllText(file))).ToArray();
                random.Shuffle(files);
                foreach (var file in files)
                {
                    File.Delete(policies.At(file.Path));
                }

                foreach (var (path, text) in files)
                {
                    _ = policies.Write(path, Shuffled(JsonNode.Parse(text)!, random).ToJsonString(new() { WriteIndented = random.Next(2) == 0 }));
                }

                var shuffled = policies.Read().Bundle!;
                return shuffled.Fingerprint == real.Fingerprint && Listing(shuffled) == Listing(real);
            },
            iter: 5, threads: 1);
    }

    [Fact]
    public void Every_change_of_content_changes_the_fingerprint()
    {
        using var policies = new PolicyCopy();
        var before = policies.Read().Bundle!.Fingerprint;

        var after = policies.Edit("groups.json", "Empty but", "Empty, but").Read().Bundle!.Fingerprint;

        Assert.Matches("^sha256:[0-9a-f]{64}$", before);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void Mutated_policies_never_throw_and_every_fault_has_a_place_and_a_remedy()
    {
        using var policies = new PolicyCopy();
        var files = Directory.EnumerateFiles(policies.Folder, "*.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains("schemas", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(file => (Path: file, Bytes: File.ReadAllBytes(file))).ToArray();

        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[1, 3], Gen.Int).Sample(
            (file, mutations, seed) =>
            {
                var (path, bytes) = files[file];
                var random = new Random(seed);
                var mutated = bytes;
                for (var mutation = 0; mutation < mutations; mutation++)
                {
                    mutated = Mutation.Of(mutated, random);
                }

                File.WriteAllBytes(path, mutated);
                var reading = policies.Read();
                File.WriteAllBytes(path, bytes);
                return reading.Bundle is null == reading.Faults.Any(fault => fault.Severity == Severity.Error)
                    && reading.Faults.All(fault => fault.Where.Name.StartsWith(policies.Folder, StringComparison.Ordinal) && fault.Remedy is { Length: > 0 } && fault.Code.Length > 0);
            },
            iter: 400, threads: 1);
    }

    private static JsonNode Shuffled(JsonNode node, Random random)
    {
        if (node is JsonObject found)
        {
            var properties = found.ToArray();
            random.Shuffle(properties);
            return new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, property.Value is null ? null : Shuffled(property.Value, random))));
        }

        return node is JsonArray list ? new JsonArray([.. list.Select(element => element is null ? null : Shuffled(element, random))]) : node.DeepClone();
    }

    private static string Listing(PolicyBundle bundle) => string.Join('\n',
        bundle.Guardrails.Select(found => $"{found.Value.Name} {string.Join(',', found.Value.Targets)} {found.Value.Document.Ordered}")
            .Concat(bundle.PermissionSets.Select(found => $"{found.Value.Name} {string.Join(',', found.Value.ManagedPolicies)} {found.Value.InlinePolicy?.Canonical}"))
            .Concat(bundle.Assignments.Select(found => found.Value.ToString()))
            .Concat(bundle.Accounts.Select(found => found.Value.ToString()))
            .Concat(bundle.OrganizationalUnits.Select(found => found.Value.Path)));
}
