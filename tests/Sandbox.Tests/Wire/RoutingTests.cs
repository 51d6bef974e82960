using System.Collections;
using System.Net;
using System.Reflection;
using System.Text.Json;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Sandbox.Doors;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>Each request of each client goes to the service and operation that it is meant for, whatever other services take the same path.</summary>
public sealed class RoutingTests
{
    // The official S3 client calls some operations by other names than the API.
    private static readonly Dictionary<string, string> S3Names = new(StringComparer.Ordinal)
    {
        ["PutBucket"] = "CreateBucket",
        ["GetObjectMetadata"] = "HeadObject",
        ["GetLifecycleConfiguration"] = "GetBucketLifecycleConfiguration",
        ["PutLifecycleConfiguration"] = "PutBucketLifecycleConfiguration",
        ["DeleteLifecycleConfiguration"] = "DeleteBucketLifecycle",
        ["ListVersions"] = "ListObjectVersions",
    };

    /// <summary>The name of the model, and the client's class.</summary>
    public static TheoryData<string, string> Clients => new()
    {
        { "cloudtrail", "Amazon.CloudTrail.AmazonCloudTrailClient" },
        { "config", "Amazon.ConfigService.AmazonConfigServiceClient" },
        { "securityhub", "Amazon.SecurityHub.AmazonSecurityHubClient" },
        { "guardduty", "Amazon.GuardDuty.AmazonGuardDutyClient" },
        { "sns", "Amazon.SimpleNotificationService.AmazonSimpleNotificationServiceClient" },
        { "sqs", "Amazon.SQS.AmazonSQSClient" },
        { "events", "Amazon.EventBridge.AmazonEventBridgeClient" },
        { "iam", "Amazon.IdentityManagement.AmazonIdentityManagementServiceClient" },
        { "s3", "Amazon.S3.AmazonS3Client" },
        { "s3control", "Amazon.S3Control.AmazonS3ControlClient" },
        { "kms", "Amazon.KeyManagementService.AmazonKeyManagementServiceClient" },
        { "ec2", "Amazon.EC2.AmazonEC2Client" },
        { "accessanalyzer", "Amazon.AccessAnalyzer.AmazonAccessAnalyzerClient" },
        { "account", "Amazon.Account.AmazonAccountClient" },
        { "logs", "Amazon.CloudWatchLogs.AmazonCloudWatchLogsClient" },
        { "organizations", "Amazon.Organizations.AmazonOrganizationsClient" },
        { "sso-admin", "Amazon.SSOAdmin.AmazonSSOAdminClient" },
        { "identitystore", "Amazon.IdentityStore.AmazonIdentityStoreClient" },
        { "sts", "Amazon.SecurityToken.AmazonSecurityTokenServiceClient" },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_operation_goes_where_it_is_meant_to(string service, string clientClass)
    {
        var type = AppDomain.CurrentDomain.GetAssemblies().Concat(Referenced()).Select(assembly => assembly.GetType(clientClass)).First(static found => found is not null)!;
        using var handler = new Listening();
        var config = (ClientConfig)Activator.CreateInstance(type.Assembly.GetType(clientClass.Replace("Client", "Config", StringComparison.Ordinal))!)!;
        config.RegionEndpoint = Amazon.RegionEndpoint.EUWest1;
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = new Factory(handler);
        using var client = (IDisposable)Activator.CreateInstance(type, new BasicAWSCredentials("111111111111", "secret"), config)!;
        var strays = new List<string>();
        var called = 0;
        foreach (var operation in Operations(service))
        {
            var spelled = service == "s3" ? S3Names.FirstOrDefault(pair => pair.Value == operation).Key ?? operation : operation;
            var method = type.GetMethods().FirstOrDefault(each => each.Name == spelled + "Async" && each.GetParameters() is [{ ParameterType: var first }, _] && first.Name == spelled + "Request");
            if (method is null)
            {
                Assert.Equal("s3", service);
                continue;
            }

            called++;
            handler.Meant = "nothing was sent";
            var request = Filled(method.GetParameters()[0].ParameterType, 0);
            try
            {
                await (Task)method.Invoke(client, [request, TestContext.Current.CancellationToken])!;
            }
            catch (Exception refusal) when (handler.Meant != "nothing was sent" || refusal is AmazonClientException)
            {
                // The answer is empty, which not every client bears.
            }

            if (handler.Meant != $"{service}:{operation}")
            {
                strays.Add($"{operation}: {handler.Meant}");
            }
        }

        Assert.True(called > 0);
        Assert.True(strays.Count == 0, string.Join('\n', strays));
    }

    private static IEnumerable<Assembly> Referenced() => typeof(Aws.Sessions.AwsSession).Assembly.GetReferencedAssemblies().Select(Assembly.Load).Append(typeof(Aws.Sessions.AwsSession).Assembly);

    private static List<string> Operations(string service, [System.Runtime.CompilerServices.CallerFilePath] string here = "")
    {
        using var model = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Aws", "Models", service + ".json")));
        return [.. model.RootElement.GetProperty("operations").EnumerateObject().Select(static operation => operation.Name)];
    }

    /// <summary>An object whose texts and lists of texts are there, which is all that paths and headers need.</summary>
    private static object Filled(Type type, int depth)
    {
        var filled = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(static property => property.SetMethod is { IsPublic: true }))
        {
            if (Value(property, depth) is { } value)
            {
                property.SetValue(filled, value);
            }
        }

        return filled;
    }

    private static object? Value(PropertyInfo property, int depth)
    {
        var type = property.PropertyType;
        return property.Name is "ContentType" or "ServerSideEncryptionCustomerProvidedKey" or "FilePath" or "ContentBody" or "InputStream" ? null
            : type == typeof(string) ? property.Name == "AccountId" ? "111111111111" : "abc"
            : type.IsSubclassOf(typeof(ConstantClass)) ? type.GetFields(BindingFlags.Public | BindingFlags.Static).FirstOrDefault()?.GetValue(null)
            : type == typeof(List<string>) ? new List<string> { "abc" }
            : type.Namespace?.EndsWith(".Model", StringComparison.Ordinal) == true && type is { IsClass: true, IsAbstract: false } && !typeof(IEnumerable).IsAssignableFrom(type) && type.GetConstructor([]) is not null && depth < 2 ? Filled(type, depth + 1)
            : null;
    }

    private sealed class Listening : HttpMessageHandler
    {
        private readonly IReadOnlyList<(IWireService Wire, IBehaviour Behaviour)> services =
            Services.All(new World(SandboxState.Empty(new SandboxOptions(), DateTimeOffset.UnixEpoch), new SandboxOptions(), new FakeTimeProvider()));

        public string Meant { get; set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var wire = await WireHandler.Read(request, cancellationToken);
            var found = Services.Meant(services, wire, CredentialScope.Of(wire)).Wire;
            Meant = found is null ? $"nobody: {wire.Method} {request.RequestUri}" : $"{found.Service}:{found.OperationOf(wire)}";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]), RequestMessage = request };
        }
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
