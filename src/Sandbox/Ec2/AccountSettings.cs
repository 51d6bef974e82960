using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>What holds for a whole account in a region.</summary>
internal sealed partial class Ec2Sandbox
{
    private const string Unblocked = "unblocked";
    private const string NoPreference = "no-preference";

    public override GetEbsEncryptionByDefaultResponse GetEbsEncryptionByDefault(GetEbsEncryptionByDefaultRequest request, Call call)
    {
        Dry(request.DryRun);
        return new GetEbsEncryptionByDefaultResponse { EbsEncryptionByDefault = Settings(call).EbsEncryption };
    }

    public override EnableEbsEncryptionByDefaultResponse EnableEbsEncryptionByDefault(EnableEbsEncryptionByDefaultRequest request, Call call)
    {
        Dry(request.DryRun);
        return new EnableEbsEncryptionByDefaultResponse { EbsEncryptionByDefault = Settings(call).EbsEncryption = true };
    }

    public override DisableEbsEncryptionByDefaultResponse DisableEbsEncryptionByDefault(DisableEbsEncryptionByDefaultRequest request, Call call)
    {
        Dry(request.DryRun);
        return new DisableEbsEncryptionByDefaultResponse { EbsEncryptionByDefault = Settings(call).EbsEncryption = false };
    }

    public override GetEbsDefaultKmsKeyIdResponse GetEbsDefaultKmsKeyId(GetEbsDefaultKmsKeyIdRequest request, Call call)
    {
        Dry(request.DryRun);
        return new GetEbsDefaultKmsKeyIdResponse { KmsKeyId = Settings(call).EbsKey ?? AwsKey(call) };
    }

    /// <remarks>An alias is kept as one; AWS tells the key behind it. Whether the key can be used is only seen when a volume is made (EC2 API Reference, ModifyEbsDefaultKmsKeyId: keys are authenticated asynchronously, read 2026-11).</remarks>
    public override ModifyEbsDefaultKmsKeyIdResponse ModifyEbsDefaultKmsKeyId(ModifyEbsDefaultKmsKeyIdRequest request, Call call)
    {
        Dry(request.DryRun);
        var named = request.KmsKeyId!;
        var here = $"arn:aws:kms:{call.Region}:{call.AccountId}:";
        var arn = named.StartsWith("arn:", StringComparison.Ordinal) ? named : here + (named.StartsWith("alias/", StringComparison.Ordinal) ? named : $"key/{named}");
        if (!arn.StartsWith(here, StringComparison.Ordinal))
        {
            throw new WireException("InvalidKmsKey.NotFound", $"The KMS key {named} is not of this account and region.", 400);
        }

        Settings(call).EbsKey = arn.EndsWith("alias/aws/ebs", StringComparison.Ordinal) ? null : arn;
        return new ModifyEbsDefaultKmsKeyIdResponse { KmsKeyId = Settings(call).EbsKey ?? AwsKey(call) };
    }

    public override ResetEbsDefaultKmsKeyIdResponse ResetEbsDefaultKmsKeyId(ResetEbsDefaultKmsKeyIdRequest request, Call call)
    {
        Dry(request.DryRun);
        Settings(call).EbsKey = null;
        return new ResetEbsDefaultKmsKeyIdResponse { KmsKeyId = AwsKey(call) };
    }

    public override GetInstanceMetadataDefaultsResponse GetInstanceMetadataDefaults(GetInstanceMetadataDefaultsRequest request, Call call)
    {
        Dry(request.DryRun);
        var declared = Declared(call);
        var holds = declared.Metadata ?? Settings(call).MetadataDefaults ?? new();
        return new GetInstanceMetadataDefaultsResponse
        {
            AccountLevel = new InstanceMetadataDefaultsResponse
            {
                HttpTokens = holds.HttpTokens,
                HttpPutResponseHopLimit = holds.HopLimit,
                HttpEndpoint = holds.HttpEndpoint,
                InstanceMetadataTags = holds.InstanceTags,
                HttpTokensEnforced = holds.TokensEnforced,
                ManagedBy = DeclaredSettings.Keeper(declared.Metadata),
                ManagedExceptionMessage = declared.Metadata is null ? null : declared.Message,
            },
        };
    }

    public override ModifyInstanceMetadataDefaultsResponse ModifyInstanceMetadataDefaults(ModifyInstanceMetadataDefaultsRequest request, Call call)
    {
        Dry(request.DryRun);
        if (request.HttpPutResponseHopLimit is { } hops && hops is not (-1 or (>= 1 and <= 64)))
        {
            throw Invalid("HttpPutResponseHopLimit", "Specify 1 to 64, or -1 for no preference.");
        }

        var declared = Declared(call);
        if (declared.Metadata is { } holds)
        {
            declared.Allow(static each => each.Metadata, Asked(request, holds));
        }

        Settings(call).MetadataDefaults = Asked(request, Settings(call).MetadataDefaults ?? new());
        return new ModifyInstanceMetadataDefaultsResponse { Return = true };
    }

    public override GetImageBlockPublicAccessStateResponse GetImageBlockPublicAccessState(GetImageBlockPublicAccessStateRequest request, Call call)
    {
        Dry(request.DryRun);
        var declared = Declared(call).ImagePublicAccess;
        return new GetImageBlockPublicAccessStateResponse { ImageBlockPublicAccessState = declared ?? Settings(call).ImagePublicAccess, ManagedBy = DeclaredSettings.Keeper(declared) };
    }

    public override EnableImageBlockPublicAccessResponse EnableImageBlockPublicAccess(EnableImageBlockPublicAccessRequest request, Call call)
    {
        Dry(request.DryRun);
        Declared(call).Allow(static declared => declared.ImagePublicAccess, request.ImageBlockPublicAccessState);
        Settings(call).ImageChange = new StoredChange { To = request.ImageBlockPublicAccessState!, Waiting = world.Begin() };
        return new EnableImageBlockPublicAccessResponse { ImageBlockPublicAccessState = request.ImageBlockPublicAccessState };
    }

    public override DisableImageBlockPublicAccessResponse DisableImageBlockPublicAccess(DisableImageBlockPublicAccessRequest request, Call call)
    {
        Dry(request.DryRun);
        Declared(call).Allow(static declared => declared.ImagePublicAccess, Unblocked);
        Settings(call).ImageChange = new StoredChange { To = Unblocked, Waiting = world.Begin() };
        return new DisableImageBlockPublicAccessResponse { ImageBlockPublicAccessState = Unblocked };
    }

    public override GetSnapshotBlockPublicAccessStateResponse GetSnapshotBlockPublicAccessState(GetSnapshotBlockPublicAccessStateRequest request, Call call)
    {
        Dry(request.DryRun);
        var declared = Declared(call).SnapshotPublicAccess;
        return new GetSnapshotBlockPublicAccessStateResponse { State = declared ?? Settings(call).SnapshotPublicAccess, ManagedBy = DeclaredSettings.Keeper(declared) };
    }

    public override EnableSnapshotBlockPublicAccessResponse EnableSnapshotBlockPublicAccess(EnableSnapshotBlockPublicAccessRequest request, Call call)
    {
        Dry(request.DryRun);
        Declared(call).Allow(static declared => declared.SnapshotPublicAccess, request.State);
        Settings(call).SnapshotPublicAccess = request.State == Unblocked ? throw Invalid("State", "Use DisableSnapshotBlockPublicAccess to unblock.") : request.State!;
        return new EnableSnapshotBlockPublicAccessResponse { State = request.State };
    }

    public override DisableSnapshotBlockPublicAccessResponse DisableSnapshotBlockPublicAccess(DisableSnapshotBlockPublicAccessRequest request, Call call)
    {
        Dry(request.DryRun);
        Declared(call).Allow(static declared => declared.SnapshotPublicAccess, Unblocked);
        return new DisableSnapshotBlockPublicAccessResponse { State = Settings(call).SnapshotPublicAccess = Unblocked };
    }

    public override GetSerialConsoleAccessStatusResponse GetSerialConsoleAccessStatus(GetSerialConsoleAccessStatusRequest request, Call call)
    {
        Dry(request.DryRun);
        var declared = Declared(call).SerialConsole;
        return new GetSerialConsoleAccessStatusResponse { SerialConsoleAccessEnabled = declared ?? Settings(call).SerialConsole, ManagedBy = DeclaredSettings.Keeper(declared) };
    }

    public override EnableSerialConsoleAccessResponse EnableSerialConsoleAccess(EnableSerialConsoleAccessRequest request, Call call)
    {
        Dry(request.DryRun);
        Declared(call).Allow(static declared => declared.SerialConsole, true);
        return new EnableSerialConsoleAccessResponse { SerialConsoleAccessEnabled = Settings(call).SerialConsole = true };
    }

    public override DisableSerialConsoleAccessResponse DisableSerialConsoleAccess(DisableSerialConsoleAccessRequest request, Call call)
    {
        Dry(request.DryRun);
        Declared(call).Allow(static declared => declared.SerialConsole, false);
        return new DisableSerialConsoleAccessResponse { SerialConsoleAccessEnabled = Settings(call).SerialConsole = false };
    }

    public override DescribeVpcBlockPublicAccessOptionsResponse DescribeVpcBlockPublicAccessOptions(DescribeVpcBlockPublicAccessOptionsRequest request, Call call)
    {
        Dry(request.DryRun);
        return new DescribeVpcBlockPublicAccessOptionsResponse { VpcBlockPublicAccessOptions = BlockOptions(call) };
    }

    public override ModifyVpcBlockPublicAccessOptionsResponse ModifyVpcBlockPublicAccessOptions(ModifyVpcBlockPublicAccessOptionsRequest request, Call call)
    {
        Dry(request.DryRun);
        Settings(call).GatewayBlockMode = request.InternetGatewayBlockMode!;
        return new ModifyVpcBlockPublicAccessOptionsResponse { VpcBlockPublicAccessOptions = BlockOptions(call) };
    }

    public override DescribeAccountAttributesResponse DescribeAccountAttributes(DescribeAccountAttributesRequest request, Call call)
    {
        Dry(request.DryRun);
        var values = new (string Name, string Value)[]
        {
            ("supported-platforms", "VPC"), ("default-vpc", Network(call).Vpcs.Find(static vpc => vpc.IsDefault)?.Id ?? "none"), ("max-instances", "20"),
            ("vpc-max-security-groups-per-interface", "5"), ("max-elastic-ips", "5"), ("vpc-max-elastic-ips", "5"),
        };
        return new DescribeAccountAttributesResponse
        {
            AccountAttributes = [.. values.Where(each => request.AttributeNames is not { Count: > 0 } names || names.Contains(each.Name))
                .Select(static each => new AccountAttribute { AttributeName = each.Name, AttributeValues = [new AccountAttributeValue { AttributeValue = each.Value }] })],
        };
    }

    public override DescribeAvailabilityZonesResponse DescribeAvailabilityZones(DescribeAvailabilityZonesRequest request, Call call)
    {
        Dry(request.DryRun);
        return new DescribeAvailabilityZonesResponse
        {
            AvailabilityZones = [.. DefaultNetwork.Zones(call.Region).Where(zone => request.ZoneNames is not { Count: > 0 } names || names.Contains(zone)).Select(zone => new AvailabilityZone
            {
                ZoneName = zone,
                ZoneId = ZoneId(zone),
                RegionName = call.Region,
                GroupName = call.Region,
                NetworkBorderGroup = call.Region,
                ZoneType = "availability-zone",
                State = "available",
                OptInStatus = "opt-in-not-required",
            })],
        };
    }

    private DeclaredSettings Declared(Call call) => DeclaredSettings.Of(world.State, call.AccountId);

    private static StoredMetadataDefaults Asked(ModifyInstanceMetadataDefaultsRequest request, StoredMetadataDefaults kept) => new()
    {
        HttpTokens = Preferred(request.HttpTokens, kept.HttpTokens),
        HopLimit = request.HttpPutResponseHopLimit is { } limit ? limit == -1 ? null : limit : kept.HopLimit,
        HttpEndpoint = Preferred(request.HttpEndpoint, kept.HttpEndpoint),
        InstanceTags = Preferred(request.InstanceMetadataTags, kept.InstanceTags),
        TokensEnforced = Preferred(request.HttpTokensEnforced, kept.TokensEnforced),
    };

    private static string? Preferred(string? asked, string? kept) => asked switch { null => kept, NoPreference => null, _ => asked };

    private static string ZoneId(string zone) => string.Concat(zone.Split('-') is [var area, var side, var last] ? [area, side[..1], last[..1], "-az", $"{last[1] - 'a' + 1}"] : new[] { zone });

    private static string AwsKey(Call call) => $"arn:aws:kms:{call.Region}:{call.AccountId}:alias/aws/ebs";

    private VpcBlockPublicAccessOptions BlockOptions(Call call) => new()
    {
        AwsAccountId = call.AccountId,
        AwsRegion = call.Region,
        State = "default-state",
        InternetGatewayBlockMode = Settings(call).GatewayBlockMode,
        ManagedBy = "account",
        ExclusionsAllowed = "allowed",
    };
}
