using System.Runtime.ExceptionServices;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util.Internal;

namespace SecretScoops.Governance.Aws.Protocols.Client;

/// <summary>What every generated client hangs into AWSSDK.Core's pipeline.</summary>
internal static class ServicePipeline
{
    private static readonly List<IAuthSchemeOption> SigV4 = [new AuthSchemeOption { SchemeId = "aws.auth#sigv4" }];
    private static readonly List<IAuthSchemeOption> Anonymous = [new AuthSchemeOption { SchemeId = "smithy.api#noAuth" }];

    /// <summary>Sets the service's endpoint rules and signature in place of the pipeline's own.</summary>
    public static void Customize(RuntimePipeline pipeline, ServiceSchema service, params string[] unsignedRequests)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver(service));
        pipeline.AddHandlerAfter<Marshaller>(new AuthSchemes(unsignedRequests));
        pipeline.AddHandlerBefore<Unmarshaller>(new PlainNotOffered());
    }

    /// <summary>The defaults of every client's configuration: the SDK's "standard" mode, as its service packages have it.</summary>
    public static IDefaultConfigurationProvider Defaults() => new DefaultConfigurationProvider(
    [
        new DefaultConfiguration
        {
            Name = DefaultConfigurationMode.Standard,
            RetryMode = RequestRetryMode.Standard,
            ConnectTimeout = TimeSpan.FromMilliseconds(3100),
            TlsNegotiationTimeout = TimeSpan.FromMilliseconds(3100),
        },
    ]);

    /// <summary>How a generated client presents itself.</summary>
    public static string UserAgent(ServiceSchema service) => InternalSDKUtils.BuildUserAgentString(service.ServiceId.Replace(' ', '_'), "4.0.0");

    /// <summary>The endpoint that a configuration leads to, without making a call.</summary>
    public static Endpoint EndpointOf(ClientConfig config) => config.EndpointProvider.ResolveEndpoint(ServiceEndpointParameters.From(config));

    private sealed class AuthSchemes(string[] unsignedRequests) : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
            unsignedRequests.Contains(executionContext.RequestContext.RequestName) ? Anonymous : SigV4;
    }

    /// <summary>The SDK takes whatever an unmarshaller throws for an answer that it could not read; this one was read.</summary>
    private sealed class PlainNotOffered : PipelineHandler
    {
        public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            try
            {
                return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            }
            catch (AmazonUnmarshallingException wrapper) when (wrapper.InnerException is AmazonServiceException { ErrorCode: NotOffered.Code } plain)
            {
                ExceptionDispatchInfo.Throw(plain);
                throw;
            }
        }
    }
}
