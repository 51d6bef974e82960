using SecretScoops.Governance.Sandbox.Accounts;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Ec2;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>Regions, as EC2 tells them.</summary>
internal sealed partial class Ec2Sandbox
{
    public override DescribeRegionsResponse DescribeRegions(DescribeRegionsRequest request, Call call)
    {
        Dry(request.DryRun);
        var optedIn = world.Account(call).Contacts?.OptedIn ?? [];
        var regions = RegionNames.All.Select(name => new Region
        {
            RegionName = name,
            Endpoint = $"ec2.{name}.amazonaws.com",
            OptInStatus = !RegionNames.IsOptIn(name) ? "opt-in-not-required" : optedIn.Contains(name) ? "opted-in" : "not-opted-in",
        });
        var asked = regions.Where(region => (request.AllRegions == true || region.OptInStatus != "not-opted-in") && (request.RegionNames is not { Count: > 0 } names || names.Contains(region.RegionName!)));
        return new DescribeRegionsResponse
        {
            Regions = [.. Filters.Apply(asked, request.Filters, static (region, name) => name switch { "region-name" => [region.RegionName], "opt-in-status" => [region.OptInStatus], "endpoint" => [region.Endpoint], _ => null })],
        };
    }
}
