using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>Identity providers.</summary>
internal sealed partial class IamSandbox
{
    public override CreateOpenIDConnectProviderResponse CreateOpenIDConnectProvider(CreateOpenIDConnectProviderRequest request, Call call)
    {
        var url = request.Url!.StartsWith("https://", StringComparison.Ordinal) ? request.Url["https://".Length..].TrimEnd('/') : throw new InvalidInputException("The provider's URL must begin with https://.");
        var provider = new StoredIdentityProvider
        {
            Arn = $"arn:aws:iam::{call.AccountId}:oidc-provider/{url}",
            Url = url,
            ClientIds = request.ClientIDList ?? [],
            Thumbprints = request.ThumbprintList ?? [],
            CreatedAt = world.Now,
            Tags = Tagged([], request.Tags),
        };
        Add(call, provider);
        return new CreateOpenIDConnectProviderResponse { OpenIDConnectProviderArn = provider.Arn, Tags = Shown(provider.Tags) };
    }

    public override GetOpenIDConnectProviderResponse GetOpenIDConnectProvider(GetOpenIDConnectProviderRequest request, Call call)
    {
        var provider = Provider(call, request.OpenIDConnectProviderArn!);
        return new GetOpenIDConnectProviderResponse { Url = provider.Url, ClientIDList = provider.ClientIds, ThumbprintList = provider.Thumbprints, CreateDate = provider.CreatedAt, Tags = Shown(provider.Tags) };
    }

    public override ListOpenIDConnectProvidersResponse ListOpenIDConnectProviders(ListOpenIDConnectProvidersRequest request, Call call) =>
        new() { OpenIDConnectProviderList = [.. Iam(call).Providers.Where(static each => each.Url is not null).Select(static each => new OpenIDConnectProviderListEntry { Arn = each.Arn })] };

    public override DeleteOpenIDConnectProviderResponse DeleteOpenIDConnectProvider(DeleteOpenIDConnectProviderRequest request, Call call)
    {
        Iam(call).Providers.Remove(Provider(call, request.OpenIDConnectProviderArn!));
        return new DeleteOpenIDConnectProviderResponse();
    }

    public override CreateSAMLProviderResponse CreateSAMLProvider(CreateSAMLProviderRequest request, Call call)
    {
        var provider = new StoredIdentityProvider
        {
            Arn = $"arn:aws:iam::{call.AccountId}:saml-provider/{request.Name}",
            Metadata = request.SAMLMetadataDocument,
            CreatedAt = world.Now,
            Tags = Tagged([], request.Tags),
        };
        Add(call, provider);
        return new CreateSAMLProviderResponse { SAMLProviderArn = provider.Arn, Tags = Shown(provider.Tags) };
    }

    public override GetSAMLProviderResponse GetSAMLProvider(GetSAMLProviderRequest request, Call call)
    {
        var provider = Provider(call, request.SAMLProviderArn!);
        return new GetSAMLProviderResponse { SAMLMetadataDocument = provider.Metadata, CreateDate = provider.CreatedAt, ValidUntil = provider.CreatedAt.AddYears(100), Tags = Shown(provider.Tags) };
    }

    public override ListSAMLProvidersResponse ListSAMLProviders(ListSAMLProvidersRequest request, Call call) => new()
    {
        SAMLProviderList = [.. Iam(call).Providers.Where(static each => each.Metadata is not null).Select(static each => new SAMLProviderListEntry { Arn = each.Arn, CreateDate = each.CreatedAt, ValidUntil = each.CreatedAt.AddYears(100) })],
    };

    public override DeleteSAMLProviderResponse DeleteSAMLProvider(DeleteSAMLProviderRequest request, Call call)
    {
        Iam(call).Providers.Remove(Provider(call, request.SAMLProviderArn!));
        return new DeleteSAMLProviderResponse();
    }

    private void Add(Call call, StoredIdentityProvider provider)
    {
        if (Iam(call).Providers.Exists(each => each.Arn == provider.Arn))
        {
            throw new EntityAlreadyExistsException($"Provider with ARN {provider.Arn} already exists.");
        }

        Iam(call).Providers.Add(provider);
    }

    private StoredIdentityProvider Provider(Call call, string arn) => Iam(call).Providers.Find(each => each.Arn == arn)
        ?? throw new NoSuchEntityException($"Provider {arn} was not found.");
}
