using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Resources;
using Xunit;

namespace SecretScoops.Governance.Baseline.Tests.Evidence;

/// <summary>Which answers a resource rests upon.</summary>
public sealed class WitnessedEstateTests
{
    private static readonly AwsAnswer[] answers =
    [
        Answer("organizations", "DescribePolicy", """{"PolicyId":"p-2"}"""),
        Answer("organizations", "ListPolicies", """{"Filter":"SERVICE_CONTROL_POLICY"}"""),
        Answer("organizations", "DescribePolicy", """{"PolicyId":"p-1"}"""),
        Answer("sts", "AssumeRole", "p-1"),
        Answer("organizations", "ListTagsForResource", """{"ResourceId":"p-1"}"""),
        Answer("organizations", "DescribePolicy", """{"PolicyId":"p-12"}"""),
    ];

    [Fact]
    public async Task A_resource_rests_upon_what_was_asked_of_it_by_name_and_by_no_longer_name()
    {
        Assert.Equal(["ListTagsForResource", "DescribePolicy"], await Of("p-1"));
        Assert.Equal(["DescribePolicy"], await Of("p-2"));
        Assert.Equal(["DescribePolicy"], await Of(null, "p-12"));
    }

    [Fact]
    public async Task One_that_no_question_names_rests_upon_lists_first() => Assert.Equal("ListPolicies", (await Of("p-9"))[0]);

    [Fact]
    public async Task The_order_of_the_answers_makes_no_difference()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var shuffled = answers.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(await Of("p-9"), await Given(shuffled, "p-9"));
            Assert.Equal(await Of("p-1"), await Given(shuffled, "p-1"));
        }
    }

    private static Task<List<string>> Of(params string?[] ids) => Given(answers, ids);

    private static async Task<List<string>> Given(AwsAnswer[] given, params string?[] ids)
    {
        var witnessed = new WitnessedEstate(new Answered(given));
        await witnessed.ReadAsync(Kinds.Pure[KindNames.Scp], TestContext.Current.CancellationToken);
        return [.. witnessed.AnswersOf(new(KindNames.Scp, "deny-root"), null, "111111111111", ids).Select(each => each.Operation)];
    }

    private static AwsAnswer Answer(string service, string operation, string question) =>
        new(service, operation, "111111111111", "eu-west-1", DateTimeOffset.UnixEpoch, "r", new('0', 64), question) { Question = question };

    // Reading it is answered so.
    private sealed class Answered(IReadOnlyCollection<AwsAnswer> answers) : IEstate
    {
        public Task<Reading> ReadAsync(ResourceKind kind, CancellationToken cancel)
        {
            AnswerLog.Share(answers);
            return Task.FromResult(new Reading([]));
        }

        public Task CarryOutAsync(Change change, Step step, CancellationToken cancel) => Task.CompletedTask;
    }
}
