using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Config;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>Conformance packs that an administrator deploys to every account of the organization. Their rules are listed as the pack's; they are not taken out of the template.</summary>
internal sealed partial class ConfigSandbox
{
    // Config Developer Guide, "Service Limits", read 2026-11.
    private const int MostPacks = 50;

    public override PutOrganizationConformancePackResponse PutOrganizationConformancePack(PutOrganizationConformancePackRequest request, Call call)
    {
        var organization = ForOrganization(call);
        var (config, name) = (Config(call), request.OrganizationConformancePackName!);
        if (request.TemplateBody is null && request.TemplateS3Uri is null)
        {
            throw new ValidationException("Template body and template S3 uri are both empty.");
        }

        if (request is { TemplateS3Uri: null, TemplateBody: { } body })
        {
            PackTemplates.Require(body, (request.ConformancePackInputParameters ?? []).Select(each => each.ParameterName!));
        }

        EnableAccess(organization, call, MultiAccountSetup);
        var present = config.OrganizationPacks.Find(each => each.Name == name);
        if (present?.Deployment.Waiting is not null)
        {
            throw new ResourceInUseException($"The organization conformance pack {name} is in progress. Try your request again later.");
        }

        if (present is null)
        {
            if (config.OrganizationPacks.Count >= MostPacks)
            {
                throw new MaxNumberOfOrganizationConformancePacksExceededException("You have reached the limit of the number of organization conformance packs you can create in an account.");
            }

            present = new StoredOrganizationPack
            {
                Name = name,
                Arn = Arn(call.Region, call.AccountId, $"organization-conformance-pack/{name}-{world.Ids.Letters(8)}"),
                Template = "",
                Deployment = new StoredDeployment { Doing = "CREATE" },
            };
            config.OrganizationPacks.Add(present);
        }
        else
        {
            present.Deployment.Doing = "UPDATE";
        }

        // Both given, the body is ignored (Config API Reference, PutOrganizationConformancePack, read 2026-11).
        present.Template = request.TemplateS3Uri ?? request.TemplateBody!;
        present.Parameters = new((request.ConformancePackInputParameters ?? []).ToDictionary(each => each.ParameterName!, each => each.ParameterValue!), StringComparer.Ordinal);
        (present.DeliveryBucket, present.DeliveryPrefix, present.ExcludedAccounts) = (request.DeliveryS3Bucket, request.DeliveryS3KeyPrefix, request.ExcludedAccounts ?? []);
        (present.Deployment.Waiting, present.Deployment.UpdatedAt) = (world.Begin(), world.Now);
        return new PutOrganizationConformancePackResponse { OrganizationConformancePackArn = present.Arn };
    }

    public override DeleteOrganizationConformancePackResponse DeleteOrganizationConformancePack(DeleteOrganizationConformancePackRequest request, Call call)
    {
        var pack = Pack(request.OrganizationConformancePackName!, call);
        if (pack.Deployment.Waiting is not null)
        {
            throw new ResourceInUseException($"The organization conformance pack {pack.Name} is in progress. Try your request again later.");
        }

        (pack.Deployment.Doing, pack.Deployment.Waiting, pack.Deployment.UpdatedAt) = ("DELETE", world.Begin(), world.Now);
        return new DeleteOrganizationConformancePackResponse();
    }

    public override DescribeOrganizationConformancePacksResponse DescribeOrganizationConformancePacks(DescribeOrganizationConformancePacksRequest request, Call call)
    {
        var (packs, next) = Listed(Packs(request.OrganizationConformancePackNames, call), request.OrganizationConformancePackNames, request.Limit, request.NextToken);
        return new DescribeOrganizationConformancePacksResponse
        {
            OrganizationConformancePacks =
            [
                .. packs.Select(each => new OrganizationConformancePack
                {
                    OrganizationConformancePackName = each.Name,
                    OrganizationConformancePackArn = each.Arn,
                    DeliveryS3Bucket = each.DeliveryBucket,
                    DeliveryS3KeyPrefix = each.DeliveryPrefix,
                    ConformancePackInputParameters = [.. each.Parameters.Select(p => new ConformancePackInputParameter { ParameterName = p.Key, ParameterValue = p.Value })],
                    ExcludedAccounts = each.ExcludedAccounts.Count > 0 ? each.ExcludedAccounts : null,
                    LastUpdateTime = each.Deployment.UpdatedAt,
                }),
            ],
            NextToken = next,
        };
    }

    public override DescribeOrganizationConformancePackStatusesResponse DescribeOrganizationConformancePackStatuses(DescribeOrganizationConformancePackStatusesRequest request, Call call)
    {
        var (packs, next) = Listed(Packs(request.OrganizationConformancePackNames, call), request.OrganizationConformancePackNames, request.Limit, request.NextToken);
        return new DescribeOrganizationConformancePackStatusesResponse
        {
            OrganizationConformancePackStatuses =
            [
                .. packs.Select(each => new OrganizationConformancePackStatus
                {
                    OrganizationConformancePackName = each.Name,
                    Status = Deployments.Status(each.Deployment),
                    ErrorCode = Deployments.FirstFailure(each.Deployment)?.ErrorCode,
                    ErrorMessage = Deployments.FirstFailure(each.Deployment)?.ErrorMessage,
                    LastUpdateTime = each.Deployment.UpdatedAt,
                }),
            ],
            NextToken = next,
        };
    }

    public override GetOrganizationConformancePackDetailedStatusResponse GetOrganizationConformancePackDetailedStatus(GetOrganizationConformancePackDetailedStatusRequest request, Call call)
    {
        var pack = Pack(request.OrganizationConformancePackName!, call);
        var all = pack.Deployment.Members
            .Select(each => new OrganizationConformancePackDetailedStatus
            {
                AccountId = each.Key,
                ConformancePackName = each.Value.Name,
                Status = Deployments.Status(pack.Deployment, each.Value),
                ErrorCode = each.Value.ErrorCode,
                ErrorMessage = each.Value.ErrorMessage,
                LastUpdateTime = each.Value.UpdatedAt,
            })
            .Where(each => request.Filters?.AccountId is not { } account || each.AccountId == account)
            .Where(each => request.Filters?.Status is not { } status || each.Status == status);
        var (members, next) = wide.Cut(all, request.Limit, request.NextToken);
        return new GetOrganizationConformancePackDetailedStatusResponse { OrganizationConformancePackDetailedStatuses = members, NextToken = next };
    }

    private List<StoredOrganizationPack> Packs(List<string>? names, Call call)
    {
        _ = ForOrganization(call);
        return names is { Count: > 0 } ? [.. names.Select(name => Pack(name, call))] : Config(call).OrganizationPacks;
    }

    private StoredOrganizationPack Pack(string name, Call call)
    {
        _ = ForOrganization(call);
        return Config(call).OrganizationPacks.Find(each => each.Name == name)
            ?? throw new NoSuchOrganizationConformancePackException($"AWS Config organization conformance pack that you passed in the filter does not exist: {name}.");
    }

    private bool SettlePacks(string region, StoredConfig config, bool isRead)
    {
        var settled = false;
        foreach (var pack in config.OrganizationPacks.ToList())
        {
            var ends = pack.Deployment.Waiting is { } waiting && world.IsOver(waiting, isRead);
            if (pack.Deployment.Waiting is not null && !ends)
            {
                continue;
            }

            pack.Deployment.Waiting = null;
            if (pack.Deployment.Doing == "DELETE")
            {
                config.OrganizationPacks.Remove(pack);
                settled = true;
                continue;
            }

            settled |= Deployments.Bring(
                world, pack.Deployment, pack.ExcludedAccounts, region, ends, (_, member) => member.Name = member.Name.Length > 0 ? member.Name : $"OrgConformsPack-{pack.Name}-{world.Ids.Letters(8)}", (_, _) => { });
        }

        return settled;
    }
}
