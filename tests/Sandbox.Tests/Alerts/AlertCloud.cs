using Amazon;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Sandbox.Events;
using Xunit;

namespace SecretScoops.Governance.Sandbox.Tests.Alerts;

/// <summary>A sandbox with an organization of a management account and a member, and the clients of messaging in both.</summary>
internal sealed class AlertCloud : IDisposable
{
    public const string Management = "123456789012";

    private readonly SandboxHandler handler;
    private readonly List<IDisposable> clients = [];

    private AlertCloud()
    {
        Cloud = LocalCloud.Open(null, new SandboxOptions(), Time);
        handler = new(Cloud);
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public LocalCloud Cloud { get; }

    public string Organization { get; private set; } = "";

    public string Member { get; private set; } = "";

    public static async Task<AlertCloud> Create()
    {
        var cloud = new AlertCloud();
        var organizations = cloud.Keep(new AmazonOrganizationsClient(Keys(Management), cloud.With(new AmazonOrganizationsConfig(), RegionEndpoint.EUWest1)));
        cloud.Organization = (await organizations.CreateOrganizationAsync(new() { FeatureSet = OrganizationFeatureSet.ALL }, Cancel)).Organization.Id;
        var begun = (await organizations.CreateAccountAsync(new() { AccountName = "prod", Email = "prod@example.com" }, Cancel)).CreateAccountStatus;
        cloud.Member = (await organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = begun.Id }, Cancel)).CreateAccountStatus.AccountId;
        return cloud;
    }

    public IAmazonSQS Queues(string account = Management, string region = "eu-west-1") => Keep(new AmazonSQSClient(Keys(account), With(new AmazonSQSConfig(), RegionEndpoint.GetBySystemName(region))));

    public IAmazonSimpleNotificationService Topics(string account = Management) =>
        Keep(new AmazonSimpleNotificationServiceClient(Keys(account), With(new AmazonSimpleNotificationServiceConfig(), RegionEndpoint.EUWest1)));

    public IAmazonEventBridge Events(string account = Management, string region = "eu-west-1") =>
        Keep(new AmazonEventBridgeClient(Keys(account), With(new AmazonEventBridgeConfig(), RegionEndpoint.GetBySystemName(region))));

    /// <summary>A queue that takes messages from a service.</summary>
    public async Task<(string Url, string Arn)> Queue(string name, string service)
    {
        var arn = $"arn:aws:sqs:eu-west-1:{Management}:{name}";
        var policy = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{{service}}}"},"Action":"sqs:SendMessage","Resource":"{{{arn}}}"}]}""";
        var url = (await Queues().CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = new() { ["Policy"] = policy } }, Cancel)).QueueUrl;
        return (url, arn);
    }

    /// <summary>What lies in a queue.</summary>
    public async Task<List<Message>> Messages(string url) =>
        (await Queues().ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10, MessageAttributeNames = ["All"] }, Cancel)).Messages ?? [];

    /// <summary>A rule with one target.</summary>
    public async Task Rule(IAmazonEventBridge events, string name, string pattern, Target target, string? bus = null)
    {
        await events.PutRuleAsync(new() { Name = name, EventPattern = pattern, EventBusName = bus }, Cancel);
        var put = await events.PutTargetsAsync(new() { Rule = name, EventBusName = bus, Targets = [target] }, Cancel);
        Assert.Equal(0, put.FailedEntryCount);
    }

    /// <summary>A service of AWS tells what happened.</summary>
    public void Emit(string account, string region, string source, string type, string detail) =>
        Cloud.Emit(new(source, type, System.Text.Json.Nodes.JsonNode.Parse(detail)!.AsObject()) { AccountId = account, Region = region });

    public void Dispose()
    {
        clients.ForEach(client => client.Dispose());
        handler.Dispose();
    }

    private static BasicAWSCredentials Keys(string account) => new(account, "any secret will do");

    private T Keep<T>(T client)
        where T : IDisposable
    {
        clients.Add(client);
        return client;
    }

    private T With<T>(T config, RegionEndpoint region)
        where T : ClientConfig
    {
        config.RegionEndpoint = region;
        config.MaxErrorRetry = 0;
        config.HttpClientFactory = new InProcess(handler);
        return config;
    }

    private sealed class InProcess(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
