using Amazon.AccessAnalyzer;
using Amazon.AccessAnalyzer.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using Analyzer = Amazon.AccessAnalyzer.Model.AnalyzerSummary;
using AnalyzerType = Amazon.AccessAnalyzer.Type;

namespace SecretScoops.Governance.Baseline.Resources.AccessAnalyzers;

/// <summary>The calls of <see cref="AccessAnalyzerKind"/>.</summary>
/// <param name="kind">The pure half.</param>
internal sealed class AccessAnalyzersAws(AccessAnalyzerKind kind) : ScopedThing<AccessAnalyzerAttributes>(kind, Places.Regions)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public override IReadOnlyList<Need> ReadPermissions => ["access-analyzer:ListAnalyzers"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "access-analyzer:CreateAnalyzer", "access-analyzer:GetAnalyzer", "access-analyzer:DeleteAnalyzer",
        new("access-analyzer:TagResource", For: "access-analyzer:CreateAnalyzer"), "access-analyzer:UntagResource",
        Need.LinkedRole("access-analyzer.amazonaws.com", "access-analyzer:CreateAnalyzer"),
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel)
    {
        var accounts = DeclaredDefaults.Of(world.Policies, defaults => defaults.AccessAnalyzer).Select(declared => declared.Account).ToHashSet(StringComparer.Ordinal);
        if (world.Policies.Find(AccountDefaultsFile.Area)?.Value.OrganizationAnalyzers is { } organization)
        {
            accounts.Add(AccessAnalyzerKind.Administrator(world.Policies, organization));
        }

        return accounts.Count == 0 ? [] : [.. (await base.ScopesAsync(world, cancel)).Where(scope => accounts.Contains(scope.Account))];
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var analyzers = await Paged.AllAsync(async token =>
        {
            var page = await session.AccessAnalyzer.ListAnalyzersAsync(new() { NextToken = token }, cancel);
            return (page.Analyzers, page.NextToken);
        });
        return analyzers.ConvertAll(analyzer => Seen(scope, analyzer, world));
    }

    /// <inheritdoc/>
    protected override async Task CreateAsync(Address address, AccessAnalyzerAttributes desired, Step step, AwsWorld world, CancellationToken cancel)
    {
        var client = world.SessionOf(address).AccessAnalyzer;
        try
        {
            await client.CreateAnalyzerAsync(
                new()
                {
                    AnalyzerName = address.Name,
                    Type = AnalyzerType.FindValue(desired.Type),
                    Configuration = desired.UnusedAccessDays is { } days ? new AnalyzerConfiguration { UnusedAccess = new UnusedAccessConfiguration { UnusedAccessAge = days } } : null,
                    Tags = new(desired.Tags),
                },
                cancel);
        }
        catch (ConflictException)
        {
            // Made by a call whose answer was lost; the read-back decides whether it is ours.
        }

        await AsyncOperation.FollowAsync(new(address, "creating the analyzer", s_patience), stop => StatusAsync(client, address.Name, stop), ("IN_PROGRESS", null), world.Time, cancel);
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(Address address, AccessAnalyzerAttributes observed, AccessAnalyzerAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        var arn = $"arn:aws:access-analyzer:{address.Region}:{world.AccountId(address.Account!)}:analyzer/{address.Name}";
        var (set, remove) = Tags.Between(observed.Tags, desired.Tags);
        if (set.Count > 0)
        {
            await session.AccessAnalyzer.TagResourceAsync(new() { ResourceArn = arn, Tags = new(set) }, cancel);
        }

        if (remove.Count > 0)
        {
            await session.AccessAnalyzer.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = remove }, cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task DeleteAsync(Address address, AccessAnalyzerAttributes observed, AwsWorld world, CancellationToken cancel)
    {
        try
        {
            await world.SessionOf(address).AccessAnalyzer.DeleteAnalyzerAsync(new() { AnalyzerName = address.Name }, cancel);
        }
        catch (ResourceNotFoundException)
        {
            // Gone already.
        }
    }

    private static async Task<(string? Status, string? Reason)> StatusAsync(IAmazonAccessAnalyzer client, string name, CancellationToken cancel)
    {
        var analyzer = (await client.GetAnalyzerAsync(new() { AnalyzerName = name }, cancel)).Analyzer;
        return (analyzer.Status?.Value switch { "CREATING" => "IN_PROGRESS", "ACTIVE" => "SUCCEEDED", var other => other }, analyzer.StatusReason?.Code?.Value);
    }

    private Resource Seen(Scope scope, Analyzer analyzer, AwsWorld world)
    {
        var tags = Tags.Read(analyzer.Tags ?? []);
        var attributes = AccessAnalyzerAttributes.Of(analyzer.Type.Value, analyzer.Configuration?.UnusedAccess?.UnusedAccessAge, scope.Account, world.LandingZone.ManagementAccount, tags);
        return kind.Of(scope.Address(kind.Name, analyzer.Name), attributes, world.IsOurs(tags));
    }
}
