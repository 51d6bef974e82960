using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.ApiGateway;

/// <summary>A new stage, of which nobody set anything.</summary>
internal sealed class StageNotLogged : Scenario
{
    /// <inheritdoc/>
    public override string Control => "apis-logged";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["apigateway/Stage"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Staged.LogsRoleAsync(member, cancel);
        return await Staged.TwoAsync(member, cancel);
    }
}

/// <summary>One method logs nothing, while all others do; bodies are traced somewhere, which is not ours to change.</summary>
internal sealed class MethodNotLogged : Scenario
{
    /// <inheritdoc/>
    public override string Control => "apis-logged";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["apigateway/Stage"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Staged.LogsRoleAsync(member, cancel);
        var id = await Staged.TwoAsync(member, cancel);
        await Staged.PatchAsync(
            member, id, cancel,
            ("/*/*/logging/loglevel", "INFO"), ("/*/*/logging/dataTrace", "true"), ("/~1orders/GET/logging/loglevel", "OFF"), ("/~1orders/GET/throttling/rateLimit", "7"));
        return id;
    }
}

/// <summary>API Gateway has no role to log with.</summary>
internal sealed class NoLogsRole : Scenario
{
    /// <inheritdoc/>
    public override string Control => "apis-logged";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => Staged.TwoAsync(member, cancel);
}

/// <summary>Nothing bounds the stage.</summary>
internal sealed class StageUnbounded : Scenario
{
    /// <inheritdoc/>
    public override string Control => "apis-throttled";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["apigateway/Stage"];

    /// <inheritdoc/>
    public override Task<string> BreakAsync(AwsSession member, CancellationToken cancel) => Staged.TwoAsync(member, cancel);
}

/// <summary>Somebody raised the bound, and took one method's away; another has a small one of its own.</summary>
internal sealed class BoundRaised : Scenario
{
    /// <inheritdoc/>
    public override string Control => "apis-throttled";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["apigateway/Stage"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var id = await Staged.TwoAsync(member, cancel);
        await Staged.PatchAsync(
            member, id, cancel,
            ("/*/*/throttling/rateLimit", "9000"), ("/*/*/throttling/burstLimit", "50"), ("/*/*/logging/loglevel", "INFO"),
            ("/~1orders/GET/throttling/rateLimit", "-1"), ("/~1orders/GET/throttling/burstLimit", "-1"), ("/~1carts/PUT/throttling/rateLimit", "0.5"));
        return id;
    }
}

/// <summary>Somebody took the ACL away that the stage's own tag names.</summary>
internal sealed class StageAclTakenAway : Scenario
{
    /// <inheritdoc/>
    public override string Control => "apis-behind-waf";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => ["apigateway/Stage", "wafv2/FakeWebACL"];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.WebAclAsync(member, "shop", cancel);
        return await Staged.TwoAsync(member, cancel, ("governance:web-acl", "shop"));
    }
}

/// <summary>The stage names an ACL that is not there, and the policies' one is not taken instead.</summary>
internal sealed class StageAclUnknown : Scenario
{
    /// <inheritdoc/>
    public override string Control => "apis-behind-waf";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await Made.WebAclAsync(member, "secret-scoops-web", cancel);
        return await Staged.TwoAsync(member, cancel, ("governance:web-acl", "shop"));
    }
}

/// <summary>An HTTP API with a route that anybody may call, one that asks for a token, and one for preflights.</summary>
internal sealed class RouteOpen : Scenario
{
    /// <inheritdoc/>
    public override string Control => "apis-authorized";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var gateway = member.ApiGatewayV2;
        var api = (await gateway.CreateApiAsync(new() { Name = "shop", ProtocolType = Amazon.ApiGatewayV2.ProtocolType.HTTP }, cancel)).ApiId;
        var open = (await gateway.CreateRouteAsync(new() { ApiId = api, RouteKey = "GET /orders" }, cancel)).RouteId;
        await gateway.CreateRouteAsync(new() { ApiId = api, RouteKey = "OPTIONS /orders" }, cancel);
        await gateway.CreateRouteAsync(new() { ApiId = api, RouteKey = "PUT /orders", AuthorizationType = "JWT", AuthorizerId = "a1" }, cancel);
        return $"{api}/{open}";
    }
}

/// <summary>The default stage of an HTTP API without an access log.</summary>
internal sealed class HttpStageNotLogged : Scenario
{
    /// <inheritdoc/>
    public override string Control => "http-apis-logged";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override bool CanBeFixed => false;

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var api = (await member.ApiGatewayV2.CreateApiAsync(new() { Name = "shop", ProtocolType = Amazon.ApiGatewayV2.ProtocolType.HTTP }, cancel)).ApiId;
        await member.ApiGatewayV2.CreateStageAsync(new() { ApiId = api, StageName = "$default", AutoDeploy = true }, cancel);
        return $"{api}/$default";
    }
}
