using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>The delivery channel of each account and region, and how long Config keeps what it recorded.</summary>
internal sealed partial class ConfigSandbox
{
    public override PutDeliveryChannelResponse PutDeliveryChannel(PutDeliveryChannelRequest request, Call call)
    {
        var (config, asked) = (Config(call), request.DeliveryChannel!);
        var name = asked.Name ?? "default";
        if (config.Recorder is null)
        {
            throw new NoAvailableConfigurationRecorderException("Configuration recorder is not available to put delivery channel.");
        }

        if (config.Channel is { } present && present.Name != name)
        {
            throw new MaxNumberOfDeliveryChannelsExceededException($"Failed to put delivery channel '{name}' because the maximum number of delivery channels: 1 is reached.");
        }

        if (asked.S3BucketName is not { Length: > 0 } bucket || !world.State.Buckets.TryGetValue(bucket, out var found))
        {
            throw new NoSuchBucketException($"Cannot find a S3 bucket with an empty bucket name or a name of '{asked.S3BucketName}'.");
        }

        if (asked.S3KeyPrefix is { Length: 0 })
        {
            throw new InvalidS3KeyPrefixException("The s3 key prefix '' is not valid, empty s3 key prefix.");
        }

        if (asked.SnsTopicARN is { } topic && !topic.StartsWith("arn:aws", StringComparison.Ordinal))
        {
            throw new InvalidSNSTopicARNException($"The sns topic arn '{topic}' is not valid.");
        }

        DeliveryPolicy.Require(found, call.AccountId);
        config.Channel = new StoredDeliveryChannel
        {
            Name = name,
            Bucket = bucket,
            Prefix = asked.S3KeyPrefix,
            KeyArn = asked.S3KmsKeyArn,
            TopicArn = asked.SnsTopicARN,
            Frequency = asked.ConfigSnapshotDeliveryProperties?.DeliveryFrequency,
        };
        return new PutDeliveryChannelResponse();
    }

    public override DescribeDeliveryChannelsResponse DescribeDeliveryChannels(DescribeDeliveryChannelsRequest request, Call call) => new()
    {
        DeliveryChannels = [.. Channels(request.DeliveryChannelNames, call).Select(each => new DeliveryChannel
        {
            Name = each.Name,
            S3BucketName = each.Bucket,
            S3KeyPrefix = each.Prefix,
            S3KmsKeyArn = each.KeyArn,
            SnsTopicARN = each.TopicArn,
            ConfigSnapshotDeliveryProperties = each.Frequency is { } frequency ? new() { DeliveryFrequency = frequency } : null,
        })],
    };

    public override DescribeDeliveryChannelStatusResponse DescribeDeliveryChannelStatus(DescribeDeliveryChannelStatusRequest request, Call call) => new()
    {
        DeliveryChannelsStatus = [.. Channels(request.DeliveryChannelNames, call).Select(each => new DeliveryChannelStatus { Name = each.Name })],
    };

    public override DeleteDeliveryChannelResponse DeleteDeliveryChannel(DeleteDeliveryChannelRequest request, Call call)
    {
        var config = Config(call);
        _ = Channels([request.DeliveryChannelName!], call).Single();
        if (config.Recorder is { Recording: true })
        {
            throw new LastDeliveryChannelDeleteFailedException(
                $"Failed to delete last specified delivery channel with name '{request.DeliveryChannelName}', because there, because there is a running configuration recorder.");
        }

        config.Channel = null;
        return new DeleteDeliveryChannelResponse();
    }

    public override PutRetentionConfigurationResponse PutRetentionConfiguration(PutRetentionConfigurationRequest request, Call call)
    {
        Config(call).RetentionDays = request.RetentionPeriodInDays;
        return new PutRetentionConfigurationResponse { RetentionConfiguration = Retention(Config(call)).Single() };
    }

    public override DescribeRetentionConfigurationsResponse DescribeRetentionConfigurations(DescribeRetentionConfigurationsRequest request, Call call)
    {
        RequireRetention(request.RetentionConfigurationNames, call);
        return new DescribeRetentionConfigurationsResponse { RetentionConfigurations = Retention(Config(call)) };
    }

    public override DeleteRetentionConfigurationResponse DeleteRetentionConfiguration(DeleteRetentionConfigurationRequest request, Call call)
    {
        RequireRetention([request.RetentionConfigurationName!], call);
        Config(call).RetentionDays = null;
        return new DeleteRetentionConfigurationResponse();
    }

    private IEnumerable<StoredDeliveryChannel> Channels(List<string>? names, Call call)
    {
        var present = Config(call).Channel;
        return names?.Find(name => name != present?.Name) is { } unknown
            ? throw new NoSuchDeliveryChannelException($"Cannot find delivery channel with specified name '{unknown}'.")
            : present is null ? [] : [present];
    }

    private void RequireRetention(List<string>? names, Call call)
    {
        if (names?.Find(name => name != "default" || Config(call).RetentionDays is null) is { } unknown)
        {
            throw new NoSuchRetentionConfigurationException($"Cannot find retention configuration with the specified name '{unknown}'.");
        }
    }

    private static List<RetentionConfiguration> Retention(StoredConfig config) =>
        config.RetentionDays is { } days ? [new RetentionConfiguration { Name = "default", RetentionPeriodInDays = days }] : [];
}
