using System.Text.Json.Nodes;
using Amazon.EC2;

namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>An instance as every remediation of instances sees it.</summary>
internal static class Instance
{
    /// <summary>What <see cref="ReadAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Reads { get; } = [new("ec2:DescribeInstances", "*")];

    /// <summary>Where it is, its addresses by network interface, its key, its metadata service, tags; under <c>observed</c> whether it runs. Null when it is gone, or going.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var found = await subject.Session.Ec2.DescribeInstancesAsync(new() { InstanceIds = [subject.Id] }, cancellationToken);
            if (found.Reservations?.SelectMany(r => r.Instances ?? []).FirstOrDefault() is not { } instance || instance.State?.Name?.Value is "terminated" or "shutting-down")
            {
                return null;
            }

            return new()
            {
                ["vpc"] = instance.VpcId,
                ["subnet"] = instance.SubnetId,
                ["key"] = string.IsNullOrEmpty(instance.KeyName) ? null : instance.KeyName,
                ["publicIp"] = string.IsNullOrEmpty(instance.PublicIpAddress) ? null : instance.PublicIpAddress,
                ["publicIps"] = new JsonObject((instance.NetworkInterfaces ?? []).OrderBy(i => i.NetworkInterfaceId, StringComparer.Ordinal)
                    .Select(i => KeyValuePair.Create<string, JsonNode?>(i.NetworkInterfaceId, string.IsNullOrEmpty(i.Association?.PublicIp) ? null : i.Association.PublicIp))),
                ["metadata"] = instance.MetadataOptions is not { } metadata ? null : new JsonObject
                {
                    ["tokens"] = metadata.HttpTokens?.Value,
                    ["endpoint"] = metadata.HttpEndpoint?.Value,
                    ["hopLimit"] = metadata.HttpPutResponseHopLimit,
                    ["tags"] = metadata.InstanceMetadataTags?.Value,
                    ["ipv6"] = metadata.HttpProtocolIpv6?.Value,
                },
                ["tags"] = Tagged.Object(instance.Tags),
                ["observed"] = new JsonObject { ["state"] = instance.State?.Name?.Value },
            };
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode == "InvalidInstanceID.NotFound")
        {
            return null;
        }
    }
}
