using Amazon.Runtime;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>Something on loopback that answers as AWS does, empty at first: an account without an organization.</summary>
internal interface IAwsEndpoint : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    Uri Address { get; }
}

/// <summary>moto, which others wrote.</summary>
internal sealed class MotoEndpoint : IAwsEndpoint
{
    private readonly MotoServer moto;

    private MotoEndpoint(MotoServer moto) => this.moto = moto;

    /// <inheritdoc/>
    public Uri Address => moto.Access.Endpoint;

    /// <summary>The shared server, emptied.</summary>
    public static async Task<IAwsEndpoint> Emptied(MotoServer moto)
    {
        await moto.Empty();
        return new MotoEndpoint(moto);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Our sandbox, behind its own HTTP door.</summary>
internal sealed class SandboxEndpoint : IAwsEndpoint
{
    private readonly Sandbox.SandboxServer server = Sandbox.SandboxServer.Start(LocalCloud.Open(null, new(), TimeProvider.System), 0, TimeProvider.System);

    /// <inheritdoc/>
    public Uri Address => server.Address;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();
}

/// <summary>The contract's client: the session the tool itself uses.</summary>
internal sealed class ContractSession : IAsyncDisposable
{
    private readonly IAwsEndpoint endpoint;
    private readonly AwsConnection connection;

    /// <summary>Connects.</summary>
    public ContractSession(IAwsEndpoint endpoint)
    {
        this.endpoint = endpoint;
        connection = new(new() { EndpointUrl = endpoint.Address, Region = "eu-west-1", Credentials = new BasicAWSCredentials("AKIACONTRACT00000000", "not-a-secret") });
    }

    /// <summary>The management account's session.</summary>
    public AwsSession Home => connection.Home;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        connection.Dispose();
        await endpoint.DisposeAsync();
    }
}
