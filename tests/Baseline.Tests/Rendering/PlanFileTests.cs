using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Faults;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

public sealed class PlanFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plan-file").FullName;

    private string File => Path.Combine(_folder, "kept/plan.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_kept_plan_comes_back_meaning_the_same()
    {
        var options = new PlanOptions { Only = ["scp"], Accounts = ["dev", "uat"], Without = ["permission-set-tags"], Allow = ["deletions"], Adopt = ["all"] };

        PlanFile.Write(File, PlanDocument.Of(Scoops.Changed, options, "root"));
        var saved = PlanFile.Read(File);

        Assert.Equal(Scoops.Changed.Fingerprint, saved.Fingerprint);
        Assert.Equivalent(options, saved.Options, strict: true);
        Assert.Equal(Told.By("json", r => r.Plan(Scoops.Changed, Scoops.Older, options, null)).Result, System.IO.File.ReadAllText(File));
        Assert.Equal(["plan.json"], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(File)!).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n  \"formatVersion\": 1,\n  oops", 3)]
    [InlineData("[]", 1)]
    [InlineData("{\"formatVersion\":1,\"takenAt\":\"2026-11-24\",\"resources\":[]}", 1)]
    [InlineData("{\"formatVersion\":2,\"fingerprint\":{},\"changes\":{}}", 0)]
    [InlineData("{\"formatVersion\":\"1\",\"fingerprint\":{},\"changes\":[]}", 0)]
    [InlineData("{\"formatVersion\":1,\"fingerprint\":null,\"changes\":[]}", 1)]
    public void What_is_no_plan_is_told_with_its_place_and_remedy(string text, int line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);

        var fault = Assert.Throws<FaultException>(() => PlanFile.Read(File)).Fault;

        Assert.Equal(("bad-plan", Severity.Error, line), (fault.Code, fault.Severity, fault.Where.Line));
        Assert.StartsWith("make it with: baseline plan --out ", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_with_an_empty_name_in_its_options_is_broken()
    {
        PlanFile.Write(File, PlanDocument.Of(Scoops.Changed, new() { Only = ["scp"] }, "root"));
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace("\"scp\"\n    ]", "null\n    ]", StringComparison.Ordinal));

        Assert.Equal("/options", Assert.Throws<FaultException>(() => PlanFile.Read(File)).Fault.Where.Pointer);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_told_apart_from_broken_ones()
    {
        Assert.Contains("cannot be read", Assert.Throws<FaultException>(() => PlanFile.Read(File)).Fault.What, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<FaultException>(() => PlanFile.Read(_folder)).Fault.What, StringComparison.Ordinal);
    }
}
