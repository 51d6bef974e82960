namespace SecretScoops.Governance.Sandbox.State;

/// <summary>What EC2 keeps in one account and region.</summary>
internal sealed record StoredEc2
{
    public bool EbsEncryption { get; set; }

    /// <summary>The ARN of the default key; null for AWS's own.</summary>
    public string? EbsKey { get; set; }

    public StoredMetadataDefaults? MetadataDefaults { get; set; }

    public string ImagePublicAccess { get; set; } = "unblocked";

    /// <summary>What <see cref="ImagePublicAccess"/> becomes when the change is through.</summary>
    public StoredChange? ImageChange { get; set; }

    public string SnapshotPublicAccess { get; set; } = "unblocked";

    public bool SerialConsole { get; set; }

    /// <summary>VPC Block Public Access.</summary>
    public string GatewayBlockMode { get; set; } = "off";

    /// <summary>Null while the region's network is as AWS made it, so that regions in which nobody did anything keep nothing.</summary>
    public StoredNetwork? Network { get; set; }
}

/// <summary>A setting that takes its time.</summary>
internal sealed record StoredChange
{
    public required string To { get; set; }

    public required Waiting Waiting { get; set; }
}

/// <summary>Instance metadata of new instances; null is no preference.</summary>
internal sealed record StoredMetadataDefaults
{
    public string? HttpTokens { get; set; }

    public int? HopLimit { get; set; }

    public string? HttpEndpoint { get; set; }

    public string? InstanceTags { get; set; }

    public string? TokensEnforced { get; set; }
}

/// <summary>Networks of a region.</summary>
internal sealed record StoredNetwork
{
    public List<StoredVpc> Vpcs { get; set; } = [];

    public List<StoredSubnet> Subnets { get; set; } = [];

    public List<StoredGateway> Gateways { get; set; } = [];

    public List<StoredRouteTable> RouteTables { get; set; } = [];

    public List<StoredNetworkAcl> NetworkAcls { get; set; } = [];

    public List<StoredSecurityGroup> SecurityGroups { get; set; } = [];

    public List<StoredFlowLog> FlowLogs { get; set; } = [];

    /// <summary>Those that somebody made; what a subnet's occupant has is not among them.</summary>
    public List<StoredInterface> Interfaces { get; set; } = [];

    /// <summary>Tags by resource, for resources of every sort.</summary>
    public SortedDictionary<string, SortedDictionary<string, string>> Tags { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A VPC.</summary>
internal sealed record StoredVpc
{
    public required string Id { get; set; }

    public required string Cidr { get; set; }

    public bool IsDefault { get; set; }

    /// <summary>Null where it has none.</summary>
    public string? Ipv6Cidr { get; set; }

    public string Tenancy { get; set; } = "default";
}

/// <summary>A subnet.</summary>
internal sealed record StoredSubnet
{
    public required string Id { get; set; }

    public required string VpcId { get; set; }

    public required string Cidr { get; set; }

    public required string Zone { get; set; }

    public bool IsDefault { get; set; }

    public bool PublicAddresses { get; set; }

    public bool Ipv6Addresses { get; set; }

    /// <summary>Something of a service that lives here, in the words of its network interface; how tests fill a subnet.</summary>
    public string? Occupant { get; set; }
}

/// <summary>An internet gateway.</summary>
internal sealed record StoredGateway
{
    public required string Id { get; set; }

    /// <summary>Null while it is detached.</summary>
    public string? VpcId { get; set; }
}

/// <summary>A route table.</summary>
internal sealed record StoredRouteTable
{
    public required string Id { get; set; }

    public required string VpcId { get; set; }

    public bool IsMain { get; set; }

    /// <summary>Destination → target, beside the local route.</summary>
    public SortedDictionary<string, string> Routes { get; set; } = new(StringComparer.Ordinal);
}

/// <summary>A network ACL.</summary>
internal sealed record StoredNetworkAcl
{
    public required string Id { get; set; }

    public required string VpcId { get; set; }

    public bool IsDefault { get; set; }

    /// <summary>Beside the two that deny the rest, which nobody can take away. To begin with as in a default one: everything may in and out.</summary>
    public List<StoredAclEntry> Entries { get; set; } =
    [
        new() { Number = 100, Allow = true, Protocol = "-1", Cidr = "0.0.0.0/0" },
        new() { Number = 100, Egress = true, Allow = true, Protocol = "-1", Cidr = "0.0.0.0/0" },
    ];
}

/// <summary>An entry of a network ACL: the lowest number that fits decides.</summary>
internal sealed record StoredAclEntry
{
    public required int Number { get; set; }

    public bool Egress { get; set; }

    public bool Allow { get; set; }

    /// <summary>A number, as EC2 tells it; <c>-1</c> for all.</summary>
    public required string Protocol { get; set; }

    public string? Cidr { get; set; }

    public string? Ipv6Cidr { get; set; }

    /// <summary>Null for all ports.</summary>
    public int? From { get; set; }

    public int? To { get; set; }

    public int? IcmpType { get; set; }

    public int? IcmpCode { get; set; }
}

/// <summary>A network interface that is attached to nothing.</summary>
internal sealed record StoredInterface
{
    public required string Id { get; set; }

    public required string SubnetId { get; set; }

    public string Description { get; set; } = "";

    /// <summary>Ids of security groups.</summary>
    public List<string> Groups { get; set; } = [];
}

/// <summary>A security group.</summary>
internal sealed record StoredSecurityGroup
{
    public required string Id { get; set; }

    public required string VpcId { get; set; }

    public required string Name { get; set; }

    public required string Description { get; set; }

    public List<StoredRule> Rules { get; set; } = [];
}

/// <summary>One rule with one peer.</summary>
internal sealed record StoredRule
{
    public required string Id { get; set; }

    public bool Egress { get; set; }

    /// <summary>As EC2 spells it: <c>tcp</c>, <c>-1</c>.</summary>
    public required string Protocol { get; set; }

    public int? From { get; set; }

    public int? To { get; set; }

    public string? Cidr { get; set; }

    public string? Ipv6Cidr { get; set; }

    public string? PrefixList { get; set; }

    public string? Group { get; set; }

    public string? Description { get; set; }
}

/// <summary>A flow log.</summary>
internal sealed record StoredFlowLog
{
    public required string Id { get; set; }

    public required string ResourceId { get; set; }

    public required string TrafficType { get; set; }

    public string? DestinationType { get; set; }

    public string? Destination { get; set; }

    public string? LogGroup { get; set; }

    public string? RoleArn { get; set; }

    public string? Format { get; set; }

    public int Interval { get; set; } = 600;

    public required DateTimeOffset CreatedAt { get; set; }
}
