using SecretScoops.Governance.Sandbox.Iam;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.AccessAnalyzer;

namespace SecretScoops.Governance.Sandbox.AccessAnalyzer;

/// <summary>IAM Access Analyzer: analyzers. They find nothing here: their lists of findings are empty.</summary>
internal sealed partial class AccessAnalyzerSandbox(World world) : AccessAnalyzerOperations, IBehaviour
{
    private const string Principal = "access-analyzer.amazonaws.com";

    // IAM User Guide, "IAM Access Analyzer quotas", read 2026-11.
    private const int MostTags = 50;

    private readonly Pages pages = new(world.Options, 100, static () => new ValidationException("Invalid nextToken."));

    /// <inheritdoc/>
    public bool Settle(bool isRead)
    {
        var over = (from account in world.State.Accounts
                    from region in account.Regions.Values
                    from analyzer in region.AccessAnalyzer?.Analyzers ?? []
                    where analyzer.Creating is { } creating && world.IsOver(creating, isRead)
                    select analyzer).ToList();
        over.ForEach(static analyzer => analyzer.Creating = null);
        return over.Count > 0;
    }

    /// <inheritdoc/>
    public WireException Throttled() => new ThrottlingException("Rate exceeded");

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    public override CreateAnalyzerResponse CreateAnalyzer(CreateAnalyzerRequest request, Call call)
    {
        var (analyzers, type) = (Analyzers(call), request.Type!);
        if (type.StartsWith("ORGANIZATION", StringComparison.Ordinal))
        {
            CheckOrganization(call);
        }

        if (analyzers.Exists(each => each.Name == request.AnalyzerName))
        {
            throw new ConflictException($"Analyzer {request.AnalyzerName} already exists") { ResourceId = request.AnalyzerName, ResourceType = "analyzer" };
        }

        // One external-access and one unused-access analyzer of the account, five of each of the organization: "IAM Access Analyzer quotas", read 2026-11.
        if (analyzers.Count(each => each.Type == type) >= (type.StartsWith("ORGANIZATION", StringComparison.Ordinal) ? 5 : 1))
        {
            throw new ServiceQuotaExceededException($"The maximum number of analyzers of type {type} has been reached.") { ResourceId = request.AnalyzerName, ResourceType = "analyzer" };
        }

        var unused = type.EndsWith("UNUSED_ACCESS", StringComparison.Ordinal);
        if (request.Configuration?.UnusedAccess is not null && !unused)
        {
            throw new ValidationException($"Configuration unusedAccess is not valid for analyzers of type {type}.");
        }

        AccountRoles.Linked(world, world.Account(call), Principal);
        var analyzer = new StoredAnalyzer
        {
            Name = request.AnalyzerName!,
            Type = type,
            UnusedAccessAge = unused ? request.Configuration?.UnusedAccess?.UnusedAccessAge ?? 90 : null,
            CreatedAt = world.Now,
            Creating = world.Begin(),
            ArchiveRules = [.. (request.ArchiveRules ?? []).Select(rule => Stored(rule.RuleName!, rule.Filter!))],
        };
        Tag(analyzer.Tags, request.Tags);
        analyzers.Add(analyzer);
        return new CreateAnalyzerResponse { Arn = Arn(call, analyzer) };
    }

    public override GetAnalyzerResponse GetAnalyzer(GetAnalyzerRequest request, Call call) => new() { Analyzer = Shown(call, Analyzer(call, request.AnalyzerName!)) };

    public override ListAnalyzersResponse ListAnalyzers(ListAnalyzersRequest request, Call call)
    {
        var (shown, next) = pages.Cut(Analyzers(call).Where(each => request.Type is null || each.Type == request.Type), request.MaxResults, request.NextToken);
        return new ListAnalyzersResponse { Analyzers = [.. shown.Select(analyzer => Shown(call, analyzer))], NextToken = next };
    }

    public override UpdateAnalyzerResponse UpdateAnalyzer(UpdateAnalyzerRequest request, Call call)
    {
        var analyzer = Analyzer(call, request.AnalyzerName!);
        return request.Configuration?.UnusedAccess?.UnusedAccessAge is { } age && age != analyzer.UnusedAccessAge
            ? throw new ValidationException("The unused access age of an analyzer cannot be changed.")
            : new UpdateAnalyzerResponse { Configuration = request.Configuration };
    }

    public override DeleteAnalyzerResponse DeleteAnalyzer(DeleteAnalyzerRequest request, Call call)
    {
        Analyzers(call).Remove(Analyzer(call, request.AnalyzerName!));
        return new DeleteAnalyzerResponse();
    }

    public override TagResourceResponse TagResource(TagResourceRequest request, Call call)
    {
        Tag(ByArn(call, request.ResourceArn!).Tags, request.Tags);
        return new TagResourceResponse();
    }

    public override UntagResourceResponse UntagResource(UntagResourceRequest request, Call call)
    {
        var analyzer = ByArn(call, request.ResourceArn!);
        request.TagKeys!.ForEach(key => analyzer.Tags.Remove(key));
        return new UntagResourceResponse();
    }

    public override ListTagsForResourceResponse ListTagsForResource(ListTagsForResourceRequest request, Call call) => new() { Tags = new(ByArn(call, request.ResourceArn!).Tags) };

    public override ListFindingsResponse ListFindings(ListFindingsRequest request, Call call)
    {
        _ = ByArn(call, request.AnalyzerArn!);
        return new ListFindingsResponse { Findings = [] };
    }

    public override ListFindingsV2Response ListFindingsV2(ListFindingsV2Request request, Call call)
    {
        _ = ByArn(call, request.AnalyzerArn!);
        return new ListFindingsV2Response { Findings = [] };
    }

    private static void Tag(SortedDictionary<string, string> tags, Dictionary<string, string>? added)
    {
        foreach (var (key, value) in added ?? [])
        {
            tags[key] = key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) ? throw new ValidationException("Tag keys that begin with aws: are reserved.") : value;
        }

        if (tags.Count > MostTags)
        {
            throw new ValidationException($"A resource has at most {MostTags} tags.");
        }
    }

    private static string Arn(Call call, StoredAnalyzer analyzer) => $"arn:aws:access-analyzer:{call.Region}:{call.AccountId}:analyzer/{analyzer.Name}";

    private static AnalyzerSummary Shown(Call call, StoredAnalyzer analyzer) => new()
    {
        Arn = Arn(call, analyzer),
        Name = analyzer.Name,
        Type = analyzer.Type,
        CreatedAt = analyzer.CreatedAt,
        Status = analyzer.Creating is null ? "ACTIVE" : "CREATING",
        Tags = new(analyzer.Tags),
        Configuration = analyzer.UnusedAccessAge is { } age ? new AnalyzerConfiguration { UnusedAccess = new UnusedAccessConfiguration { UnusedAccessAge = age } } : null,
    };

    private void CheckOrganization(Call call)
    {
        if (world.State.Organization is null)
        {
            throw new ValidationException("The account is not a member of an organization.");
        }

        if (!world.Administers(call.AccountId, Principal))
        {
            throw new AccessDeniedException($"User: {call.PrincipalArn} is not authorized to create an organization analyzer: it is neither in the management account nor in the delegated administrator.");
        }

        if (!world.HasTrustedAccess(Principal))
        {
            throw new AccessDeniedException("Trusted access for IAM Access Analyzer is not enabled in AWS Organizations.");
        }
    }

    private List<StoredAnalyzer> Analyzers(Call call) => (world.Region(call).AccessAnalyzer ??= new()).Analyzers;

    private StoredAnalyzer Analyzer(Call call, string name) => Analyzers(call).Find(each => each.Name == name)
        ?? throw new ResourceNotFoundException($"Analyzer {name} does not exist") { ResourceId = name, ResourceType = "analyzer" };

    private StoredAnalyzer ByArn(Call call, string arn) => Analyzers(call).Find(each => Arn(call, each) == arn)
        ?? throw new ResourceNotFoundException($"Resource {arn} does not exist") { ResourceId = arn, ResourceType = "analyzer" };
}
