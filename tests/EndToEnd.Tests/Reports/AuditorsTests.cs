using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Reports.Packs;
using SecretScoops.Governance.Reports.Tests.Packs;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>What docs/auditors.md tells auditors to type does what it says, with this tool and without.</summary>
public sealed class AuditorsTests : IDisposable
{
    private readonly Desk desk = new();
    private readonly Shelf shelf;

    public AuditorsTests() => shelf = new(desk.Folder);

    [Fact]
    public async Task Every_command_for_auditors_runs_and_says_what_the_document_says()
    {
        await Packs();

        foreach (var command in await Commands())
        {
            var finished = await Run(command);

            Assert.True(finished.ExitCode == 0 || (finished.ExitCode == 2 && command.Contains(" diff ", StringComparison.Ordinal)), $"{command}\n{finished}");
            if (command.StartsWith("openssl pkey", StringComparison.Ordinal))
            {
                Assert.StartsWith((await shelf.Trusted()).Expected![7..], finished.Output, StringComparison.Ordinal);
            }

            if (command.Contains("wc -l", StringComparison.Ordinal))
            {
                Assert.Equal("0", finished.Output.Trim());
            }
        }
    }

    [Theory]
    [InlineData("report.csv", "report verify", "sha256sum --check")]
    [InlineData("manifest.json", "report verify", "openssl dgst", "sha256sum < ")]
    [InlineData("manifest.sig", "report verify", "openssl dgst")]
    [InlineData("extra", "report verify", "wc -l")]
    public async Task Without_this_tool_the_same_faults_are_found(string file, params string[] telling)
    {
        await Packs();
        foreach (var pack in Directory.GetDirectories(shelf.Reports))
        {
            var path = Path.Combine(pack, file);
            var bytes = File.Exists(path) ? await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken) : [0];
            // A capital letter within a word: what was written stays readable, and is something else.
            bytes[^1] ^= 0x20;
            if (file == "manifest.json")
            {
                bytes[^1] ^= 0x20;
                bytes = [.. bytes, (byte)' '];
            }

            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        }

        foreach (var command in (await Commands()).Where(command => telling.Any(each => command.Contains(each, StringComparison.Ordinal))))
        {
            var finished = await Run(command);

            Assert.True(finished.ExitCode != 0 || finished.Output.Trim() == "1", $"{command} does not see the change of {file}\n{finished}");
        }
    }

    [Fact]
    public async Task The_sample_that_the_tool_draws_is_the_one_that_sha256sum_draws()
    {
        await Packs();
        var commands = await Commands();

        var drawn = (await Run(commands.Single(each => each.Contains("report sample", StringComparison.Ordinal)) + " --format json")).ExpectExitCode(0).Json();
        var recomputed = (await Run(commands.Single(each => each.StartsWith("jq -r '.findings[]", StringComparison.Ordinal)))).ExpectExitCode(0);

        Assert.Equal(
            drawn.GetProperty("findings").EnumerateArray().Select(each => $"{each.GetProperty("rank").GetString()} {each.GetProperty("key").GetString()}"),
            recomputed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose()
    {
        shelf.Dispose();
        Directory.CreateDirectory(desk.Folder);
        desk.Dispose();
    }

    private static async Task<List<string>> Commands()
    {
        var commands = DocumentsTests.Commands(await File.ReadAllTextAsync(Path.Combine(BaselineTool.RepositoryRoot(), "docs", "auditors.md"), TestContext.Current.CancellationToken)).ToList();
        Assert.NotEmpty(commands);
        return commands;
    }

    private async Task Packs()
    {
        foreach (var program in (string[])["openssl", "sha256sum", "jq", "bash"])
        {
            Judge.Require(program, $"install {program}");
        }

        await shelf.Pack(0, findings: 100);
        var pack = await shelf.Pack(1, findings: 120);
        File.Copy(Path.Combine(pack, PackManifest.PublicKeyFile), desk.At("company-key.pem"));
    }

    private async Task<Finished> Run(string command)
    {
        if (command.StartsWith("./baseline ", StringComparison.Ordinal))
        {
            return await new BaselineTool(desk).Run(command.Split(' ')[1..]);
        }

        using var shell = RunningProgram.Start(Judge.Require("bash", "install bash"), ["-o", "pipefail", "-c", command], desk.Environment(), desk.Folder);
        return await shell.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }
}
