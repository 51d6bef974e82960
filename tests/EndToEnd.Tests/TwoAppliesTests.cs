using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>Nothing keeps two applies apart: a pipeline's, a person's, and that of an account that joined may meet.</summary>
public sealed class TwoAppliesTests : IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    private readonly Desk desk = new();
    private readonly SandboxServer server;

    /// <summary>Everything over HTTP.</summary>
    public TwoAppliesTests() => server = new(desk);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>How long after the first the second begins: at its first readings, and among its writes.</summary>
    public static TheoryData<int> Lags => [0, 400, 900];

    [Theory]
    [MemberData(nameof(Lags))]
    public async Task They_come_to_the_same_end_and_make_nothing_twice(int milliseconds)
    {
        await server.Ready();
        string[] apply = ["apply", "--policies", BaselineTool.DefaultPolicies, "--yes"];
        using var one = Tool("one").Start(apply);
        await Task.Delay(milliseconds, Cancel);
        using var other = Tool("other").Start(apply);

        // What the other was at, one of them may have been refused: it says so, and what is left.
        (await one.Wait(limit, Cancel)).ExpectExitCode(0, 3);
        (await other.Wait(limit, Cancel)).ExpectExitCode(0, 3);

        (await Tool("one").Run(apply)).ExpectExitCode(0);
        (await Tool("one").Run("plan", "--policies", BaselineTool.DefaultPolicies)).ExpectExitCode(0);
        var accounts = (await new AwsCli(desk, server.Access).Call("organizations", "list-accounts")).GetProperty("Accounts").EnumerateArray();
        Assert.Equal(["dev", "prod", "uat"], accounts.Select(account => account.GetProperty("Name").GetString()).Where(name => name is "dev" or "uat" or "prod").Order(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        server.Dispose();
        desk.Dispose();
    }

    private BaselineTool Tool(string who) => new(desk, server.Access) { Folder = Directory.CreateDirectory(desk.At(who)).FullName };
}
