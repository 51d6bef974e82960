using System.Text.Json.Nodes;
using Amazon.WAFV2;
using Amazon.WAFV2.Model;
using SecretScoops.Governance.Aws;

namespace SecretScoops.Governance.Remediation.Remediations.Waf;

/// <summary>The web ACLs of a region, and which of them stands before a resource.</summary>
/// <remarks>
/// AWS WAF knows no former association. So an ACL is known where the resource's own tag names it: whoever tags it so says that it works behind that ACL. The one that the policies
/// name is the environment's, and may refuse what this resource lives on.
/// </remarks>
internal static class WebAcls
{
    /// <summary>In images: the ARN of the ACL before the resource; null for none.</summary>
    public const string Atom = "/webAcl";

    private const string Acls = "arn:{partition}:wafv2:{region}:{account}:regional/webacl/*/*";

    /// <summary>The tag that names the resource's own ACL.</summary>
    private const string Tag = "governance:web-acl";

    /// <summary>What <see cref="ListAsync"/> needs.</summary>
    public static IReadOnlyList<Need> Lists { get; } = [new("wafv2:ListWebACLs", "*")];

    /// <summary>What <see cref="ReadAsync"/> needs: it also checks that its caller may read the ACL (AWS WAF API Reference, GetWebACLForResource, read 2026-11).</summary>
    /// <param name="resource">The ARN of the resource.</param>
    public static IReadOnlyList<Need> Reads(string resource) =>
        [new("wafv2:GetWebACLForResource", resource), new("wafv2:GetWebACLForResource", Acls), new("wafv2:GetWebACL", Acls, "wafv2:GetWebACLForResource")];

    /// <summary>What <see cref="SetAsync"/> needs.</summary>
    /// <param name="resource">The ARN of the resource.</param>
    /// <param name="permission">
    /// The right that the resource's own service asks for: <c>elasticloadbalancing:SetWebAcl</c>, <c>apigateway:SetWebACL</c> (both in AWSWAFConsoleFullAccess, read 2026-11; that both calls
    /// ask for it is remembered).
    /// </param>
    public static IReadOnlyList<Need> Writes(string resource, string permission) =>
    [
        new("wafv2:AssociateWebACL", resource), new("wafv2:AssociateWebACL", Acls), new("wafv2:DisassociateWebACL", resource),
        new(permission, resource, "wafv2:AssociateWebACL"),
    ];

    /// <summary>The regional ACLs by name.</summary>
    public static async Task<JsonObject> ListAsync(Subject subject, CancellationToken cancellationToken)
    {
        var found = await Paged.AllAsync(async marker =>
        {
            var page = await subject.Session.Waf.ListWebACLsAsync(new() { Scope = Scope.REGIONAL, NextMarker = marker, Limit = 100 }, cancellationToken);
            return (page.WebACLs, page.NextMarker);
        });

        return new(found.OrderBy(a => a.Name, StringComparer.Ordinal).DistinctBy(a => a.Name).Select(a => KeyValuePair.Create<string, JsonNode?>(a.Name, a.ARN)));
    }

    /// <summary>The ARN of the ACL before a resource; null for none.</summary>
    public static async Task<string?> ReadAsync(Subject subject, string resource, CancellationToken cancellationToken)
    {
        try
        {
            return (await subject.Session.Waf.GetWebACLForResourceAsync(new() { ResourceArn = resource }, cancellationToken)).WebACL?.ARN;
        }
        catch (WAFNonexistentItemException)
        {
            return null;
        }
    }

    /// <summary>Puts an ACL before a resource; null takes it away.</summary>
    public static Task SetAsync(Subject subject, string resource, JsonNode? acl, CancellationToken cancellationToken) => acl is not null
        ? subject.Session.Waf.AssociateWebACLAsync(new() { ResourceArn = resource, WebACLArn = (string?)acl }, cancellationToken)
        : subject.Session.Waf.DisassociateWebACLAsync(new() { ResourceArn = resource }, cancellationToken);

    /// <summary>The violation of an image that has <c>webAcl</c>, <c>webAcls</c> and <c>tags</c>.</summary>
    /// <param name="image">Of the resource.</param>
    /// <param name="demands">For the names.</param>
    /// <param name="thing">"the load balancer".</param>
    public static IReadOnlyList<Violation> Judge(JsonObject image, Demands demands, string thing)
    {
        if (image["webAcl"] is not null)
        {
            return [];
        }

        var own = (string?)image["tags"]?[Tag];
        var name = own is { Length: > 0 } ? own : demands.Text("webAcl", "");
        var arn = (string?)image["webAcls"]?[name];
        return
        [
            new(
                Atom,
                arn is not null ? $"{thing} stands behind no web ACL; {(own is { Length: > 0 } ? "its tag names" : "the policies name")} {name}"
                    : name.Length == 0 ? $"{thing} stands behind no web ACL, and neither its tags nor the policies name one"
                    : $"{thing} stands behind no web ACL, and the region has none that is called {name}",
                arn),
        ];
    }

    /// <summary>Whether what should be there is the resource's own ACL, which is only put back.</summary>
    public static bool IsOwn(JsonObject image, IReadOnlyList<Violation> violations) => violations.All(v =>
        v.Should is not null && (string?)image["tags"]?[Tag] is { Length: > 0 } own && (string?)v.Should == (string?)image["webAcls"]?[own]);

    /// <summary>What a person does.</summary>
    public static IReadOnlyList<string> Steps(Subject subject, string resource, IReadOnlyList<Violation> violations) =>
    [
        $"aws wafv2 list-web-acls --scope REGIONAL --region {subject.Incident.Region}",
        "Have the ACL count first what it would block, and look at what it counted",
        $"aws wafv2 associate-web-acl --region {subject.Incident.Region} --resource-arn {resource} --web-acl-arn {violations.Select(v => (string?)v.Should).FirstOrDefault(arn => arn is not null) ?? "WEB_ACL_ARN"}",
        $"Tag it {Tag} with the ACL's name: then the ACL is put back by itself whenever somebody takes it away",
    ];
}
