namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>The judges themselves: each is asked something whose answer is known, so that a silent one cannot acquit us.</summary>
public sealed class JudgesTests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    private readonly Desk desk = new();

    [Fact]
    public async Task The_AWS_CLI_sees_what_it_created_in_moto()
    {
        var aws = new AwsCli(desk, moto.Access);

        await aws.Call("organizations", "create-organization", "--feature-set", "ALL");
        var organization = await aws.Call("organizations", "describe-organization");

        Assert.Equal("123456789012", organization.GetProperty("Organization").GetProperty("MasterAccountId").GetString());
    }

    [Fact]
    public async Task An_emptied_moto_has_no_organization_and_the_AWS_CLI_says_so()
    {
        var aws = new AwsCli(desk, moto.Access);
        await aws.Call("organizations", "create-organization", "--feature-set", "ALL");

        await moto.Empty();
        var answer = await aws.Try("organizations", "describe-organization");

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("AWSOrganizationsNotInUseException", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boto3_answers_with_what_moto_holds()
    {
        var boto3 = new Boto3(desk, moto.Access);

        var names = await boto3.Run("""
            organizations = boto3.client('organizations')
            organizations.create_organization(FeatureSet='ALL')
            root = organizations.list_roots()['Roots'][0]['Id']
            for name in sys.argv[1:]:
                organizations.create_organizational_unit(ParentId=root, Name=name)
            answer([unit['Name'] for unit in organizations.list_organizational_units_for_parent(ParentId=root)['OrganizationalUnits']])
            """, "DEV", "PROD");

        Assert.Equal(["DEV", "PROD"], names.EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Terraform_tells_a_difference_from_none()
    {
        var terraform = new Terraform(desk, moto.Access);
        await terraform.Begin("""
            resource "aws_organizations_organization" "this" {
              feature_set = "ALL"
            }
            """);

        (await terraform.Run("plan", "-detailed-exitcode", "-input=false", "-no-color")).ExpectExitCode(2);
        (await terraform.Run("apply", "-auto-approve", "-input=false", "-no-color")).ExpectExitCode(0);
        (await terraform.Run("plan", "-detailed-exitcode", "-input=false", "-no-color")).ExpectExitCode(0);
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_killed_and_what_it_said_is_told()
    {
        using var running = RunningProgram.Start("/bin/sh", ["-c", "echo begun; exec sleep 600"], desk.Environment(), desk.Folder);

        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => running.Wait(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));

        Assert.Contains("begun", timeout.Message, StringComparison.Ordinal);
        Assert.True(running.HasEnded);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await moto.Empty();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }
}
