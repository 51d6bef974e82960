using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Endpoints;
using Amazon.DynamoDBv2.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace SecretScoops.Governance.Aws.Sessions;

/// <summary>DynamoDB at the region's endpoint, never at the account's own.</summary>
/// <remarks>
/// The SDK's resolver reads the account from the credentials whatever <c>AccountIdEndpointMode</c> says (AWSSDK.DynamoDBv2 4.1.0, AmazonDynamoDBEndpointResolver), before a call
/// has come to where ours are fetched. The other parameters that it sets are for the account's endpoint alone.
/// </remarks>
internal sealed class RegionalDynamoDbClient(AWSCredentials credentials, AmazonDynamoDBConfig config) : AmazonDynamoDBClient(credentials, config)
{
    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<AmazonDynamoDBEndpointResolver>(new Resolver());
    }

    private sealed class Resolver : AmazonDynamoDBEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
        {
            // Reading ServiceURL is what makes the SDK look at environment and profile, and setting it clears the region: so it is read first.
            var config = requestContext.ClientConfig;
            var url = config.ServiceURL;
            return new DynamoDBEndpointParameters
            {
                Region = config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion,
                UseDualStack = config.UseDualstackEndpoint,
                UseFIPS = config.UseFIPSEndpoint,
                Endpoint = url,
                AccountIdEndpointMode = "disabled",
            };
        }
    }
}
