namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of load balancers and their listeners.</summary>
internal static class LoadBalancerRules
{
    private const string Balancer = "AWS::ElasticLoadBalancingV2::LoadBalancer";
    private const string Listener = "AWS::ElasticLoadBalancingV2::Listener";

    // What ELB.17 recommends begins so: TLS 1.2 with current ciphers, and TLS 1.3 (Security Hub User Guide, read 2026-11).
    private static readonly string[] s_current = ["ELBSecurityPolicy-TLS13-1-3-", "ELBSecurityPolicy-TLS13-1-2-Res-"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("load-balancers-behind-waf", Balancer, Application(BehindWaf)),
        new("load-balancers-https", Listener, Https),
        new("load-balancers-tls-current", Listener, (listener, told) =>
        {
            if (listener["Protocol"] is { IsUnknown: true } unknown)
            {
                told.Unknown(unknown);
            }
            else if (listener["Protocol"].Text is "HTTPS" or "TLS")
            {
                told.Require(
                    listener["SslPolicy"], text => Array.Exists(s_current, policy => text.StartsWith(policy, StringComparison.Ordinal)),
                    "the listener takes TLS older than 1.2, or ciphers that are not recommended any more", "set SslPolicy: ELBSecurityPolicy-TLS13-1-2-Res-2021-06");
            }
        }),
        new("load-balancers-drop-headers", Balancer, Application((balancer, told) => told.RequireTrue(
            Attribute(balancer, "routing.http.drop_invalid_header_fields.enabled"), $"load balancer {balancer.Name} lets headers through that are none", "set routing.http.drop_invalid_header_fields.enabled to true in LoadBalancerAttributes"))),
        new("load-balancers-protected", Balancer, (balancer, told) => told.RequireTrue(
            Attribute(balancer, "deletion_protection.enabled"), $"load balancer {balancer.Name} can be deleted in one step", "set deletion_protection.enabled to true in LoadBalancerAttributes")),
        new("load-balancers-logged", Balancer, (balancer, told) => told.RequireTrue(
            Attribute(balancer, "access_logs.s3.enabled"), $"load balancer {balancer.Name} writes no access log", "set access_logs.s3.enabled to true and access_logs.s3.bucket in LoadBalancerAttributes")),
    ];

    /// <summary>An attribute of a load balancer; absent when it is not set.</summary>
    public static Element Attribute(Resource balancer, string key)
    {
        var attributes = balancer["LoadBalancerAttributes"];
        return attributes.IsUnknown ? attributes
            : attributes.Items.FirstOrDefault(each => each["Key"].Text == key) is { } found ? found["Value"]
            : Element.Missing(balancer.World, attributes.IsAbsent ? balancer.Properties.Node : attributes.Node);
    }

    private static Action<Resource, Told> Application(Action<Resource, Told> judge) => (balancer, told) =>
    {
        if (balancer["Type"] is { IsUnknown: true } unknown)
        {
            told.Unknown(unknown);
        }
        else if (balancer["Type"].IsAbsent || balancer["Type"].Text == "application")
        {
            judge(balancer, told);
        }
    };

    private static void BehindWaf(Resource balancer, Told told)
    {
        var associations = balancer.World.Of("AWS::WAFv2::WebACLAssociation").Where(each => each.Exists).ToList();
        if (associations.Exists(each => balancer.IsNamedBy(each["ResourceArn"])))
        {
            return;
        }

        if (associations.Find(each => each["ResourceArn"] is { Parameter: not null }) is { } unknown)
        {
            told.Unknown(unknown["ResourceArn"]);
        }
        else
        {
            told.Fail(balancer.Properties, $"load balancer {balancer.Name} does not stand behind AWS WAF", $"add an AWS::WAFv2::WebACLAssociation with ResourceArn: !Ref {balancer.Name}");
        }
    }

    private static void Https(Resource listener, Told told)
    {
        const string remedy = "send HTTP on: DefaultActions with Type: redirect and RedirectConfig with Protocol: HTTPS and StatusCode: HTTP_301";
        if (listener["Protocol"] is { IsUnknown: true } unknown)
        {
            told.Unknown(unknown);
        }

        if (listener["Protocol"].Text != "HTTP")
        {
            return;
        }

        var actions = listener["DefaultActions"].Items.ToList();
        if (!actions.Exists(action => action["Type"].Text == "redirect"))
        {
            told.Fail(listener["DefaultActions"], "the listener answers over plain HTTP", remedy);
        }

        foreach (var action in actions.Where(action => action["Type"].Text == "redirect"))
        {
            told.RequireOne(action["RedirectConfig"]["Protocol"], "the listener redirects to plain HTTP", remedy, "HTTPS");
        }
    }
}
