using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.S3Control;

namespace SecretScoops.Governance.Sandbox.S3Control;

/// <summary>S3 Control: the S3 settings of whole accounts.</summary>
internal sealed class S3ControlSandbox(World world) : S3ControlOperations, IBehaviour
{
    /// <inheritdoc/>
    public bool Settle(bool isRead) => false;

    /// <inheritdoc/>
    public WireException Throttled() => new("SlowDown", "Please reduce your request rate.", 503);

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    public override GetPublicAccessBlockResponse GetPublicAccessBlock(GetPublicAccessBlockRequest request, Call call)
    {
        var block = Account(request.AccountId!, call).S3?.PublicAccessBlock
            ?? throw new NoSuchPublicAccessBlockConfigurationException("The public access block configuration was not found");
        return new GetPublicAccessBlockResponse
        {
            PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration
            {
                BlockPublicAcls = block.BlockPublicAcls,
                IgnorePublicAcls = block.IgnorePublicAcls,
                BlockPublicPolicy = block.BlockPublicPolicy,
                RestrictPublicBuckets = block.RestrictPublicBuckets,
            },
        };
    }

    /// <remarks>What is left out is off: S3 API Reference, PublicAccessBlockConfiguration, read 2026-11.</remarks>
    public override PutPublicAccessBlockResponse PutPublicAccessBlock(PutPublicAccessBlockRequest request, Call call)
    {
        var asked = request.PublicAccessBlockConfiguration!;
        (Account(request.AccountId!, call).S3 ??= new()).PublicAccessBlock = new StoredPublicAccessBlock
        {
            BlockPublicAcls = asked.BlockPublicAcls ?? false,
            IgnorePublicAcls = asked.IgnorePublicAcls ?? false,
            BlockPublicPolicy = asked.BlockPublicPolicy ?? false,
            RestrictPublicBuckets = asked.RestrictPublicBuckets ?? false,
        };
        return new PutPublicAccessBlockResponse();
    }

    public override DeletePublicAccessBlockResponse DeletePublicAccessBlock(DeletePublicAccessBlockRequest request, Call call)
    {
        (Account(request.AccountId!, call).S3 ??= new()).PublicAccessBlock = null;
        return new DeletePublicAccessBlockResponse();
    }

    private StoredAccount Account(string accountId, Call call) => accountId == call.AccountId ? world.Account(call) : throw new WireException("AccessDenied", "Access Denied", 403);
}
