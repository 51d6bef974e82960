using Amazon.Organizations;
using Amazon.Organizations.Model;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.Organizations;

/// <summary>Policies, their types, and where they are attached.</summary>
public sealed class PolicyTests
{
    private const string Scp = "SERVICE_CONTROL_POLICY";
    private const string Rcp = "RESOURCE_CONTROL_POLICY";

    [Fact]
    public async Task A_policy_is_kept_to_the_letter_and_updated_in_part()
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        const string content = "{\"Version\":\"2012-10-17\",  \"Statement\":[{\"Effect\":\"Deny\",\"NotAction\":[\"s3:*\"],\"Resource\":\"*\"}]}\n";
        var id = await cloud.NewPolicy("guard", content);

        await cloud.Organizations.UpdatePolicyAsync(new UpdatePolicyRequest { PolicyId = id, Description = "new" }, Cancel);

        var policy = (await cloud.Organizations.DescribePolicyAsync(new DescribePolicyRequest { PolicyId = id }, Cancel)).Policy;
        Assert.Equal((content, "guard", "new"), (policy.Content, policy.PolicySummary.Name, policy.PolicySummary.Description));
        await Assert.ThrowsAsync<DuplicatePolicyException>(() => cloud.NewPolicy("guard"));
    }

    [Theory]
    [InlineData(Scp, "{")]
    [InlineData(Scp, "[]")]
    [InlineData(Scp, """{"Statement":[]}""")]
    [InlineData(Scp, """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*"}]}""")]
    [InlineData(Scp, """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Principal":"*"}]}""")]
    [InlineData(Scp, """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","NotAction":"*","Resource":"*"}]}""")]
    [InlineData(Scp, """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Action":"*","Resource":"*"}]}""")]
    [InlineData(Scp, """{"Version":"2012-10-17","Statement":[{"Effect":"deny","Action":"*","Resource":"*"}]}""")]
    [InlineData(Rcp, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Principal":"*"}]}""")]
    [InlineData(Rcp, """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Principal":"*"}]}""")]
    [InlineData(Rcp, """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""")]
    [InlineData("TAG_POLICY", "{}")]
    public async Task A_malformed_document_is_refused(string type, string content)
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;

        await Assert.ThrowsAsync<MalformedPolicyDocumentException>(() => Create(cloud, type, "bad", content));
    }

    [Theory]
    [InlineData(Scp, 10_240)]
    [InlineData(Rcp, 5_120)]
    public async Task The_size_of_a_document_is_limited_by_its_type_white_space_included(string type, int limit)
    {
        var (cloud, _) = await WithOrganization();
        using var held = cloud;
        const string document = """{"Version":"2012-10-17","Statement":[]}""";

        await Create(cloud, type, "fits", document.PadRight(limit));
        var refusal = await Assert.ThrowsAsync<ConstraintViolationException>(() => Create(cloud, type, "over", document.PadRight(limit + 1)));

        Assert.Equal(ConstraintViolationExceptionReason.POLICY_CONTENT_LIMIT_EXCEEDED, refusal.Reason);
    }

    [Fact]
    public async Task FullAWSAccess_is_on_every_target_and_on_new_ones_while_the_type_is_enabled()
    {
        using var cloud = new TestCloud();
        await cloud.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest(), Cancel);
        var root = await cloud.RootId();
        var before = await cloud.NewUnit(root, "before");
        Assert.Empty(await On(cloud, before, Scp));

        await cloud.Organizations.EnablePolicyTypeAsync(new EnablePolicyTypeRequest { RootId = root, PolicyType = Scp }, Cancel);

        var after = await cloud.NewUnit(root, "after");
        var account = await cloud.NewAccount("account");
        foreach (var target in new[] { root, before, after, account, Management })
        {
            Assert.Equal(["FullAWSAccess"], await On(cloud, target, Scp));
        }

        await Assert.ThrowsAsync<InvalidInputException>(() => cloud.Organizations.DeletePolicyAsync(new DeletePolicyRequest { PolicyId = "p-FullAWSAccess" }, Cancel));
    }

    [Fact]
    public async Task Enabling_a_type_takes_time_and_nothing_is_attached_before()
    {
        using var cloud = new TestCloud(new SandboxOptions { AsyncReads = 2 });
        await cloud.Organizations.CreateOrganizationAsync(new CreateOrganizationRequest(), Cancel);
        var root = await cloud.RootId();
        var policy = await cloud.NewPolicy("p");

        var answer = await cloud.Organizations.EnablePolicyTypeAsync(new EnablePolicyTypeRequest { RootId = root, PolicyType = Scp }, Cancel);

        Assert.Equal(PolicyTypeStatus.PENDING_ENABLE, answer.Root.PolicyTypes.Single().Status);
        await Assert.ThrowsAsync<PolicyTypeNotEnabledException>(() => Attach(cloud, policy, root));
        await Assert.ThrowsAsync<PolicyChangesInProgressException>(() =>
            cloud.Organizations.EnablePolicyTypeAsync(new EnablePolicyTypeRequest { RootId = root, PolicyType = Scp }, Cancel));
        await cloud.RootId();
        await cloud.RootId();
        await cloud.RootId();
        await Attach(cloud, policy, root);
        await Assert.ThrowsAsync<PolicyTypeAlreadyEnabledException>(() =>
            cloud.Organizations.EnablePolicyTypeAsync(new EnablePolicyTypeRequest { RootId = root, PolicyType = Scp }, Cancel));
    }

    [Fact]
    public async Task Disabling_a_type_detaches_all_of_it()
    {
        var (cloud, root) = await WithOrganization();
        using var held = cloud;
        var policy = await cloud.NewPolicy("p");
        await Attach(cloud, policy, root);

        await cloud.Organizations.DisablePolicyTypeAsync(new DisablePolicyTypeRequest { RootId = root, PolicyType = Scp }, Cancel);

        Assert.Empty(await On(cloud, root, Scp));
        await cloud.Organizations.DeletePolicyAsync(new DeletePolicyRequest { PolicyId = policy }, Cancel);
    }

    [Fact]
    public async Task A_target_has_between_one_policy_and_ten()
    {
        var (cloud, root) = await WithOrganization();
        using var held = cloud;
        for (var number = 1; number <= 9; number++)
        {
            await Attach(cloud, await cloud.NewPolicy($"p{number}"), root);
        }

        var most = await Assert.ThrowsAsync<ConstraintViolationException>(async () => await Attach(cloud, await cloud.NewPolicy("p10"), root));
        var unit = await cloud.NewUnit(root, "u");
        var least = await Assert.ThrowsAsync<ConstraintViolationException>(() => Detach(cloud, "p-FullAWSAccess", unit));

        Assert.Equal(ConstraintViolationExceptionReason.MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED, most.Reason);
        Assert.Equal(ConstraintViolationExceptionReason.MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED, least.Reason);
    }

    [Fact]
    public async Task Attaching_twice_detaching_what_is_not_there_and_deleting_what_is_in_use_are_refused()
    {
        var (cloud, root) = await WithOrganization();
        using var held = cloud;
        var policy = await cloud.NewPolicy("p");
        await Assert.ThrowsAsync<PolicyNotAttachedException>(() => Detach(cloud, policy, root));
        await Attach(cloud, policy, root);

        await Assert.ThrowsAsync<DuplicatePolicyAttachmentException>(() => Attach(cloud, policy, root));
        await Assert.ThrowsAsync<PolicyInUseException>(() => cloud.Organizations.DeletePolicyAsync(new DeletePolicyRequest { PolicyId = policy }, Cancel));
        await Assert.ThrowsAsync<TargetNotFoundException>(() => Attach(cloud, policy, "999999999999"));
        await Detach(cloud, policy, root);
        await cloud.Organizations.DeletePolicyAsync(new DeletePolicyRequest { PolicyId = policy }, Cancel);
        await Assert.ThrowsAsync<PolicyNotFoundException>(() => cloud.Organizations.DescribePolicyAsync(new DescribePolicyRequest { PolicyId = policy }, Cancel));
    }

    [Fact]
    public async Task RCPFullAWSAccess_takes_one_of_five_places_and_cannot_be_detached()
    {
        var (cloud, root) = await WithOrganization();
        using var held = cloud;
        await cloud.Organizations.EnablePolicyTypeAsync(new EnablePolicyTypeRequest { RootId = root, PolicyType = Rcp }, Cancel);
        const string content = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}""";
        for (var number = 1; number <= 4; number++)
        {
            await Attach(cloud, await Create(cloud, Rcp, $"r{number}", content), root);
        }

        await Assert.ThrowsAsync<ConstraintViolationException>(async () => await Attach(cloud, await Create(cloud, Rcp, "r5", content), root));
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => Detach(cloud, "p-RCPFullAWSAccess", root));

        Assert.Equal(InvalidInputExceptionReason.NON_DETACHABLE_POLICY, refusal.Reason);
    }

    [Fact]
    public async Task A_resource_has_fifty_tags_at_most_and_none_of_awss()
    {
        var (cloud, root) = await WithOrganization();
        using var held = cloud;
        await Tag(Enumerable.Range(1, 50).Select(number => $"k{number}"));

        var most = await Assert.ThrowsAsync<ConstraintViolationException>(() => Tag(["k51"]));
        var reserved = await Assert.ThrowsAsync<InvalidInputException>(() => Tag(["aws:x"]));

        Assert.Equal(ConstraintViolationExceptionReason.MAX_TAG_LIMIT_EXCEEDED, most.Reason);
        Assert.Equal(InvalidInputExceptionReason.INVALID_SYSTEM_TAGS_PARAMETER, reserved.Reason);
        await cloud.Organizations.UntagResourceAsync(new UntagResourceRequest { ResourceId = root, TagKeys = ["k1", "absent"] }, Cancel);
        var keys = new List<string>();
        await foreach (var tag in cloud.Organizations.Paginators.ListTagsForResource(new ListTagsForResourceRequest { ResourceId = root }).Tags.WithCancellation(Cancel))
        {
            keys.Add(tag.Key);
        }

        Assert.Equal(49, keys.Distinct().Count());

        Task Tag(IEnumerable<string> names) =>
            cloud.Organizations.TagResourceAsync(new TagResourceRequest { ResourceId = root, Tags = [.. names.Select(name => new Tag { Key = name, Value = "v" })] }, Cancel);
    }

    private static Task<AttachPolicyResponse> Attach(TestCloud cloud, string policy, string target) =>
        cloud.Organizations.AttachPolicyAsync(new AttachPolicyRequest { PolicyId = policy, TargetId = target }, Cancel);

    private static Task<DetachPolicyResponse> Detach(TestCloud cloud, string policy, string target) =>
        cloud.Organizations.DetachPolicyAsync(new DetachPolicyRequest { PolicyId = policy, TargetId = target }, Cancel);

    private static async Task<string> Create(TestCloud cloud, string type, string name, string content) =>
        (await cloud.Organizations.CreatePolicyAsync(new CreatePolicyRequest { Name = name, Description = "", Type = type, Content = content }, Cancel)).Policy.PolicySummary.Id;

    private static async Task<List<string>> On(TestCloud cloud, string target, string type) =>
        [.. ((await cloud.Organizations.ListPoliciesForTargetAsync(new ListPoliciesForTargetRequest { TargetId = target, Filter = type }, Cancel)).Policies ?? []).Select(policy => policy.Name)];
}
