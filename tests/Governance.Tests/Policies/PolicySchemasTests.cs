using NJsonSchema;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class PolicySchemasTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(RealPolicies.Folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RealPolicies.Folder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("schemas/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_schemas_in_the_repository_are_what_the_shapes_export()
    {
        var folder = Path.Combine(RealPolicies.Folder, "schemas");
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMAS") == "1")
        {
            _ = Directory.CreateDirectory(folder);
            foreach (var (name, text) in PolicySchemas.Export())
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }
        }

        Assert.Equal(PolicySchemas.Export().Keys, Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(PolicySchemas.Export(), schema => Assert.Equal(schema.Value, File.ReadAllText(Path.Combine(folder, schema.Key))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_policy_file_keeps_the_schema_that_it_names(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RealPolicies.Folder, file), TestContext.Current.CancellationToken);
        using var document = System.Text.Json.JsonDocument.Parse(text);
        var named = Path.GetFileName(document.RootElement.GetProperty("$schema").GetString()!);
        var schema = await JsonSchema.FromJsonAsync(PolicySchemas.Export()[named], TestContext.Current.CancellationToken);

        Assert.Equal([], schema.Validate(text).Select(error => error.ToString()));
    }

    [Fact]
    public async Task A_schema_refuses_what_the_reader_refuses()
    {
        var schema = await JsonSchema.FromJsonAsync(PolicySchemas.Export()["organization.schema.json"], TestContext.Current.CancellationToken);

        Assert.NotEmpty(schema.Validate("""{"organizationalUnits":["DEV"],"accounts":[{"name":"dev","mail":"x"}]}"""));
        Assert.Empty(schema.Validate("""{"organizationalUnits":["DEV"],"accounts":[{"name":"dev","email":"a@b.example","environment":"dev"}]}"""));
    }
}
