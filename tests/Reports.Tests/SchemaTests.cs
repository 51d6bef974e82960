using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>Every format that has a published schema keeps to it: over every verdict, over nothing at all, and over names that strangers chose.</summary>
public sealed class SchemaTests
{
    private const string Ocsf = "ocsf-1.5.0-compliance_finding.derived.schema.json";
    private const string Oscal = "oscal_assessment-results_schema.json";
    private const string Sarif = "sarif-schema-2.1.0.json";
    private const string Asff = "asff-2018-10-08.derived.schema.json";

    [Theory]
    [InlineData("ocsf", Ocsf)]
    [InlineData("oscal", Oscal)]
    [InlineData("sarif", Sarif)]
    [InlineData("asff", Asff)]
    public async Task A_report_of_every_verdict_keeps_to_its_schema(string format, string schema)
    {
        List<Finding> findings = [.. Documents.OfEveryVerdict, .. Made.Findings(60).Where(each => each.Repairs.Count > 0)];

        Assert.Equal(Enum.GetValues<Verdict>().Length, findings.Select(each => each.Verdict).Distinct().Count());
        await Documents.Valid(schema, Documents.Json(format, findings));
    }

    [Theory]
    [InlineData("oscal", Oscal)]
    [InlineData("sarif", Sarif)]
    public async Task A_report_without_a_finding_keeps_to_its_schema(string format, string schema) => await Documents.Valid(schema, Documents.Json(format, []));

    [Theory]
    [InlineData("oscal", Oscal)]
    [InlineData("sarif", Sarif)]
    public async Task A_report_of_an_empty_organization_keeps_to_its_schema(string format, string schema)
    {
        var header = Made.Header with { Accounts = [], Catalogue = ControlCatalogue.Empty, Exemptions = [], Gaps = [], OrganizationId = null, Principal = null, PolicyCommit = null };

        await Documents.Valid(schema, Documents.Json(format, header, []));
    }

    [Theory]
    [InlineData("ocsf", Ocsf)]
    [InlineData("oscal", Oscal)]
    [InlineData("sarif", Sarif)]
    [InlineData("asff", Asff)]
    public async Task A_report_of_hostile_names_keeps_to_its_schema(string format, string schema) => await Documents.Valid(schema, Documents.Json(format, HostileTests.Findings));

    [Fact]
    public void Every_format_has_a_name_and_a_file_of_its_own()
    {
        Assert.Equal(ReportFormat.All.Count, ReportFormat.All.Select(each => each.Name).Distinct().Count());
        Assert.Equal(ReportFormat.All.Count, ReportFormat.All.Select(each => each.File).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
