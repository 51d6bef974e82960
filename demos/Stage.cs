using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.SQS.Model;
using SecretScoops.Governance.Aws.Ledger;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Sandbox;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Demo;

/// <summary>The landing zone in a sandbox of its own, what remediation needs beside it, and the people who work in it.</summary>
internal sealed class Stage : IDisposable
{
    // A session policy that takes nothing away.
    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private readonly LocalCloud cloud;
    private readonly SandboxHandler handler;
    private readonly Dictionary<(Person Who, string Account), AwsSession> people = [];
    private readonly IReadOnlyDictionary<string, string> accounts;

    private Stage(LocalCloud cloud, PolicyBundle policies, IReadOnlyDictionary<string, string> accounts, string heard)
    {
        (this.cloud, handler, this.accounts, Policies, Heard) = (cloud, new(cloud), accounts, policies, heard);
        Function = new(new() { Handler = handler, Region = policies.LandingZone.HomeRegion });
    }

    /// <summary>How many changes made the landing zone.</summary>
    public int Changes { get; private init; }

    public PolicyBundle Policies { get; }

    public RemediationsPolicy Rules => Setup.Rules(Policies);

    /// <summary>The functions' own way to AWS.</summary>
    public AwsConnection Function { get; }

    /// <summary>The management account's administrator: sets up, and looks.</summary>
    public AwsSession Home => Function.Home;

    /// <summary>The queue with what people are told.</summary>
    public string Heard { get; }

    public LedgerTable Ledger => new(Home.DynamoDb, Rules.Table);

    /// <summary>Applies the policies to an empty organization, and puts up what the deployment of the functions brings along.</summary>
    /// <exception cref="StageException">The landing zone could not be made.</exception>
    public static async Task<Stage> SetUpAsync(string folder, TimeProvider time, CancellationToken cancel)
    {
        var policies = Setup.Policies(folder);
        var cloud = LocalCloud.Open(null, new(), time);
        // The function opens only what it works with; the landing zone is made of all of it.
        var whole = PolicyFolder.Read(folder);
        var changes = await ApplyAsync(cloud, whole.Bundle ?? throw new StageException(string.Join('\n', whole.Faults)), time, cancel);
        using var empty = new SandboxHandler(cloud);
        using var outside = new AwsConnection(new() { Handler = empty, Region = policies.LandingZone.HomeRegion });
        var accounts = await AccountsAsync(outside.Home, policies, cancel);
        var heard = await FurnishAsync(outside.Home, policies, accounts, cancel);

        // From here on calls are events.
        var live = LocalCloud.From(cloud.Saved(), new() { CallEvents = true }, time);
        return new(live, policies with { Exemptions = new([.. policies.Exemptions.All, Preview(time.GetUtcNow())], []) }, accounts, heard) { Changes = changes };
    }

    /// <summary>An account's id by the name that the policies give it.</summary>
    public string Id(string account) => accounts[account];

    /// <summary>What an account is called.</summary>
    public string NameOf(string accountId) => accounts.FirstOrDefault(each => each.Value == accountId).Key ?? accountId;

    /// <summary>A person at work in an account.</summary>
    public AwsSession As(Person person, string account)
    {
        if (!people.TryGetValue((person, account), out var session))
        {
            session = Function.Narrowed(new() { AccountId = Id(account), Region = Home.Region, RoleName = person.Role, SessionName = person.Name, SessionPolicy = Everything });
            people.Add((person, account), session);
        }

        return session;
    }

    /// <summary>The administrator of an account: only looks.</summary>
    public AwsSession Look(string account) => Id(account) == Home.AccountId ? Home : Home.In(Id(account));

    /// <summary>Writes the landing zone as it is now into a file that <c>--rehearse</c> reads.</summary>
    public void Keep(string file) => new StateFile(file).Save(JsonSerializer.SerializeToUtf8Bytes(cloud.Saved(), StateJson.Default.SandboxState));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var session in people.Values)
        {
            session.Dispose();
        }

        Function.Dispose();
        handler.Dispose();
    }

    private static async Task<int> ApplyAsync(LocalCloud cloud, PolicyBundle policies, TimeProvider time, CancellationToken cancel)
    {
        using var handler = new SandboxHandler(cloud);
        using var connection = new AwsConnection(new() { Handler = handler, Region = policies.LandingZone.HomeRegion });
        var estate = new AwsEstate(new(connection.Home, policies, [], time, []));
        var plan = await Survey.PlanAsync(policies, estate, new() { Allow = ["vanished", "deletions", "updates"] }, (_, _, _) => { }, cancel);
        if (!plan.Applicable)
        {
            throw new StageException($"the policies cannot be applied: {string.Join("; ", plan.Refusals.Concat(plan.Unread))}");
        }

        using var journal = Journal.None(time);
        using var applier = new Applier(estate, journal, time);
        var outcomes = await applier.ApplyAsync(plan, _ => { }, cancel);
        return outcomes.FirstOrDefault(outcome => outcome is not Outcome.Done) is { } undone
            ? throw new StageException($"the landing zone could not be made: {undone}")
            : outcomes.Count;
    }

    private static async Task<IReadOnlyDictionary<string, string>> AccountsAsync(AwsSession home, PolicyBundle policies, CancellationToken cancel)
    {
        var management = await home.AccountIdAsync(cancel);
        var listed = (await home.Organizations.ListAccountsAsync(new(), cancel)).Accounts;
        return listed.Where(account => account.Id != management).ToDictionary(account => account.Name, account => account.Id, StringComparer.Ordinal)
            .Append(KeyValuePair.Create(policies.LandingZone.ManagementAccount, management)).ToDictionary(StringComparer.Ordinal);
    }

    // The ledger, the queues, and in each account the role that fixes are made with, beside the roles of people.
    private static async Task<string> FurnishAsync(AwsSession home, PolicyBundle policies, IReadOnlyDictionary<string, string> accounts, CancellationToken cancel)
    {
        var rules = Setup.Rules(policies);
        await home.DynamoDb.CreateTableAsync(
            new()
            {
                TableName = rules.Table,
                KeySchema = [new() { AttributeName = "pk", KeyType = KeyType.HASH }, new() { AttributeName = "sk", KeyType = KeyType.RANGE }],
                AttributeDefinitions = [new() { AttributeName = "pk", AttributeType = ScalarAttributeType.S }, new() { AttributeName = "sk", AttributeType = ScalarAttributeType.S }],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            },
            cancel);
        await QueueAsync(home, rules.Queue, "events.amazonaws.com", cancel);
        await QueueAsync(home, rules.DeadLetterQueue, "events.amazonaws.com", cancel);
        var (heard, arn) = await QueueAsync(home, "people", "sns.amazonaws.com", cancel);
        foreach (var topic in policies.Find(AlertsFile.Area)!.Value.Value.Topics)
        {
            await home.Sns.SubscribeAsync(new() { TopicArn = $"arn:{home.Partition}:sns:{home.Region}:{home.AccountId}:{topic.Value.Name}", Protocol = "sqs", Endpoint = arn }, cancel);
        }

        foreach (var id in accounts.Values)
        {
            var iam = (id == home.AccountId ? home : home.In(id)).Iam;
            var trust = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{home.AccountId}}:root"},"Action":"sts:AssumeRole"}]}""";
            foreach (var role in Person.All.Select(person => person.Role).Distinct().Append(rules.Role))
            {
                var at = role.LastIndexOf('/') + 1;
                await iam.CreateRoleAsync(new() { Path = $"/{role[..at]}", RoleName = role[at..], AssumeRolePolicyDocument = trust }, cancel);
            }
        }

        return heard;
    }

    private static async Task<(string Url, string Arn)> QueueAsync(AwsSession home, string name, string service, CancellationToken cancel)
    {
        var arn = $"arn:{home.Partition}:sqs:{home.Region}:{await home.AccountIdAsync(cancel)}:{name}";
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sqs:SendMessage","Resource":"{{arn}}"}]}""";
        return ((await home.Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = new() { ["Policy"] = policy } }, cancel)).QueueUrl, arn);
    }

    // As a file of policies/exemptions would have it, with dates that hold whenever this is shown.
    private static Exemption Preview(DateTimeOffset now) => new()
    {
        Id = "dev-preview-public",
        Owner = "web-team@secretscoops.example",
        RequestedBy = "ada@secretscoops.example",
        Approver = "security@secretscoops.example",
        Reason = "previews of the website are shown to everybody, and hold no customer data",
        Ticket = "SEC-150",
        Controls = ["buckets-public-access-blocked", "buckets-no-public-read"],
        Scope = new() { Accounts = ["dev"], Environments = ["dev"], Regions = [], Resources = [Scenes.Preview] },
        From = now.AddDays(-1),
        Expires = now.AddDays(30),
        Where = new("policies/exemptions/dev-preview-public.json"),
    };
}

/// <summary>Somebody with a role; the session's name is what he calls himself, and nobody believes it.</summary>
/// <param name="Role">The role's name, the same in every account.</param>
/// <param name="Name">The session's.</param>
internal sealed record Person(string Role, string Name)
{
    public static Person Lena { get; } = new("Developer", "lena");

    public static Person Marc { get; } = new("Operator", "marc");

    public static Person Noor { get; } = new("PlatformEngineer", "noor");

    public static Person Sam { get; } = new("SecurityOperator", "sam");

    public static IReadOnlyList<Person> All { get; } = [Lena, Marc, Noor, Sam];
}

/// <summary>The landing zone could not be made.</summary>
/// <param name="why">One sentence.</param>
internal sealed class StageException(string why) : Exception(why);
