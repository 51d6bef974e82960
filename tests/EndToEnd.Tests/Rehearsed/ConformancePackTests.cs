using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.EndToEnd.Tests.Rehearsed;

/// <summary>Conformance packs on the sandbox: declared, changed, removed, put over by somebody else, and told where they fail.</summary>
[KeepsCalls]
public sealed class ConformancePackTests : IDisposable
{
    private const string Pack =
        """{ "description": "Young keys", "template": "keys", "parameters": { "MaxAge": "30" }, "environments": { "dev": { "parameters": { "MaxAge": "90" } }, "uat": false } }""";

    private const string Template =
        """
        { "Parameters": { "MaxAge": { "Type": "String", "Default": "60" } },
          "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule", "Properties": {
            "Source": { "Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED" }, "InputParameters": { "maxAccessKeyAge": { "Ref": "MaxAge" } } } } } }
        """;

    private readonly Desk desk = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pack_comes_changes_and_goes()
    {
        using var zone = new ConfigInProcess();

        var made = await zone.Apply(Read(Pack, Template));
        var retold = await zone.Plan(Read(Pack, Template.Replace("\n", "  ", StringComparison.Ordinal)));
        var given = await zone.Apply(Read(Pack.Replace("\"90\"", "\"45\"", StringComparison.Ordinal), Template));
        var rewritten = await zone.Apply(Read(Pack.Replace("\"90\"", "\"45\"", StringComparison.Ordinal), Template.Replace("\"60\"", "\"70\"", StringComparison.Ordinal)));
        var home = await zone.Apply(Read(Pack.Replace("\"template\"", "\"homeRegionOnly\": true, \"template\"", StringComparison.Ordinal), Template));
        var gone = await zone.Apply(Read(null, null));

        Assert.Equal(
            [
                "conformance-pack/secret-scoops-keys-dev@root/eu-central-1", "conformance-pack/secret-scoops-keys-dev@root/eu-west-1",
                "conformance-pack/secret-scoops-keys@root/eu-central-1", "conformance-pack/secret-scoops-keys@root/eu-west-1",
            ],
            made.Select(c => c.Address).Where(a => a.Kind == "conformance-pack").Select(a => a.ToString()).Order(StringComparer.Ordinal));
        Assert.Empty(retold.Pending);
        Assert.Equal(["/parameters/MaxAge"], given.SelectMany(c => c.Differences).Select(d => d.Path).Distinct());
        Assert.All(given, c => Assert.Equal("secret-scoops-keys-dev", c.Address.Name));
        Assert.Equal(4, rewritten.Count);
        Assert.All(rewritten, c => Assert.Equal("/fingerprint", Assert.Single(c.Differences).Path));
        Assert.Equal(2, home.Count(c => c.Verb == Verb.Delete && c.Address.Region == "eu-central-1"));
        Assert.Equal([Verb.Delete, Verb.Delete], gone.Select(c => c.Verb));
    }

    [Fact]
    public async Task A_template_that_somebody_put_over_ours_is_seen_and_mended()
    {
        using var zone = new ConfigInProcess();
        var policies = Read(Pack, Template);
        await zone.Apply(policies);
        await zone.Home.Config.PutOrganizationConformancePackAsync(
            new()
            {
                OrganizationConformancePackName = "secret-scoops-keys-dev",
                TemplateBody = Template,
                ConformancePackInputParameters = [new() { ParameterName = "MaxAge", ParameterValue = "90" }],
                ExcludedAccounts = (await zone.Home.Config.DescribeOrganizationConformancePacksAsync(new() { OrganizationConformancePackNames = ["secret-scoops-keys-dev"] }, Cancel)).OrganizationConformancePacks[0].ExcludedAccounts,
            },
            Cancel);

        var mended = Assert.Single(await zone.Apply(policies));

        Assert.Equal("conformance-pack/secret-scoops-keys-dev@root/eu-west-1", mended.Address.ToString());
        var difference = Assert.Single(mended.Differences);
        Assert.Equal(("/fingerprint", "unknown"), (difference.Path, difference.Before?.GetValue<string>()));
    }

    [Fact]
    public async Task Slow_deployments_are_followed_to_their_end()
    {
        using var zone = new ConfigInProcess(new() { AsyncReads = 3, EmptyPages = true, PageSize = 2 });

        await zone.Apply(Read(Pack, Template));
        await zone.Apply(Read(null, null));
    }

    [Fact]
    public async Task An_account_that_cannot_have_a_pack_is_named_and_can_be_left_out()
    {
        using var zone = new ConfigInProcess();
        await zone.Apply(Read(null, null));
        await zone.Home.Organizations.CreateAccountAsync(new() { AccountName = "stray", Email = "stray@example.com" }, Cancel);

        var failed = (await zone.Try(Read(Pack, Template))).OfType<Outcome.Failed>().ToList();
        await zone.Apply(Read(Pack.Replace("\"template\"", "\"excludedAccounts\": [\"stray\"], \"template\"", StringComparison.Ordinal), Template));

        Assert.Equal(4, failed.Count);
        Assert.All(failed, f => Assert.Contains("stray (NoAvailableConfigurationRecorder", f.Why.What, StringComparison.Ordinal));
        Assert.All(failed, f => Assert.Contains("excludedAccounts of its pack in config.json", f.Why.What, StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private PolicyBundle Read(string? pack, string? template)
    {
        var copy = PolicyCopy.On(desk);
        copy.Edit("config.json", text => text.Replace("\"key\": \"logs\",", "", StringComparison.Ordinal));
        copy.WithoutControls().Edit("config-rules.json", _ => """{ "rules": {} }""");
        if (pack is not null && template is not null)
        {
            copy.Edit("config.json", text => text.Replace("\"enabled\": true,", $"\"enabled\": true, \"conformancePacks\": {{ \"keys\": {pack} }},", StringComparison.Ordinal));
            Directory.CreateDirectory(copy.At("conformance-packs"));
            File.WriteAllText(copy.At("conformance-packs/keys.json"), template);
        }

        var reading = PolicyFolder.Read(copy.Folder);
        Directory.Delete(copy.Folder, recursive: true);
        return reading.Bundle ?? throw new InvalidOperationException(string.Join("\n", reading.Faults));
    }
}
