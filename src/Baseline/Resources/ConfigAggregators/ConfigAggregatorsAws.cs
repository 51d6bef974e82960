using Amazon.ConfigService.Model;
using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using ConfigTag = Amazon.ConfigService.Model.Tag;
using IamTag = Amazon.IdentityManagement.Model.Tag;
using Scope = SecretScoops.Governance.Addresses.Scope;

namespace SecretScoops.Governance.Baseline.Resources.ConfigAggregators;

/// <summary>The calls of <see cref="ConfigAggregatorKind"/>. Its role comes first and goes last.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class ConfigAggregatorsAws(ConfigAggregatorKind kind) : ScopedThing<ConfigAggregatorAttributes>(kind, Places.HomeRegion)
{
    private const string RolePath = "/service-role/";
    private const string Roles = "arn:{partition}:iam::{account}:role/service-role/*";

    // Nothing else may be given to such a role.
    private static readonly Restriction OrganizationsPolicy = new("ArnEquals", "iam:PolicyARN", ConfigAggregatorKind.RolePolicy);

    private const string Trust =
        """{"Version":"2012-10-17","Statement":[{"Sid":"Config","Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions =>
        ["config:DescribeConfigurationAggregators", "config:ListTagsForResource", new("iam:ListAttachedRolePolicies", Roles)];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "config:PutConfigurationAggregator", "config:DeleteConfigurationAggregator", new("config:TagResource", For: "config:PutConfigurationAggregator"), "config:UntagResource",
        new("iam:CreateRole", Roles), new("iam:TagRole", Roles, "iam:CreateRole"), new("iam:AttachRolePolicy", Roles) { Only = OrganizationsPolicy }, new("iam:DetachRolePolicy", Roles),
        new("iam:DeleteRole", Roles), Need.Passing($"{RolePath[1..]}*", "config.amazonaws.com", "config:PutConfigurationAggregator"),
        new("organizations:EnableAWSServiceAccess", For: "config:PutConfigurationAggregator"),
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel)
    {
        var administrator = ConfigReach.Administrator(world.Policies);
        return [.. (await base.ScopesAsync(world, cancel)).Where(scope => scope.Account == administrator)];
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var aggregators = await Paged.AllAsync(async token =>
        {
            var page = await session.Config.DescribeConfigurationAggregatorsAsync(new() { NextToken = token }, cancel);
            return (page.ConfigurationAggregators, page.NextToken);
        });
        return await Paged.EachAsync(aggregators, (aggregator, stop) => SeenAsync(scope, session, aggregator, world, stop), cancel);
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, ConfigAggregatorAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        await RoleAsync(session, desired, cancel);
        await PutAsync(session, address, desired, [.. desired.Tags.Select(t => new ConfigTag { Key = t.Key, Value = t.Value })], world, cancel);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, ConfigAggregatorAttributes observed, ConfigAggregatorAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        await RoleAsync(session, desired, cancel);
        foreach (var stray in observed.Role == desired.Role ? observed.RolePolicies.Except(desired.RolePolicies) : [])
        {
            await session.Iam.DetachRolePolicyAsync(new() { RoleName = desired.Role, PolicyArn = stray }, cancel);
        }

        if (observed.Role != desired.Role || observed.AllRegions != desired.AllRegions || !observed.Regions.SequenceEqual(desired.Regions))
        {
            await PutAsync(session, address, desired, null, world, cancel);
        }

        var arn = await ArnOfAsync(session, address.Name, cancel);
        var (set, remove) = Tags.Between(observed.Tags, desired.Tags);
        if (set.Count > 0)
        {
            await session.Config.TagResourceAsync(new() { ResourceArn = arn, Tags = [.. set.Select(t => new ConfigTag { Key = t.Key, Value = t.Value })] }, cancel);
        }

        if (remove.Count > 0)
        {
            await session.Config.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = remove }, cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, ConfigAggregatorAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        try
        {
            await session.Config.DeleteConfigurationAggregatorAsync(new() { ConfigurationAggregatorName = address.Name }, cancel);
        }
        catch (NoSuchConfigurationAggregatorException)
        {
            // Gone already.
        }

        if (observed.Role != ConfigAggregatorKind.RoleOf(address.Name))
        {
            return;
        }

        try
        {
            foreach (var policy in observed.RolePolicies)
            {
                await session.Iam.DetachRolePolicyAsync(new() { RoleName = observed.Role, PolicyArn = policy }, cancel);
            }

            await session.Iam.DeleteRoleAsync(new() { RoleName = observed.Role }, cancel);
        }
        catch (NoSuchEntityException)
        {
            // Gone already.
        }
    }

    private static async Task RoleAsync(AwsSession session, ConfigAggregatorAttributes desired, CancellationToken cancel)
    {
        try
        {
            await session.Iam.CreateRoleAsync(
                new()
                {
                    RoleName = desired.Role,
                    Path = RolePath,
                    Description = "Lets AWS Config look up the organization's accounts for the aggregator",
                    AssumeRolePolicyDocument = Trust,
                    Tags = [.. desired.Tags.Select(t => new IamTag { Key = t.Key, Value = t.Value })],
                },
                cancel);
        }
        catch (EntityAlreadyExistsException)
        {
            // Made before: what it may do is looked at below, and who may assume it is ours alone by its name.
        }

        foreach (var policy in desired.RolePolicies)
        {
            await session.Iam.AttachRolePolicyAsync(new() { RoleName = desired.Role, PolicyArn = policy }, cancel);
        }
    }

    private static Task<PutConfigurationAggregatorResponse> PutAsync(AwsSession session, Address address, ConfigAggregatorAttributes desired, List<ConfigTag>? tags, AwsWorld world, CancellationToken cancel) =>
        session.Config.PutConfigurationAggregatorAsync(
            new()
            {
                ConfigurationAggregatorName = address.Name,
                OrganizationAggregationSource = new()
                {
                    RoleArn = $"arn:{world.Session.Partition}:iam::{world.AccountId(address.Account!)}:role{RolePath}{desired.Role}",
                    AllAwsRegions = desired.AllRegions,
                    AwsRegions = desired.Regions.Count > 0 ? [.. desired.Regions] : null,
                },
                Tags = tags,
            },
            cancel);

    private static async Task<string?> ArnOfAsync(AwsSession session, string name, CancellationToken cancel) => (await Paged.AllAsync(async token =>
    {
        var page = await session.Config.DescribeConfigurationAggregatorsAsync(new() { ConfigurationAggregatorNames = [name], NextToken = token }, cancel);
        return (page.ConfigurationAggregators, page.NextToken);
    })).FirstOrDefault()?.ConfigurationAggregatorArn;

    private async Task<Resource> SeenAsync(Scope scope, AwsSession session, ConfigurationAggregator aggregator, AwsWorld world, CancellationToken cancel)
    {
        var tags = Tags.Read((await Paged.AllAsync(async token =>
        {
            var page = await session.Config.ListTagsForResourceAsync(new() { ResourceArn = aggregator.ConfigurationAggregatorArn, NextToken = token }, cancel);
            return (page.Tags, page.NextToken);
        })).Select(t => KeyValuePair.Create(t.Key, t.Value)));
        var source = aggregator.OrganizationAggregationSource;
        var role = source?.RoleArn is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : null;
        return kind.Of(
            scope.Address(kind.Name, aggregator.ConfigurationAggregatorName),
            new(
                source is null ? null : ConfigReach.Of(world.Policies, ConfigReach.Aggregation),
                role,
                world.IsOurs(tags) && role is not null ? await PoliciesAsync(session, role, cancel) : [],
                source?.AllAwsRegions == true,
                [.. (source?.AwsRegions ?? []).Order(StringComparer.Ordinal)],
                tags),
            world.IsOurs(tags));
    }

    // A role that is gone has none; the plan shows that, and an apply makes it again.
    private static async Task<IReadOnlyList<string>> PoliciesAsync(AwsSession session, string role, CancellationToken cancel)
    {
        try
        {
            var attached = await Paged.AllAsync(async marker =>
            {
                var page = await session.Iam.ListAttachedRolePoliciesAsync(new() { RoleName = role, Marker = marker }, cancel);
                return (page.AttachedPolicies, page.IsTruncated == true ? page.Marker : null);
            });
            return [.. attached.Select(p => p.PolicyArn).Order(StringComparer.Ordinal)];
        }
        catch (NoSuchEntityException)
        {
            return [];
        }
    }
}
