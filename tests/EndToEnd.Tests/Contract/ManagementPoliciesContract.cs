using Amazon.Organizations;
using Amazon.Organizations.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// Tag and AI services opt-out policies over the wire; kept by the sandbox and moto alike. moto cannot make backup policies and does not know the newer types; of those the
/// sandbox alone speaks.
/// </summary>
public abstract class ManagementPoliciesContract : IAsyncLifetime
{
    private ContractSession session = null!;
    private string root = "";

    private IAmazonOrganizations Organizations => session.Home.Organizations;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        session = new((IAwsEndpoint)await Endpoint());
        await Organizations.CreateOrganizationAsync(new() { FeatureSet = OrganizationFeatureSet.ALL }, Cancel);
        root = Assert.Single((await Organizations.ListRootsAsync(new(), Cancel)).Roots).Id;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("TAG_POLICY", """{"tags":{"owner":{"tag_key":{"@@assign":"owner"}}}}""", """{"tags":{"owner":{"tag_key":{"@@assign":"Owner"}}}}""")]
    [InlineData("AISERVICES_OPT_OUT_POLICY", """{"services":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}""", """{"services":{"default":{"opt_out_policy":{"@@assign":"optIn"}}}}""")]
    public async Task A_policy_is_made_attached_changed_detached_and_deleted(string type, string content, string other)
    {
        await Organizations.EnablePolicyTypeAsync(new() { RootId = root, PolicyType = PolicyType.FindValue(type) }, Cancel);
        for (var polls = 0; polls < 20 && !(await Organizations.ListRootsAsync(new(), Cancel)).Roots[0].PolicyTypes.Exists(each => each.Type == type && each.Status == PolicyTypeStatus.ENABLED); polls++)
        {
            Assert.NotEqual(19, polls);
        }

        var id = (await Organizations.CreatePolicyAsync(new() { Name = "own", Description = "ours", Type = PolicyType.FindValue(type), Content = content }, Cancel)).Policy.PolicySummary.Id;
        await Organizations.AttachPolicyAsync(new() { PolicyId = id, TargetId = root }, Cancel);

        Assert.Equal([id], (await Organizations.ListPoliciesForTargetAsync(new() { TargetId = root, Filter = PolicyType.FindValue(type) }, Cancel)).Policies.Select(policy => policy.Id));
        Assert.Equal(content, (await Organizations.DescribePolicyAsync(new() { PolicyId = id }, Cancel)).Policy.Content);
        await Organizations.UpdatePolicyAsync(new() { PolicyId = id, Content = other }, Cancel);
        Assert.Equal(other, (await Organizations.DescribePolicyAsync(new() { PolicyId = id }, Cancel)).Policy.Content);
        await Organizations.DetachPolicyAsync(new() { PolicyId = id, TargetId = root }, Cancel);
        await Organizations.DeletePolicyAsync(new() { PolicyId = id }, Cancel);
        Assert.Empty((await Organizations.ListPoliciesAsync(new() { Filter = PolicyType.FindValue(type) }, Cancel)).Policies ?? []);
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();
}

/// <summary>As moto keeps it.</summary>
public sealed class ManagementPoliciesOnMoto(Judges.MotoServer moto) : ManagementPoliciesContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class ManagementPoliciesOnTheSandbox : ManagementPoliciesContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
