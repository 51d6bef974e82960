using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SsoAdmin;

namespace SecretScoops.Governance.Sandbox.SsoAdmin;

/// <summary>The instance.</summary>
internal sealed partial class SsoAdminSandbox
{
    public override ListInstancesResponse ListInstances(ListInstancesRequest request, Call call)
    {
        if (world.State.Organization is not { } organization || world.IdentityCenterRegion(call.Region) != call.Region)
        {
            return new ListInstancesResponse { Instances = [] };
        }

        var instance = new InstanceMetadata
        {
            InstanceArn = IdentityCenterIds.InstanceArn(organization),
            IdentityStoreId = IdentityCenterIds.IdentityStoreId(organization),
            OwnerAccountId = world.State.ManagementAccountId,
            Name = Center.Name,
            CreatedDate = world.State.Accounts[0].JoinedAt,
            Status = "ACTIVE",
        };
        var (instances, next) = pages.Cut([instance], request.MaxResults, request.NextToken);
        return new ListInstancesResponse { Instances = instances, NextToken = next };
    }

    public override DescribeInstanceResponse DescribeInstance(DescribeInstanceRequest request, Call call)
    {
        Require(call, request.InstanceArn);
        return new DescribeInstanceResponse
        {
            InstanceArn = request.InstanceArn,
            IdentityStoreId = IdentityCenterIds.IdentityStoreId(world.State.Organization!),
            OwnerAccountId = world.State.ManagementAccountId,
            Name = Center.Name,
            CreatedDate = world.State.Accounts[0].JoinedAt,
            Status = "ACTIVE",
            EncryptionConfigurationDetails = new EncryptionConfigurationDetails { KeyType = "AWS_OWNED_KMS_KEY", EncryptionStatus = "ENABLED" },
        };
    }

    public override UpdateInstanceResponse UpdateInstance(UpdateInstanceRequest request, Call call)
    {
        Require(call, request.InstanceArn);
        if (request.EncryptionConfiguration is not null)
        {
            return base.UpdateInstance(request, call);
        }

        Center.Name = request.Name ?? Center.Name;
        return new UpdateInstanceResponse();
    }

    // The API makes account instances only, and those in member accounts (SSO Admin API Reference, CreateInstance); governance has no use for them.
    public override CreateInstanceResponse CreateInstance(CreateInstanceRequest request, Call call) => call.AccountId == world.State.ManagementAccountId
        ? throw new ValidationException("An organization instance of IAM Identity Center can be enabled in the console only.")
        : base.CreateInstance(request, call);
}
