using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

namespace SecretScoops.Governance.EndToEnd.Tests.Deploying;

/// <summary>The function that rotates secrets, as it stands in member.yaml, against moto's Secrets Manager.</summary>
[KeepsCalls]
public sealed class RotationTests(MotoServer moto) : IClassFixture<MotoServer>, IDisposable
{
    private readonly Desk desk = new();

    [Fact]
    public async Task It_moves_to_the_pending_value_overwrites_none_and_refuses_what_is_not_staged()
    {
        await moto.Empty();

        var rotated = await new Boto3(desk, moto.Access).Run(DeployCloud.Script("rotation.py"), Path.Combine(DeployCloud.Folder, "member.yaml"));

        CallsOfTest.AddOperations(CallsOfTest.Rotating, rotated.GetProperty("calls").EnumerateArray().Select(call => call.GetString()!));
        Assert.Contains("is not staged as AWSPENDING", rotated.GetProperty("stranger").GetString(), StringComparison.Ordinal);
        Assert.Equal("held", rotated.GetProperty("held").GetString());
        Assert.Contains("is too short", rotated.GetProperty("short").GetString(), StringComparison.Ordinal);
        Assert.Equal(new string('x', 48), rotated.GetProperty("current").GetString());
        Assert.Equal("first", rotated.GetProperty("previous").GetString());
    }

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();
}
