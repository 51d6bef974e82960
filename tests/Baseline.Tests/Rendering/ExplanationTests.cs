using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

public sealed class ExplanationTests
{
    private static readonly string Explained = Explanation.Of(PolicyFiles.Read(Repository.File("policies")), PolicySchemas.Export());

    [Fact]
    public void The_document_of_the_defaults_is_what_the_tool_tells_of_them() => Snapshot.MatchDocument(Explained, "docs/baseline.md");

    [Fact]
    public void Every_setting_has_a_reason() =>
        Assert.DoesNotContain(Explained.Split('\n'), line => line.StartsWith("| ", StringComparison.Ordinal) && line.EndsWith("|  |", StringComparison.Ordinal));
}
