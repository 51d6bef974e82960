using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Deploying;

/// <summary>What <c>deploy/deploy</c> refuses before it touches anything.</summary>
public sealed class RefusalTests(DeployCloud cloud) : IClassFixture<DeployCloud>, IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    private readonly Desk desk = new();

    [Fact]
    public async Task All_that_the_baseline_has_not_made_is_told_at_once()
    {
        Judge.Require("aws", "pip install awscli");
        await cloud.Moto.Empty();
        _ = await new AwsCli(desk, cloud.Moto.Access).Call("organizations", "create-organization", "--feature-set", "ALL");

        var refused = await DeployAsync("--environment", "dev", "--artifact", Release());

        refused.ExpectExitCode(2);
        Assert.Contains("there is no event bus secret-scoops-security in eu-west-1 — apply the baseline first: ./baseline apply", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("there is no topic secret-scoops-alerts-critical", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("there is no topic secret-scoops-alerts-info", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("the organization has no unit DEV", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("aws cloudformation activate-organizations-access", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("nothing was touched", refused.Errors, StringComparison.Ordinal);
        Assert.Empty((await new AwsCli(desk, cloud.Moto.Access).Call("cloudformation", "describe-stacks")).GetProperty("Stacks").EnumerateArray());
    }

    [Fact]
    public async Task Production_takes_nothing_that_the_environments_before_it_have_not_had()
    {
        Judge.Require("aws", "pip install awscli");
        await cloud.Furnish(desk);

        var refused = await DeployAsync("--environment", "PROD", "--artifact", Release());

        refused.ExpectExitCode(2);
        Assert.Contains("begin with DEV", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_account_is_not_the_place()
    {
        Judge.Require("aws", "pip install awscli");
        await cloud.Furnish(desk);
        var role = await new AwsCli(desk, cloud.Moto.Access).Call("organizations", "list-accounts");
        var member = role.GetProperty("Accounts").EnumerateArray().First(account => account.GetProperty("Name").GetString() == "dev").GetProperty("Id").GetString();
        var assumed = await new AwsCli(desk, cloud.Moto.Access).Call("sts", "assume-role", "--role-arn", $"arn:aws:iam::{member}:role/OrganizationAccountAccessRole", "--role-session-name", "test");
        var keys = assumed.GetProperty("Credentials");

        var refused = await DeployAsync(
            cloud.Moto.Access with
            {
                AccessKeyId = keys.GetProperty("AccessKeyId").GetString()!,
                SecretAccessKey = keys.GetProperty("SecretAccessKey").GetString()!,
                SessionToken = keys.GetProperty("SessionToken").GetString(),
            },
            "--environment",
            "dev",
            "--artifact",
            Release());

        refused.ExpectExitCode(2);
        Assert.Contains($"these credentials are of account {member}, and the organization's root account is", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there-is-none", "No such file or directory — name the folder of a release with --artifact, or make one: bash .ci/publish")]
    [InlineData("not-a-zip", "File is not a zip file — it must be a zip with bootstrap and policies/")]
    public async Task A_release_that_is_none_is_told_before_anything_is_called(string kind, string told)
    {
        var folder = Directory.CreateDirectory(desk.At(kind)).FullName;
        if (kind == "not-a-zip")
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "remediation.zip"), "hello", TestContext.Current.CancellationToken);
        }

        var refused = await DeployAsync(new AwsAccess { Endpoint = new("http://127.0.0.1:9") }, "--environment", "dev", "--artifact", folder);

        refused.ExpectExitCode(2);
        Assert.Contains(told, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zips_for_two_kinds_of_processors_are_told()
    {
        var (folder, other) = (Release(), Releases.Make(desk.At("other"), [0x7F, .. "ELF"u8, .. new byte[14], 62, 0], BaselineTool.DefaultPolicies));
        File.Copy(Path.Combine(other, "baseline.zip"), Path.Combine(folder, "baseline.zip"), overwrite: true);

        var refused = await DeployAsync(new AwsAccess { Endpoint = new("http://127.0.0.1:9") }, "--environment", "dev", "--artifact", folder);

        refused.ExpectExitCode(2);
        Assert.Contains("remediation.zip is for arm64 and baseline.zip is for x86_64 — make both on one machine: bash .ci/publish", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_that_differ_from_those_in_the_zip_are_told()
    {
        var folder = Release(("landing-zone.json", "{}"));

        var refused = await DeployAsync(new AwsAccess { Endpoint = new("http://127.0.0.1:9") }, "--environment", "dev", "--artifact", folder);

        refused.ExpectExitCode(2);
        Assert.Contains("its policies are not those beside this program (landing-zone.json)", refused.Errors, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private string Release(params (string File, string Text)[] changed) => Releases.Make(desk.At($"release-{Guid.NewGuid():N}"), 1, changed);

    private Task<Finished> DeployAsync(params string[] arguments) => DeployAsync(cloud.Moto.Access, arguments);

    private async Task<Finished> DeployAsync(AwsAccess access, params string[] arguments)
    {
        using var running = RunningProgram.Start(Path.Combine(DeployCloud.Folder, "deploy"), arguments, desk.EnvironmentFor(access), desk.Folder);
        return await running.Wait(limit, TestContext.Current.CancellationToken);
    }
}
