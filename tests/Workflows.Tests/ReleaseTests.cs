using System.Security.Cryptography;

namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>The scripts of <c>deliver.yml</c> and <c>workload.yml</c>, run on a release that <c>.ci/release</c> packed.</summary>
public sealed class ReleaseTests : IDisposable
{
    private readonly Desk desk = new();

    public ReleaseTests()
    {
        GitHub.On(desk);
        desk.Write("native/baseline", "the tool");
        desk.Write("native/baseline.zip", "the tool as a function");
        desk.Write("native/remediation.zip", "the functions");
        desk.Write("checkout/.ci/release", Checkout.Read(".ci/release"));
        desk.Write("checkout/policies/landing-zone.json", "{}");
        desk.Write("checkout/deploy/root.yaml", "Resources: {}");
        desk.Program("checkout/deploy/deploy", "echo \"$*\" > \"$0.called\"");
    }

    /// <summary>The jobs that deploy.</summary>
    public static TheoryData<string, string> Deploying()
    {
        var data = new TheoryData<string, string>();
        foreach (var job in Job.Environments)
        {
            data.Add("deliver.yml", job);
            data.Add("workload.yml", job);
        }

        return data;
    }

    [Fact]
    public async Task A_release_of_the_same_content_has_the_same_bytes()
    {
        var first = await Pack("a.tar");
        File.SetLastWriteTimeUtc(desk.At("checkout/policies/landing-zone.json"), DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(desk.At("native/baseline"), DateTime.UnixEpoch);

        Assert.Equal(first, await Pack("b.tar"));
        Assert.Equal(first, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(desk.At("a.tar"), TestContext.Current.CancellationToken))));
    }

    [Theory]
    [InlineData("native/baseline")]
    [InlineData("native/baseline.zip")]
    [InlineData("native/remediation.zip")]
    [InlineData("checkout/policies/landing-zone.json")]
    [InlineData("checkout/deploy/root.yaml")]
    public async Task A_release_of_another_content_has_another_digest(string file)
    {
        var first = await Pack("a.tar");
        await File.AppendAllTextAsync(desk.At(file), " ", TestContext.Current.CancellationToken);

        Assert.NotEqual(first, await Pack("b.tar"));
    }

    [Fact]
    public async Task What_is_not_checked_in_is_in_no_release()
    {
        var first = await Pack("a.tar");
        desk.Write("checkout/policies/secret.json", "{}");

        Assert.Equal(first, (await desk.Run("checkout", [], "bash", ".ci/release", desk.At("native"), desk.At("b.tar"))).Well().Output.Trim());
    }

    [Theory]
    [InlineData("native/baseline", "run .ci/publish first")]
    [InlineData("native/baseline.zip", "run .ci/publish first")]
    [InlineData("native/remediation.zip", "run .ci/publish first")]
    [InlineData("checkout/deploy/deploy", "no executable deploy/deploy")]
    public async Task A_release_that_lacks_a_part_is_none(string file, string why)
    {
        await Commit();
        File.Delete(desk.At(file));

        var ended = await desk.Run("checkout", [], "bash", ".ci/release", desk.At("native"), desk.At("a.tar"));

        Assert.Equal(1, ended.Code);
        Assert.Contains(why, ended.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(desk.At("a.tar")));
    }

    [Theory]
    [MemberData(nameof(Deploying))]
    public async Task Every_environment_is_deployed_from_the_bytes_that_were_packed(string workflow, string environment)
    {
        var digest = await Pack($"run/{Artifact(workflow)}");
        var job = Checkout.Workflow(workflow).Job(environment);

        (await Verify(job, digest)).Well();
        (await desk.Run(job.Step("Deploy"), "run/release")).Well();

        Assert.Equal($"--environment {environment} --artifact {desk.At("run/release")}\n", desk.Read("run/release/deploy/deploy.called"));
        Assert.All((string[])["baseline", "baseline.zip", "remediation.zip"], file => Assert.Equal(desk.Read($"native/{file}"), desk.Read($"run/release/{file}")));
        var signer = workflow == "deliver.yml" ? "scoops/governance" : "scoops/platform";
        Assert.Contains($"attestation verify {Artifact(workflow)} --repo scoops/governance --signer-workflow {signer}/.github/workflows/{workflow}", Assert.Single(GitHub.Calls(desk)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Deploying))]
    public async Task A_byte_that_was_changed_on_the_way_stops_the_job(string workflow, string environment)
    {
        var digest = await Pack($"run/{Artifact(workflow)}");
        var file = await File.ReadAllBytesAsync(desk.At($"run/{Artifact(workflow)}"), TestContext.Current.CancellationToken);
        file[600] ^= 1;
        await File.WriteAllBytesAsync(desk.At($"run/{Artifact(workflow)}"), file, TestContext.Current.CancellationToken);

        var ended = await Verify(Checkout.Workflow(workflow).Job(environment), digest);

        Assert.NotEqual(0, ended.Code);
        Assert.False(Directory.Exists(desk.At("run/release")));
    }

    [Theory]
    [MemberData(nameof(Deploying))]
    public async Task A_release_without_its_attestation_stops_the_job(string workflow, string environment)
    {
        var digest = await Pack($"run/{Artifact(workflow)}");
        desk.Write("gh.code", "1");

        var ended = await Verify(Checkout.Workflow(workflow).Job(environment), digest);

        Assert.NotEqual(0, ended.Code);
        Assert.False(Directory.Exists(desk.At("run/release")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000\n")]
    public async Task What_is_no_digest_stops_the_job(string digest)
    {
        await Pack("run/governance.tar");

        Assert.NotEqual(0, (await Verify(Checkout.Workflow("deliver.yml").Job("prod"), digest)).Code);
    }

    [Theory]
    [InlineData("uat", """{"protection_rules":[{"type":"required_reviewers","reviewers":[{"type":"Team"}]}]}""", 0)]
    [InlineData("prod", """{"protection_rules":[{"type":"branch_policy"},{"type":"required_reviewers","reviewers":[{"type":"User"},{"type":"Team"}]}]}""", 0)]
    [InlineData("uat", """{"protection_rules":[]}""", 1)]
    [InlineData("prod", """{"protection_rules":[{"type":"wait_timer","wait_timer":30},{"type":"branch_policy"}]}""", 1)]
    [InlineData("prod", """{"protection_rules":[{"type":"required_reviewers","reviewers":[]}]}""", 1)]
    [InlineData("prod", """{"message":"Not Found"}""", 1)]
    public async Task An_environment_that_nobody_has_to_approve_is_refused(string environment, string settings, int code)
    {
        foreach (var workflow in (string[])["deliver.yml", "workload.yml"])
        {
            desk.Write("answer.json", settings);

            var ended = await desk.Run(Checkout.Workflow(workflow).Job(environment).Step("Refuse where nobody has to approve"), ".", ("GITHUB_REPOSITORY", "scoops/governance"));

            Assert.Equal(code, ended.Code);
            Assert.StartsWith($"api repos/scoops/governance/environments/{environment} ", GitHub.Calls(desk)[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_workload_is_packed_alike_twice_and_only_with_its_deploy_script()
    {
        var pack = Checkout.Workflow("workload.yml").Job("build").Step("Pack");
        (string, string)[] environment = [("RUNNER_TEMP", desk.At("temp")), ("GITHUB_OUTPUT", desk.At("output")), ("GITHUB_STEP_SUMMARY", desk.At("summary")), ("GITHUB_SHA", "abc")];
        desk.Write("temp/release/app.zip", "app");
        Assert.Equal(1, (await desk.Run(pack, "workload", environment)).Code);
        desk.Program("temp/release/deploy/deploy", "true");

        (await desk.Run(pack, "workload", environment)).Well();
        File.SetLastWriteTimeUtc(desk.At("temp/release/app.zip"), DateTime.UnixEpoch);
        (await desk.Run(pack, "workload", environment)).Well();

        var digests = desk.Read("output").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, digests.Length);
        Assert.Matches("^digest=[0-9a-f]{64}$", Assert.Single(digests.Distinct()));
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private static string Artifact(string workflow) => workflow == "deliver.yml" ? "governance.tar" : "workload.tar";

    private async Task<string> Pack(string file)
    {
        await Commit();
        Directory.CreateDirectory(desk.At("run"));
        return (await desk.Run("checkout", [], "bash", ".ci/release", desk.At("native"), desk.At(file))).Well().Output.Trim();
    }

    private async Task Commit()
    {
        (await desk.Run("checkout", [], "git", "init", "--quiet")).Well();
        (await desk.Run("checkout", [], "git", "add", "--all")).Well();
    }

    private Task<Ended> Verify(Job job, string digest) => desk.Run(job.Step("Verify digest and attestation"), "run",
        ("DIGEST", digest), ("GITHUB_REPOSITORY", "scoops/governance"), ("GITHUB_SHA", "abc"), ("SIGNER", "scoops/platform"), ("SIGNER_COMMIT", "def"));
}
