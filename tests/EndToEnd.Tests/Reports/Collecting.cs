using System.Net;
using System.Text;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Estates;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.Kinds;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Spooling;
using SecretScoops.Governance.Sandbox;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.EndToEnd.Tests.Reports;

/// <summary>A landing zone of PROD and the management account in one region, on a sandbox in this process, of which evidence is collected as <c>baseline report</c> does.</summary>
internal sealed class Collecting
{
    public const string Region = "eu-west-1";

    private static readonly Lazy<Task<Rehearsal>> settled = new(() => Rehearsal.OfAsync(Landing.Small(Landing.Default), watched: false));

    private readonly LocalCloud cloud;

    private Collecting(LocalCloud cloud) => this.cloud = cloud;

    /// <summary>What is declared.</summary>
    public static PolicyBundle Policies { get; } = Landing.Small(Landing.Default);

    /// <summary>Stands between the tool and AWS; null for nothing.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? Between { get; init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>As applied, with something done to it; each call begins anew.</summary>
    public static async Task<Collecting> OfAsync(Action<SandboxState>? harm = null, Func<HttpMessageHandler, HttpMessageHandler>? between = null)
    {
        var state = (await settled.Value).Cloud.Saved();
        harm?.Invoke(state);
        return new(LocalCloud.From(state, new(), TimeProvider.System)) { Between = between };
    }

    /// <summary>An account without an organization.</summary>
    public static Collecting Fresh() => new(LocalCloud.Open(null, new(), TimeProvider.System));

    /// <summary>The id of an account by its name.</summary>
    public string IdOf(string account) => account == "root" ? cloud.Saved().ManagementAccountId : cloud.Saved().Accounts.Single(each => each.Name == account).Id;

    /// <summary>Whatever others do there.</summary>
    public async Task InAsync(string account, Func<AwsSession, Task> act)
    {
        using var handler = new SandboxHandler(cloud);
        using var connection = new AwsConnection(new() { Handler = handler, Region = Region });
        await act(connection.Home.In(IdOf(account), Region));
    }

    /// <summary>Lets a rule of PROD have found these.</summary>
    public Task EvaluatedAsync(string rule, string type, params (string Id, string Compliance)[] found) => InAsync("prod", async session =>
    {
        var rules = await Paged.AllAsync(async token =>
        {
            var page = await session.Config.DescribeConfigRulesAsync(new() { NextToken = token }, Cancel);
            return (page.ConfigRules, page.NextToken);
        });
        await session.Config.PutEvaluationsAsync(
            new()
            {
                ResultToken = rules.Single(each => RuleNames.Declared(each.ConfigRuleName) == $"secret-scoops-{rule}").ConfigRuleName,
                Evaluations = [.. found.Select(each => new Amazon.ConfigService.Model.Evaluation { ComplianceResourceType = type, ComplianceResourceId = each.Id, ComplianceType = each.Compliance, OrderingTimestamp = DateTime.UnixEpoch })],
            },
            Cancel);
    });

    /// <summary>Collects.</summary>
    public async Task<Collected> CollectAsync(PolicyBundle? declared = null, PlanOptions? options = null)
    {
        var (policies, wish) = (declared ?? Policies, options ?? new());
        using var sandbox = new SandboxHandler(cloud);
        using var handler = Between?.Invoke(sandbox) ?? sandbox;
        using var connection = new AwsConnection(new()
        {
            Handler = handler,
            Region = Region,
            AccessRole = policies.LandingZone.AccessRole,
            Resilience = new() { Throttled = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)) { Patience = TimeSpan.FromMilliseconds(10) } },
        });
        var world = new AwsWorld(connection.Home, policies, wish.Without, TimeProvider.System, wish.Accounts);
        using var spool = new FindingSpool();
        var header = await CallsOfTest.DuringAsync(CallsOfTest.Reporting, connection, () => new Collector(policies, new AwsEstate(world), world, connection, TimeProvider.System)
            .CollectAsync("a test", wish, spool, "1.0.0", BaselineTool.DefaultPolicies, (_, _, _) => { }, Cancel));
        return new(header, [.. spool.Findings()]);
    }

    /// <summary>Sends a report's findings to Security Hub, and archives what earlier reports sent.</summary>
    public async Task<Imported> SendAsync(Report report, IEnumerable<Finding> findings)
    {
        using var handler = new SandboxHandler(cloud);
        using var connection = new AwsConnection(new() { Handler = handler, Region = Region });
        return await CallsOfTest.DuringAsync(CallsOfTest.Reporting, connection, () => new SecurityHubImport(connection, report).RunAsync(findings, new AsffArchive(report, null), Cancel));
    }
}

/// <summary>What was collected.</summary>
internal sealed record Collected(ReportHeader Header, IReadOnlyList<Finding> Findings)
{
    /// <summary>The findings of a control in an account.</summary>
    public IReadOnlyList<Finding> Of(string control, string accountId) => [.. Findings.Where(each => each.Control == control && each.AccountId == accountId)];

    /// <summary>The one on a resource.</summary>
    public Finding On(string control, string accountId, string resource) => Assert.Single(Of(control, accountId), each => each.ResourceId == resource);
}

/// <summary>Answers some calls itself, and passes the others on.</summary>
/// <param name="inner">Answers the others.</param>
/// <param name="when">Which, told by the signature and the operation: <c>StarlingDoveService.DescribeConfigRules</c>, or the path of a REST service.</param>
/// <param name="body">The answer.</param>
/// <param name="error">Its error code; null for a success.</param>
internal sealed class Interjecting(HttpMessageHandler inner, Func<string, string, bool> when, string body, string? error = null) : DelegatingHandler(inner)
{
    /// <summary>Answers with an error of AWS's.</summary>
    public static Interjecting Refusing(HttpMessageHandler inner, Func<string, string, bool> when, string code) => new(inner, when, $$"""{"__type":"{{code}}","message":"refused in a test"}""", code);

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var credential = request.Headers.TryGetValues("Authorization", out var signed) ? string.Join(',', signed) : "";
        var operation = request.Headers.TryGetValues("X-Amz-Target", out var target) ? target.Single() : request.RequestUri!.AbsolutePath;
        if (!when(credential, operation))
        {
            return base.SendAsync(request, cancellationToken);
        }

        var answer = new HttpResponseMessage(error is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1") };
        answer.Headers.TryAddWithoutValidation("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000");
        if (error is not null)
        {
            answer.Headers.TryAddWithoutValidation("x-amzn-errortype", error);
        }

        return Task.FromResult(answer);
    }
}

/// <summary>Lets calls that are made side by side answer in another order each time.</summary>
internal sealed class Shuffling(HttpMessageHandler inner, int seed) : DelegatingHandler(inner)
{
    private readonly Random random = new(seed);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int turns;
        lock (random)
        {
            turns = random.Next(40);
        }

        for (; turns > 0; turns--)
        {
            await Task.Yield();
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
