using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.SQS.Model;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Sandbox;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>
/// An organization in our sandbox, in this process: a PROD account that has the remediation's role, the ledger's table, the topics and a queue that hears them, the dead letters.
/// Beside <see cref="Ward"/>, which is on moto, here every call can be watched, delayed or made the last.
/// </summary>
internal sealed class SandboxWard : IAsyncDisposable
{
    public const string Control = "buckets-public-access-blocked";
    public const string Region = "eu-west-1";

    private readonly Interposed handler;
    private readonly AwsConnection outside;
    private readonly RemediationsPolicy rules;
    private string heard = "";
    private string dead = "";

    private SandboxWard(Clock time, string policies)
    {
        Time = time;
        Bundle = Setup.Policies(policies);
        rules = Setup.Rules(Bundle);
        Cloud = LocalCloud.Open(null, new() { Observer = call => Observe(call) }, Time);
        handler = new(new SandboxHandler(Cloud));
        outside = Connect();
    }

    public LocalCloud Cloud { get; }

    /// <summary>The sandbox's, and that of functions in this process.</summary>
    public Clock Time { get; }

    /// <summary>Sees every call from when it is set.</summary>
    public Action<SandboxCall> Observe { get; set; } = _ => { };

    /// <summary>AWS carries an operation out, and from then on nothing is answered: whoever called is dead.</summary>
    public void DieAfter(string operation)
    {
        var dead = false;
        Observe = call =>
        {
            dead |= call.Moment == SandboxMoment.After && call.Operation == operation;
            if (dead)
            {
                throw new InvalidOperationException("the process is dead");
            }
        };
    }

    /// <summary>AWS carries out so many calls and one more, and from then on nothing is answered; null: it lives.</summary>
    /// <param name="death">How many calls it survives.</param>
    /// <param name="calls">Gets the operations, in their order.</param>
    public void DieAfter(int? death, List<string> calls) => Observe = call =>
    {
        if (!(calls.Count > death))
        {
            calls.AddRange(call.Moment == SandboxMoment.After ? [call.Operation] : []);
        }

        if (calls.Count > death)
        {
            throw new InvalidOperationException("the process is dead");
        }
    };

    /// <summary>An operation fails, until somebody observes otherwise.</summary>
    public void Refuse(string operation) => Observe = call =>
    {
        if (call.Operation == operation)
        {
            throw new InvalidOperationException($"{operation} is out of order");
        }
    };

    /// <summary>Answers calls to services that the sandbox has not: by service, and what was asked.</summary>
    public Func<string, string, string?> Answer
    {
        set => handler.Answer = value;
    }

    /// <summary>The repository's own, as functions read them.</summary>
    public PolicyBundle Bundle { get; init; }

    /// <summary>The PROD account's id.</summary>
    public string AccountId { get; private set; } = "";

    public AwsSession Home => outside.Home;

    public AwsSession Member => Home.In(AccountId);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="runs">Whether its clock is the machine's.</param>
    /// <param name="policies">A folder of policies; the repository's own when it is left out.</param>
    public static async Task<SandboxWard> OpenAsync(bool runs = false, string? policies = null)
    {
        var ward = new SandboxWard(new(runs), policies ?? BaselineTool.DefaultPolicies);
        await ward.FurnishAsync();
        return ward;
    }

    /// <summary>A connection of its own, as a new process has.</summary>
    public AwsConnection Connect() => new(new() { Handler = handler, Region = Region, Time = Time });

    /// <summary>The function that takes batches, on a connection.</summary>
    public RemediateFunction FunctionOn(AwsConnection connection) => new(Setup.Office(connection, Bundle, Time), Bundle);

    /// <summary>What a new process answers to a batch: ids of the messages that must come again.</summary>
    public async Task<IReadOnlyList<string>> DeliverAsync(params (string Id, string Body)[] messages)
    {
        using var connection = Connect();
        var answer = await WatchedAsync("remediate", connection, () => Invocations.CallAsync(FunctionOn(connection), Invocations.Batch(messages), Time));
        return Invocations.Again(answer);
    }

    /// <summary>What a new process answers that is another handler: evaluate, sweep, vended.</summary>
    public async Task<string> InvokeAsync(string handlerName, string payload)
    {
        using var connection = Connect();
        return await WatchedAsync(handlerName, connection, () => Invocations.CallAsync(Handlers.All[handlerName](new(connection, Bundle, Jurisdiction.All, Time)), payload, Time));
    }

    private static async Task<T> WatchedAsync<T>(string role, AwsConnection connection, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        finally
        {
            CallsOfTest.AddOf(role, connection.Trace.Calls);
        }
    }

    /// <summary>What was rung for since this was last asked: bodies of the messages in the remediation's queue.</summary>
    public async Task<IReadOnlyList<string>> RungAsync() =>
        [.. (await TakenFromAsync((await Home.Sqs.GetQueueUrlAsync(rules.Queue, Cancel)).QueueUrl)).Select(message => message.Body)];

    /// <summary>The remediation's role, in an account that has none yet.</summary>
    public async Task AddRoleAsync(AwsSession account)
    {
        var management = await Home.AccountIdAsync(Cancel);
        var at = rules.Role.LastIndexOf('/');
        await account.Iam.CreateRoleAsync(
            new()
            {
                Path = $"/{rules.Role[..(at + 1)]}",
                RoleName = rules.Role[(at + 1)..],
                AssumeRolePolicyDocument = string.Create(CultureInfo.InvariantCulture, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{management}}:root"},"Action":"sts:AssumeRole"}]}"""),
            },
            Cancel);
    }

    /// <summary>As if the sweep had just ended well.</summary>
    public Task StampSweepAsync() => new LedgerTable(Home.DynamoDb, rules.Table).StampAsync(SweepWatch.Stamp, Time.GetUtcNow(), Cancel);

    /// <summary>A history of any incident.</summary>
    public Task<History> HistoryAsync(Incident incident) => new LedgerTable(Home.DynamoDb, rules.Table).ReadAsync(incident, Cancel);

    /// <summary>How long a claim holds others off.</summary>
    public TimeSpan Lease => TimeSpan.FromSeconds(rules.LeaseSeconds);

    public Incident IncidentOf(string bucket) => new(Control, AccountId, Region, "AWS::S3::Bucket", bucket);

    public Task<History> HistoryAsync(string bucket) => new LedgerTable(Home.DynamoDb, rules.Table).ReadAsync(IncidentOf(bucket), Cancel);

    /// <summary>A bucket that anybody may be let into.</summary>
    public async Task OpenBucketAsync(string name)
    {
        await Made.BucketAsync(Member, name, Cancel);
        await Member.S3.DeletePublicAccessBlockAsync(new() { BucketName = name }, Cancel);
    }

    /// <summary>Whether it blocks all public access.</summary>
    public async Task<bool> IsBlockedAsync(string name)
    {
        try
        {
            var block = (await Member.S3.GetPublicAccessBlockAsync(new() { BucketName = name }, Cancel)).PublicAccessBlockConfiguration;
            return block is { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
        }
        catch (Amazon.S3.AmazonS3Exception absent) when (absent.ErrorCode == "NoSuchPublicAccessBlockConfiguration")
        {
            return false;
        }
    }

    /// <summary>AWS Config's event about a bucket.</summary>
    public string EventOf(string bucket, string eventId = "0f1e2d3c") => Invocations.ConfigEvent(Control, "AWS::S3::Bucket", bucket, AccountId, Region, eventId);

    /// <summary>What people were told since this was last asked: subjects.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync() => [.. (await TakenFromAsync(heard)).Select(message => (string)JsonNode.Parse(message.Body)!["Subject"]!)];

    /// <summary>What was buried since this was last asked: body, code and why.</summary>
    public async Task<IReadOnlyList<(string Body, string Code, string Why)>> BuriedAsync() =>
        [.. (await TakenFromAsync(dead)).Select(message => (message.Body, message.MessageAttributes["code"].StringValue, message.MessageAttributes["why"].StringValue))];

    /// <summary>All that the sandbox keeps but queues and counters of calls; what a refused message may not touch.</summary>
    public string Everything()
    {
        var state = Cloud.Saved();
        state.Sequence = 0;
        foreach (var region in state.Accounts.SelectMany(account => account.Regions.Values))
        {
            region.Sqs = null;
        }

        return JsonSerializer.Serialize(state, StateJson.Default.SandboxState);
    }

    /// <summary>The buckets as the sandbox keeps them.</summary>
    public string Buckets() => JsonSerializer.SerializeToNode(Cloud.Saved(), StateJson.Default.SandboxState)!["buckets"]!.ToJsonString();

    public ValueTask DisposeAsync()
    {
        outside.Dispose();
        handler.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<List<Message>> TakenFromAsync(string queue)
    {
        var taken = new List<Message>();
        while ((await Home.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue, MaxNumberOfMessages = 10, MessageAttributeNames = ["All"] }, Cancel)).Messages is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                taken.Add(message);
                await Home.Sqs.DeleteMessageAsync(queue, message.ReceiptHandle, Cancel);
            }
        }

        return taken;
    }

    private async Task FurnishAsync()
    {
        await Home.Organizations.CreateOrganizationAsync(new() { FeatureSet = "ALL" }, Cancel);
        var created = (await Home.Organizations.CreateAccountAsync(new() { AccountName = "prod", Email = "aws+prod@secretscoops.example" }, Cancel)).CreateAccountStatus;
        AccountId = (await Home.Organizations.DescribeCreateAccountStatusAsync(new() { CreateAccountRequestId = created.Id }, Cancel)).CreateAccountStatus.AccountId;
        await AddRoleAsync(Member);
        await Home.DynamoDb.CreateTableAsync(
            new()
            {
                TableName = rules.Table,
                KeySchema = [new() { AttributeName = "pk", KeyType = KeyType.HASH }, new() { AttributeName = "sk", KeyType = KeyType.RANGE }],
                AttributeDefinitions = [new() { AttributeName = "pk", AttributeType = ScalarAttributeType.S }, new() { AttributeName = "sk", AttributeType = ScalarAttributeType.S }],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            },
            Cancel);
        await Home.Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = rules.Queue }, Cancel);
        dead = (await Home.Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = rules.DeadLetterQueue }, Cancel)).QueueUrl;
        await HearAsync();
        await StampSweepAsync();
    }

    private async Task HearAsync()
    {
        heard = (await Home.Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = "heard" }, Cancel)).QueueUrl;
        var arn = (await Home.Sqs.GetQueueAttributesAsync(new() { QueueUrl = heard, AttributeNames = ["QueueArn"] }, Cancel)).Attributes["QueueArn"];
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"{{arn}}"}]}""";
        await Home.Sqs.SetQueueAttributesAsync(new() { QueueUrl = heard, Attributes = new() { ["Policy"] = policy } }, Cancel);
        foreach (var topic in Bundle.Find(AlertsFile.Area)!.Value.Value.Topics)
        {
            var topicArn = (await Home.Sns.CreateTopicAsync(new() { Name = topic.Value.Name }, Cancel)).TopicArn;
            await Home.Sns.SubscribeAsync(new() { TopicArn = topicArn, Protocol = "sqs", Endpoint = arn }, Cancel);
        }
    }
}
