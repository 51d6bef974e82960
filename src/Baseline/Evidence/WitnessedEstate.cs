using System.Collections.Concurrent;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>An estate that remembers what AWS answered while each kind was read.</summary>
/// <param name="inner">The estate.</param>
internal sealed class WitnessedEstate(IEstate inner) : IEstate
{
    // An auditor repeats one or two calls for a resource, not a hundred.
    private const int MostAnswers = 5;

    private readonly ConcurrentDictionary<string, AnswerLog> _logs = new(StringComparer.Ordinal);

    // Resources of a kind in one place rest upon the same answers.
    private readonly ConcurrentDictionary<(string Kind, string? AccountId, string? Region), IReadOnlyList<AwsAnswer>> _answers = new();

    /// <inheritdoc/>
    public Task<Reading> ReadAsync(ResourceKind kind, CancellationToken cancel) => _logs.GetOrAdd(kind.Name, _ => new()).KeepAsync(() => inner.ReadAsync(kind, cancel));

    /// <inheritdoc/>
    public Task CarryOutAsync(Change change, Step step, CancellationToken cancel) => inner.CarryOutAsync(change, step, cancel);

    /// <summary>What a resource's reading rests upon: answers of its kind from its own account and region; where another kind asked first for what both need, what that one was answered by the same services.</summary>
    /// <param name="address">The resource, of a kind that has been read.</param>
    /// <param name="accountId">Its account; null for the organization's own.</param>
    public IReadOnlyList<AwsAnswer> AnswersOf(Address address, string? accountId) =>
        _answers.GetOrAdd((address.Kind, accountId, address.Within?.Region), static (place, logs) => Answers(place.Kind, place.AccountId, place.Region, logs), _logs);

    private static IReadOnlyList<AwsAnswer> Answers(string kind, string? accountId, string? region, ConcurrentDictionary<string, AnswerLog> logs)
    {
        if (logs.TryGetValue(kind, out var log) && Here(log.Answers, accountId, region) is [_, ..] own)
        {
            return own;
        }

        var services = Kinds.All.First(each => each.Kind.Name == kind).ReadPermissions.Select(permission => permission.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return Here(logs.Values.SelectMany(each => each.Answers).Where(answer => services.Contains(answer.Service)), accountId, region);
    }

    // An account's own answers may bear no id, since our credentials need no role there.
    private static IReadOnlyList<AwsAnswer> Here(IEnumerable<AwsAnswer> answers, string? accountId, string? region) =>
        [.. answers.Where(answer => (answer.AccountId ?? accountId) == (accountId ?? answer.AccountId) && (region is null || answer.Region == region)).DistinctBy(answer => (answer.Service, answer.Operation, answer.Input)).Take(MostAnswers)];
}
