using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>Terraform's AWS provider reads what our sandbox serves: a client with demands of its own on the wire.</summary>
public sealed class TerraformTests : IDisposable
{
    private readonly Desk desk = new();

    [Fact]
    public async Task Terraform_imports_the_organization_of_the_sandbox_and_finds_no_difference()
    {
        using var sandbox = new SandboxServer(desk);
        await sandbox.Ready();
        (await new BaselineTool(desk, sandbox.Access).Run("apply", "--yes", "--policies", PolicyCopy.On(desk).OrganizationOnly().Folder)).ExpectExitCode(0);
        // The benchmark's writer: whatever organization is there, as a configuration with import blocks.
        var configuration = await new Boto3(desk, sandbox.Access).Run("""
            sys.path.insert(0, sys.argv[1])
            sys.dont_write_bytecode = True
            from plan_cost import terraform
            text, sizes, _ = terraform.describe(sys.argv[2])
            answer({'text': text, 'count': sum(sizes.values())})
            """, Path.Combine(BaselineTool.RepositoryRoot(), "tests", "Benchmarks"), sandbox.Access.Endpoint.AbsoluteUri.TrimEnd('/'));
        var terraform = new Terraform(desk, sandbox.Access);
        await terraform.Begin(configuration.GetProperty("text").GetString()!);

        var plan = (await terraform.Run("plan", "-detailed-exitcode", "-input=false", "-no-color")).ExpectExitCode(0, 2);

        Assert.True(
            plan.Output.Contains($"{configuration.GetProperty("count").GetInt32()} to import, 0 to add, 0 to change, 0 to destroy", StringComparison.Ordinal),
            plan.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();
}
