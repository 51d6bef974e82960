using Amazon.ConfigService.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Config;

/// <summary>Conformance packs for the whole organization: asynchronous, account by account, their templates never told again.</summary>
public sealed class OrganizationPackTests
{
    private const string Pack = "ours-keys";

    private const string Template =
        """
        { "Parameters": { "MaxAge": { "Type": "String", "Default": "90" } },
          "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule", "Properties": { "Source": { "Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED" } } } } }
        """;

    [Fact]
    public async Task A_pack_comes_to_every_account_that_is_not_excluded_and_goes_again()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);
        await rig.Record(rig.Member);

        await Put(rig, parameters: ("MaxAge", "30"));
        Assert.Equal("CREATE_SUCCESSFUL", (await Status(rig)).Status.Value);
        Assert.Equal(2, (await Members(rig)).Count);
        var seen = Assert.Single((await rig.Config.DescribeOrganizationConformancePacksAsync(new(), Cancel)).OrganizationConformancePacks);
        Assert.Equal(("MaxAge", "30"), (seen.ConformancePackInputParameters[0].ParameterName, seen.ConformancePackInputParameters[0].ParameterValue));
        await Put(rig, excluded: [rig.Member]);
        Assert.Equal("UPDATE_SUCCESSFUL", (await Status(rig)).Status.Value);
        Assert.Equal(Management, Assert.Single(await Members(rig)).AccountId);

        await rig.Config.DeleteOrganizationConformancePackAsync(new() { OrganizationConformancePackName = Pack }, Cancel);

        await Assert.ThrowsAsync<NoSuchOrganizationConformancePackException>(() => Status(rig));
        await Assert.ThrowsAsync<NoSuchOrganizationConformancePackException>(() => rig.Config.DeleteOrganizationConformancePackAsync(new() { OrganizationConformancePackName = Pack }, Cancel));
    }

    [Fact]
    public async Task It_fails_where_nothing_records_and_says_where()
    {
        using var rig = await ConfigRig.Create();
        await rig.Record(Management);

        await Put(rig);

        var status = await Status(rig);
        Assert.Equal(("CREATE_FAILED", "NoAvailableConfigurationRecorder"), (status.Status.Value, status.ErrorCode));
        Assert.Equal("CREATE_FAILED", (await Members(rig)).Single(m => m.AccountId == rig.Member).Status.Value);
        Assert.Equal("CREATE_SUCCESSFUL", (await Members(rig)).Single(m => m.AccountId == Management).Status.Value);
    }

    [Fact]
    public async Task While_it_is_in_progress_it_takes_no_change()
    {
        using var rig = await ConfigRig.Create(new() { AsyncReads = 3 });
        await rig.Record(Management);
        await Put(rig);

        Assert.Equal("CREATE_IN_PROGRESS", (await Status(rig)).Status.Value);
        await Assert.ThrowsAsync<ResourceInUseException>(() => Put(rig));
        await Assert.ThrowsAsync<ResourceInUseException>(() => rig.Config.DeleteOrganizationConformancePackAsync(new() { OrganizationConformancePackName = Pack }, Cancel));
    }

    [Fact]
    public async Task Members_neither_deploy_nor_see_it()
    {
        using var rig = await ConfigRig.Create();
        var member = rig.As(rig.Member);

        await Assert.ThrowsAsync<OrganizationAccessDeniedException>(() => member.DescribeOrganizationConformancePacksAsync(new(), Cancel));
        await Assert.ThrowsAsync<OrganizationAccessDeniedException>(
            () => member.PutOrganizationConformancePackAsync(new() { OrganizationConformancePackName = Pack, TemplateBody = Template }, Cancel));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("Resources: none")]
    [InlineData("""{ "Resources": { "Keys": { "Type": "AWS::S3::Bucket" } } }""")]
    [InlineData("""{ "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule", "Properties": { "Source": { "Owner": "AWS", "SourceIdentifier": "NO_SUCH_RULE" } } } } }""")]
    [InlineData("""{ "Parameters": { "MaxAge": { "Type": "String" } }, "Resources": { "Keys": { "Type": "AWS::Config::ConfigRule" } } }""")]
    public async Task What_is_no_template_is_refused(string template)
    {
        using var rig = await ConfigRig.Create();

        await Assert.ThrowsAsync<OrganizationConformancePackTemplateValidationException>(
            () => rig.Config.PutOrganizationConformancePackAsync(new() { OrganizationConformancePackName = Pack, TemplateBody = template }, Cancel));
        await Assert.ThrowsAsync<OrganizationConformancePackTemplateValidationException>(() => Put(rig, parameters: ("Age", "30")));
    }

    private static Task<PutOrganizationConformancePackResponse> Put(ConfigRig rig, string[]? excluded = null, params (string Name, string Value)[] parameters) => rig.Config.PutOrganizationConformancePackAsync(
        new()
        {
            OrganizationConformancePackName = Pack,
            TemplateBody = Template,
            ConformancePackInputParameters = [.. parameters.Select(p => new ConformancePackInputParameter { ParameterName = p.Name, ParameterValue = p.Value })],
            ExcludedAccounts = excluded is null ? null : [.. excluded],
        },
        Cancel);

    private static async Task<OrganizationConformancePackStatus> Status(ConfigRig rig) =>
        Assert.Single((await rig.Config.DescribeOrganizationConformancePackStatusesAsync(new() { OrganizationConformancePackNames = [Pack] }, Cancel)).OrganizationConformancePackStatuses);

    private static async Task<List<OrganizationConformancePackDetailedStatus>> Members(ConfigRig rig) =>
        (await rig.Config.GetOrganizationConformancePackDetailedStatusAsync(new() { OrganizationConformancePackName = Pack }, Cancel)).OrganizationConformancePackDetailedStatuses;
}
