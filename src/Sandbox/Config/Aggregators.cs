using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>Aggregators: one place to see other accounts and regions.</summary>
internal sealed partial class ConfigSandbox
{
    // Config Developer Guide, "Service Limits", read 2026-11.
    private const int MostAggregators = 50;

    public override PutConfigurationAggregatorResponse PutConfigurationAggregator(PutConfigurationAggregatorRequest request, Call call)
    {
        var (config, name) = (Config(call), request.ConfigurationAggregatorName!);
        var (organization, accounts) = (request.OrganizationAggregationSource, request.AccountAggregationSources?.FirstOrDefault());
        if (organization is null == accounts is null)
        {
            throw new InvalidParameterValueException("You must choose one of these sources: the configuration aggregator can only be created with account sources or an organization source.");
        }

        var (all, regions) = organization is null ? (accounts!.AllAwsRegions, accounts.AwsRegions) : (organization.AllAwsRegions, organization.AwsRegions);
        if (all == true == regions is { Count: > 0 })
        {
            throw new InvalidParameterValueException("You must choose one of these options: select all regions or specify regions.");
        }

        if (organization is not null)
        {
            RequireAggregation(call);
        }

        var aggregator = config.Aggregators.Find(each => each.Name == name);
        if (aggregator is null)
        {
            if (config.Aggregators.Count >= MostAggregators)
            {
                throw new LimitExceededException("You have reached the limit of the number of configuration aggregators.");
            }

            aggregator = new StoredAggregator { Name = name, Arn = Arn(call.Region, call.AccountId, $"config-aggregator/config-aggregator-{world.Ids.Letters(8)}"), CreatedAt = world.Now };
            config.Aggregators.Add(aggregator);
            if (request.Tags is { Count: > 0 } tags)
            {
                config.Tags[aggregator.Arn] = new(tags.ToDictionary(tag => tag.Key!, tag => tag.Value ?? ""), StringComparer.Ordinal);
            }
        }

        (aggregator.RoleArn, aggregator.Accounts) = (organization?.RoleArn, accounts?.AccountIds);
        (aggregator.AllRegions, aggregator.Regions, aggregator.UpdatedAt) = (all == true, regions ?? [], world.Now);
        return new PutConfigurationAggregatorResponse { ConfigurationAggregator = Shown(aggregator) };
    }

    public override DescribeConfigurationAggregatorsResponse DescribeConfigurationAggregators(DescribeConfigurationAggregatorsRequest request, Call call)
    {
        var all = request.ConfigurationAggregatorNames is { Count: > 0 } names ? names.Select(name => Aggregator(name, call)) : Config(call).Aggregators;
        var (aggregators, next) = wide.Cut(all, request.Limit, request.NextToken);
        return new DescribeConfigurationAggregatorsResponse { ConfigurationAggregators = [.. aggregators.Select(Shown)], NextToken = next };
    }

    public override DeleteConfigurationAggregatorResponse DeleteConfigurationAggregator(DeleteConfigurationAggregatorRequest request, Call call)
    {
        var aggregator = Aggregator(request.ConfigurationAggregatorName!, call);
        Config(call).Aggregators.Remove(aggregator);
        Config(call).Tags.Remove(aggregator.Arn);
        return new DeleteConfigurationAggregatorResponse();
    }

    public override DescribeConfigurationAggregatorSourcesStatusResponse DescribeConfigurationAggregatorSourcesStatus(DescribeConfigurationAggregatorSourcesStatusRequest request, Call call)
    {
        var all = Sources(Aggregator(request.ConfigurationAggregatorName!, call)).Select(source => new AggregatedSourceStatus
        {
            SourceId = source.Account.Id,
            SourceType = "ACCOUNT",
            AwsRegion = source.Region,
            LastUpdateStatus = "SUCCEEDED",
            LastUpdateTime = world.Now,
        });
        var (statuses, next) = wide.Cut(all, request.Limit, request.NextToken);
        return new DescribeConfigurationAggregatorSourcesStatusResponse { AggregatedSourceStatusList = statuses, NextToken = next };
    }

    private void RequireAggregation(Call call)
    {
        var organization = world.State.Organization ?? throw new NoAvailableOrganizationException("Organization is no longer available.");
        if (!world.Administers(call.AccountId, Aggregation))
        {
            throw new OrganizationAccessDeniedException("This action can only be performed if you are a registered delegated administrator for AWS Config with permissions to call ListDelegatedAdministrators API.");
        }

        if (organization.FeatureSet != "ALL")
        {
            throw new OrganizationAllFeaturesNotEnabledException("The organization does not have all features enabled.");
        }

        EnableAccess(organization, call, Aggregation);
    }

    private StoredAggregator Aggregator(string name, Call call) => Config(call).Aggregators.Find(each => each.Name == name)
        ?? throw new NoSuchConfigurationAggregatorException("The configuration aggregator does not exist. Check the configuration aggregator name and try again.");

    /// <summary>Where an aggregator collects from: recorders that exist.</summary>
    private IEnumerable<(StoredAccount Account, string Region, StoredConfig Config)> Sources(StoredAggregator aggregator) => Everywhere()
        .Where(each => each.Config.Recorder is not null && each.Account.State == "ACTIVE")
        .Where(each => aggregator.Accounts?.Contains(each.Account.Id) ?? world.State.Organization is not null)
        .Where(each => aggregator.AllRegions || aggregator.Regions.Contains(each.Region));

    private static ConfigurationAggregator Shown(StoredAggregator aggregator) => new()
    {
        ConfigurationAggregatorName = aggregator.Name,
        ConfigurationAggregatorArn = aggregator.Arn,
        OrganizationAggregationSource = aggregator.Accounts is null
            ? new() { RoleArn = aggregator.RoleArn, AllAwsRegions = aggregator.AllRegions, AwsRegions = aggregator.Regions.Count > 0 ? aggregator.Regions : null }
            : null,
        AccountAggregationSources = aggregator.Accounts is { } accounts
            ? [new() { AccountIds = accounts, AllAwsRegions = aggregator.AllRegions, AwsRegions = aggregator.Regions.Count > 0 ? aggregator.Regions : null }]
            : null,
        CreationTime = aggregator.CreatedAt,
        LastUpdatedTime = aggregator.UpdatedAt,
    };
}
