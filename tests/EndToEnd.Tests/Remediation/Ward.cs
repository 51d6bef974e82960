using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Sandbox;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>An organization on an emulator with one PROD account, the ledger's table, the topics, and a queue that hears what people are told.</summary>
internal sealed class Ward : IAsyncDisposable
{
    private const string Region = "eu-west-1";

    private readonly Uri endpoint;
    private readonly AwsConnection outside;
    private readonly SandboxHandler bookkeeper = new(LocalCloud.Open(null, new(), TimeProvider.System));
    private readonly AwsConnection books;
    private readonly bool inManagement;
    private readonly Interposed interposed = new(new SocketsHttpHandler());
    private string heard = "";
    private string managementId = "";

    private Ward(Uri endpoint, PolicyBundle policies, RemediationsPolicy rules, bool inManagement)
    {
        (this.endpoint, Bundle, Rules, this.inManagement) = (endpoint, policies, rules, inManagement);
        outside = Connect();
        books = new(new() { Handler = bookkeeper, Region = Region });
    }

    /// <summary>The PROD account's id.</summary>
    public string MemberId { get; private set; } = "";

    /// <summary>The id of the account where things are broken.</summary>
    public string AccountId => inManagement ? managementId : MemberId;

    /// <summary>What whoever breaks things works as: the administrator of the account where they are broken.</summary>
    public AwsSession Member => inManagement ? outside.Home : outside.Home.In(MemberId);

    /// <summary>What the administrators work over.</summary>
    public AwsConnection Outside => outside;

    /// <summary>The management account's administrator.</summary>
    public AwsSession Home => outside.Home;

    /// <summary>As the functions have them.</summary>
    public PolicyBundle Bundle { get; }

    /// <summary>What is asked of the controls.</summary>
    public RemediationsPolicy Rules { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A ward where a control is mended by itself in PROD, or in the management account, whatever the policies say of it.</summary>
    public static async Task<Ward> OpenAsync(Uri endpoint, string control, IReadOnlyDictionary<string, string> parameters, bool inManagement = false)
    {
        var environment = inManagement ? "root" : "prod";
        var policies = Setup.Policies(BaselineTool.DefaultPolicies);
        var rules = policies.Find(RemediationsFile.Area)!.Value.Value.Policy;
        var rule = rules.Rules[control];
        var merged = new Dictionary<string, string>(rules.StanceOf(control, environment, Outage.None).Parameters);
        foreach (var (name, value) in parameters)
        {
            merged[name] = value;
        }

        // Nothing irreversible is automatic in production, whatever the file says: these tests take the environment for one like others, and ask for nothing else there.
        var bold = rules with
        {
            Production = [inManagement ? "prod" : "root"],
            Matrix = new Dictionary<string, IReadOnlyDictionary<Outage, RemediationMode>>(rules.Matrix) { [environment] = Enum.GetValues<Outage>().ToDictionary(outage => outage, _ => RemediationMode.Auto) },
            Rules = new Dictionary<string, RemediationRule>(rules.Rules.ToDictionary(other => other.Key, other => other.Value with { Environments = new Dictionary<string, RemediationRuleIn> { [environment] = new() { Applies = false } } }))
            {
                [control] = rule with { Mode = RemediationMode.Auto, Grace = TimeSpan.Zero, Parameters = merged, Environments = new Dictionary<string, RemediationRuleIn>() },
            },
        };
        var ward = new Ward(endpoint, policies, bold, inManagement);
        await ward.FurnishAsync();
        return ward;
    }

    /// <summary>Answers calls that moto lacks: by service, and what was asked.</summary>
    public Func<string, string, string?> Answer
    {
        set => interposed.Answer = value;
    }

    /// <summary>A remediator's own connection and all it works with; what it calls is in its trace.</summary>
    public (Intake Intake, AwsConnection Connection) Open()
    {
        var connection = Connect();
        var topics = Bundle.Find(AlertsFile.Area)!.Value.Value.Topics.ToDictionary(t => t.Value.Severity, t => t.Value.Name);
        var ledger = Table();
        var office = new Office
        {
            Connection = connection,
            Policies = Rules,
            Declared = Bundle,
            Exemptions = ExemptionBook.Empty,
            Roster = new(connection.Home, Bundle, TimeProvider.System),
            Ledger = ledger,
            Notifier = new Notifier(connection.Home, topics, ledger, Rules.Storm.AlertsAnHour, TimeProvider.System),
            Time = TimeProvider.System,
        };
        return (new(office, Bundle), connection);
    }

    /// <summary>The ledger, as an auditor reads it.</summary>
    public ILedger Ledger() => Table();

    /// <summary>What people were told since this was last asked: subject, and the JSON for programs.</summary>
    public async Task<IReadOnlyList<(string Subject, JsonObject Json)>> ToldAsync()
    {
        var told = new List<(string, JsonObject)>();
        while ((await Home.Sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = heard, MaxNumberOfMessages = 10 }, Cancel)).Messages is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                var envelope = JsonNode.Parse(message.Body)!;
                told.Add(((string)envelope["Subject"]!, JsonNode.Parse((string)envelope["MessageAttributes"]!["json"]!["Value"]!)!.AsObject()));
                await Home.Sqs.DeleteMessageAsync(heard, message.ReceiptHandle, Cancel);
            }
        }

        return told;
    }

    /// <summary>Every thing that moto keeps, in every account, by sort: what a fix may not touch shows here. Without what the watching itself leaves.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EverythingAsync()
    {
        // Moto's view keeps what was deleted, and copies of what was described: these are asked of the API, and before it, because asking makes EC2's state at first.
        var (rules, entries, routes) = (await RulesAsync(), await EntriesAsync(), await RoutesAsync());
        using var client = new HttpClient();
        var all = JsonNode.Parse(await client.GetStringAsync(new Uri(endpoint, "/moto-api/data.json"), Cancel))!.AsObject();
        string[] traces = ["sts", "dynamodb", "sns", "sqs", "core", "cloudwatch", "events"];
        var things = all.Where(service => !traces.Contains(service.Key))
            .SelectMany(service => service.Value!.AsObject().Select(sort => (Key: $"{service.Key}/{sort.Key}", Things: (IReadOnlyList<string>)[.. Told(sort.Key, sort.Value!.AsArray().Select(thing => thing!.ToJsonString()).Where(thing => !IsTrace(thing))).Order(StringComparer.Ordinal)])))
            .ToDictionary(sort => sort.Key, sort => sort.Things);
        (things["ec2/SecurityGroupRule"], things["ec2/NetworkAclEntry"], things["ec2/Route"]) = (rules, entries, routes);
        return things;
    }

    private async Task<IReadOnlyList<string>> RoutesAsync() => [.. ((await Member.Ec2.DescribeRouteTablesAsync(new(), Cancel)).RouteTables ?? []).SelectMany(table => (table.Routes ?? []).Select(route => string.Join(' ',
        table.RouteTableId, route.DestinationCidrBlock, route.DestinationIpv6CidrBlock, route.DestinationPrefixListId, route.GatewayId, route.NatGatewayId, route.TransitGatewayId))).Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<string>> EntriesAsync() => [.. ((await Member.Ec2.DescribeNetworkAclsAsync(new(), Cancel)).NetworkAcls ?? []).SelectMany(acl => (acl.Entries ?? []).Select(entry => string.Join(' ',
        acl.NetworkAclId, entry.Egress, entry.RuleNumber, entry.RuleAction, entry.Protocol, entry.CidrBlock, entry.Ipv6CidrBlock, entry.PortRange?.From, entry.PortRange?.To))).Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<string>> RulesAsync() => [.. ((await Member.Ec2.DescribeSecurityGroupRulesAsync(new(), Cancel)).SecurityGroupRules ?? []).Select(rule => string.Join(' ',
        rule.GroupId, rule.SecurityGroupRuleId, rule.IsEgress, rule.IpProtocol, rule.FromPort, rule.ToPort, rule.CidrIpv4, rule.CidrIpv6, rule.PrefixListId, rule.ReferencedGroupInfo?.GroupId, rule.Description,
        string.Join(',', (rule.Tags ?? []).Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)))).Order(StringComparer.Ordinal)];

    // Keys of an assumed role; lines of a bucket's access log, of which every look at a logged bucket writes one.
    private static bool IsTrace(string thing) =>
        thing.Contains("\"ASIA", StringComparison.Ordinal) || thing.Contains("\"bucket_name\":\"secret-scoops-access-logs-", StringComparison.Ordinal);

    // Each object has a list, with grants and grantees, that moto shows without saying whose: how many there are tells nothing.
    private static IEnumerable<string> Told(string sort, IEnumerable<string> things) => sort is "FakeAcl" or "FakeGrant" or "FakeGrantee" ? things.Distinct(StringComparer.Ordinal) : things;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        outside.Dispose();
        books.Dispose();
        bookkeeper.Dispose();
        interposed.Dispose();
        return ValueTask.CompletedTask;
    }

    private AwsConnection Connect() => new(new() { EndpointUrl = endpoint, Handler = interposed, Region = Region, Credentials = new BasicAWSCredentials("AKIAREMEDIATION00000", "not-a-secret") });

    // moto's conditional writes are no conditions between its threads: two deliveries at once could both claim. The sandbox's table passes the same contract, and is one at a time.
    private LedgerTable Table() => new(books.Home.DynamoDb, Rules.Table);

    private async Task FurnishAsync()
    {
        // Rotating a secret invokes a function, which moto would run in Docker.
        using var client = new HttpClient();
        using var set = await client.PostAsync(new Uri(endpoint, "/moto-api/config"), new StringContent("""{"lambda":{"use_docker":false}}""", Encoding.UTF8, "application/json"), Cancel);
        set.EnsureSuccessStatusCode();
        await Home.Organizations.CreateOrganizationAsync(new() { FeatureSet = "ALL" }, Cancel);
        var created = (await Home.Organizations.CreateAccountAsync(new() { AccountName = "prod", Email = "aws+prod@secretscoops.example" }, Cancel)).CreateAccountStatus;
        managementId = await Home.AccountIdAsync(Cancel);
        MemberId = (await Home.Organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = created.Id }, Cancel)).CreateAccountStatus.AccountId;
        await books.Home.DynamoDb.CreateTableAsync(
            new()
            {
                TableName = Rules.Table,
                KeySchema = [new() { AttributeName = "pk", KeyType = KeyType.HASH }, new() { AttributeName = "sk", KeyType = KeyType.RANGE }],
                AttributeDefinitions = [new() { AttributeName = "pk", AttributeType = ScalarAttributeType.S }, new() { AttributeName = "sk", AttributeType = ScalarAttributeType.S }],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            },
            Cancel);
        heard = (await Home.Sqs.CreateQueueAsync(new Amazon.SQS.Model.CreateQueueRequest { QueueName = "heard" }, Cancel)).QueueUrl;
        var arn = (await Home.Sqs.GetQueueAttributesAsync(new() { QueueUrl = heard, AttributeNames = ["QueueArn"] }, Cancel)).Attributes["QueueArn"];
        foreach (var topic in Bundle.Find(AlertsFile.Area)!.Value.Value.Topics)
        {
            var topicArn = (await Home.Sns.CreateTopicAsync(new() { Name = topic.Value.Name }, Cancel)).TopicArn;
            await Home.Sns.SubscribeAsync(new() { TopicArn = topicArn, Protocol = "sqs", Endpoint = arn }, Cancel);
        }
    }

    /// <summary>A message's body.</summary>
    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
