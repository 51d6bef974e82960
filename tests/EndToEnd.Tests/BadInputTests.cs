using System.Text.RegularExpressions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>What is wrong in the policies is told with file, line and column and a remedy, before any call to AWS, without a stack trace.</summary>
public sealed partial class BadInputTests : IDisposable
{
    private readonly Desk desk = new();
    private readonly PolicyCopy policies;

    public BadInputTests() => policies = PolicyCopy.On(desk);

    [Fact]
    public async Task The_default_policies_are_valid()
    {
        (await Baseline("validate")).ExpectExitCode(0);
    }

    [Theory]
    [InlineData("organization.json", "\"name\":", "\"nmae\":", "nmae")]
    [InlineData("organization.json", "\"accounts\": [", "\"accounts\": [ null,", "null")]
    [InlineData("organization.json", "\"email\":", "\"email\": 7, \"_\":", "email")]
    [InlineData("groups.json", "{", "", "groups.json")]
    public async Task A_fault_is_told_with_its_place_and_its_remedy(string file, string old, string spoiled, string named)
    {
        policies.Edit(file, text => First(text, old, spoiled));

        foreach (var command in (string[])["validate", "plan"])
        {
            var told = await Baseline(command);

            told.ExpectExitCode(1);
            var lines = (told.Output + told.Errors).Split('\n');
            Assert.Contains(lines, line => PlaceInFile().IsMatch(line) && line.Contains(file, StringComparison.Ordinal));
            Assert.Contains(named, told.Output + told.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", told.Output + told.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task All_faults_of_all_files_are_told_at_once()
    {
        policies.Edit("organization.json", text => First(text, "\"name\":", "\"nmae\":"));
        policies.Edit("groups.json", text => First(text, "\"name\":", "\"naem\":"));

        var told = (await Baseline("validate")).ExpectExitCode(1);

        Assert.Contains("nmae", told.Output + told.Errors, StringComparison.Ordinal);
        Assert.Contains("naem", told.Output + told.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_levels_of_nesting_are_a_fault_and_not_a_crash()
    {
        await File.WriteAllTextAsync(policies.At("groups.json"), new string('[', 10_000) + new string(']', 10_000), TestContext.Current.CancellationToken);

        Told((await Baseline("validate")).ExpectExitCode(1), "groups.json");
    }

    [Fact]
    public async Task A_file_of_fifty_megabytes_is_a_fault_and_is_not_read_whole()
    {
        await using (var file = File.Create(policies.At("groups.json")))
        {
            file.SetLength(50L * 1024 * 1024);
        }

        Told((await Baseline("validate")).ExpectExitCode(1), "groups.json");
    }

    [Fact]
    public async Task A_symlink_loop_is_a_fault()
    {
        Directory.CreateSymbolicLink(policies.At("guardrails/again"), policies.At("guardrails"));
        File.CreateSymbolicLink(policies.At("guardrails/loop.json"), policies.At("guardrails/loop.json"));

        Told((await Baseline("validate")).ExpectExitCode(1), "loop.json");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var told = (await new BaselineTool(desk).Run("validate", "--policies", desk.At("nowhere"))).ExpectExitCode(1);

        Told(told, "nowhere");
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    private Task<Finished> Baseline(string command) => new BaselineTool(desk).Run(command, "--policies", policies.Folder);

    private static void Told(Finished finished, string named)
    {
        Assert.Contains(named, finished.Output + finished.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finished.Output + finished.Errors, StringComparison.Ordinal);
    }

    private static string First(string text, string old, string replacement)
    {
        var index = text.IndexOf(old, StringComparison.Ordinal);
        return index < 0 ? text : text[..index] + replacement + text[(index + old.Length)..];
    }

    [GeneratedRegex(@"\.json:\d+:\d+: ")]
    private static partial Regex PlaceInFile();
}
