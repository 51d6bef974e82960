namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of EC2 instances, launch templates and volumes.</summary>
internal static class InstanceRules
{
    private const string Instance = "AWS::EC2::Instance";
    private const string Launch = "AWS::EC2::LaunchTemplate";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("instances-imdsv2", Instance, InstanceImdsv2),
        new("launch-templates-imdsv2", Launch, (launch, told) => Tokens(launch["LaunchTemplateData"]["MetadataOptions"]["HttpTokens"], "the launch template", told)),
        new("instances-no-public-ip", Instance, InstanceWithoutPublicIp),
        new("launch-templates-no-public-ip", Launch, (launch, told) => Interfaces(launch["LaunchTemplateData"]["NetworkInterfaces"], told)),
        new("instances-no-key-pair", [Instance, Launch, "AWS::AutoScaling::LaunchConfiguration"], WithoutKeyPair),
        new("volumes-encrypted", ["AWS::EC2::Volume", Instance, Launch], VolumesEncrypted),
    ];

    private static void Tokens(Element tokens, string what, Told told) =>
        told.RequireOne(tokens, $"{what} hands out credentials without a session (IMDSv1)", "set MetadataOptions: HttpTokens: required", "required");

    private static void InstanceImdsv2(Resource instance, Told told)
    {
        if (instance["MetadataOptions"]["HttpTokens"] is { IsAbsent: false } own)
        {
            Tokens(own, "the instance", told);
            return;
        }

        var from = instance["LaunchTemplate"];
        if (instance.World.Of(Launch).FirstOrDefault(launch => launch.IsNamedBy(from["LaunchTemplateId"]) || launch.IsNamedBy(from["LaunchTemplateName"], "LaunchTemplateName")) is { } template)
        {
            Tokens(template["LaunchTemplateData"]["MetadataOptions"]["HttpTokens"], "the instance's launch template", told);
        }
        else if (from.IsAbsent)
        {
            Tokens(instance["MetadataOptions"]["HttpTokens"], "the instance", told);
        }
        else
        {
            told.Unknown(from, "its launch template is not in this template");
        }
    }

    private static void Interfaces(Element interfaces, Told told)
    {
        foreach (var each in told.Each(interfaces))
        {
            told.RefuseTrue(each["AssociatePublicIpAddress"], "it gets a public address", "set AssociatePublicIpAddress: false, and put it behind a load balancer");
        }
    }

    private static void InstanceWithoutPublicIp(Resource instance, Told told)
    {
        var interfaces = instance["NetworkInterfaces"];
        Interfaces(interfaces, told);
        var subnets = instance.World.Of("AWS::EC2::Subnet").Where(subnet => subnet.IsNamedBy(instance["SubnetId"])).ToList();
        if (subnets.Count == 0 && !interfaces.Items.Any(each => !each["AssociatePublicIpAddress"].IsAbsent))
        {
            told.Unknown(instance["SubnetId"], "whether its subnet gives out public addresses stands elsewhere");
        }

        foreach (var subnet in subnets)
        {
            told.RefuseTrue(subnet["MapPublicIpOnLaunch"], $"its subnet {subnet.Name} gives public addresses to whatever starts in it", "start it in a private subnet");
        }

        foreach (var address in instance.World.Of("AWS::EC2::EIP", "AWS::EC2::EIPAssociation").Where(address => instance.IsNamedBy(address["InstanceId"]) && address.Exists))
        {
            told.Fail(address.Properties, $"instance {instance.Name} gets a public address", "take it out, and put the instance behind a load balancer");
        }
    }

    private static void WithoutKeyPair(Resource resource, Told told)
    {
        var key = resource.Type == Launch ? resource["LaunchTemplateData"]["KeyName"] : resource["KeyName"];
        if (key is { IsUnknown: true, Possible: null, Parameter: not null })
        {
            told.Unknown(key);
        }
        else if (!key.IsAbsent && key.Text?.Length != 0)
        {
            told.Fail(key, "it starts with a key to log in with", "take KeyName out, and log in with Session Manager");
        }
    }

    private static void VolumesEncrypted(Resource resource, Told told)
    {
        const string remedy = "set Encrypted: true";
        if (resource.Type == "AWS::EC2::Volume")
        {
            told.RequireTrue(resource["Encrypted"], "the volume is not encrypted", remedy);
            return;
        }

        var mappings = resource.Type == Launch ? resource["LaunchTemplateData"]["BlockDeviceMappings"] : resource["BlockDeviceMappings"];
        foreach (var volume in told.Each(mappings).Select(mapping => mapping["Ebs"]).Where(ebs => !ebs.IsAbsent))
        {
            told.RequireTrue(volume["Encrypted"], "the volume is not encrypted", remedy);
        }
    }
}
