using System.Collections.Concurrent;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Resources;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>An estate that remembers what AWS answered while each kind was read, and what could not be read of it.</summary>
/// <param name="inner">The estate.</param>
internal sealed class WitnessedEstate(IEstate inner) : IEstate
{
    // An auditor repeats one or two calls for a resource, not a hundred.
    private const int MostAnswers = 5;

    private readonly ConcurrentDictionary<string, AnswerLog> _logs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Fault> _unread = new(StringComparer.Ordinal);

    // Resources of a kind in one place rest upon the same answers.
    private readonly ConcurrentDictionary<(string Kind, string? AccountId, string? Home, string? Region), IReadOnlyList<AwsAnswer>> _answers = new();

    /// <inheritdoc/>
    public async Task<Reading> ReadAsync(ResourceKind kind, CancellationToken cancel)
    {
        var reading = await _logs.GetOrAdd(kind.Name, _ => new()).KeepAsync(() => inner.ReadAsync(kind, cancel));
        if (reading.Unread is [var first, ..])
        {
            _unread[kind.Name] = first;
        }

        return reading;
    }

    /// <inheritdoc/>
    public Task CarryOutAsync(Change change, Step step, CancellationToken cancel) => inner.CarryOutAsync(change, step, cancel);

    /// <summary>Why a part of a kind could not be read; null when all of it could.</summary>
    public Fault? WhyUnread(string kind) => _unread.GetValueOrDefault(kind);

    /// <summary>
    /// What a resource's reading rests upon: answers to questions that name it; else to those that name what it refers to; else those of its kind from its own account and region, what was
    /// asked seldom (a list) before what was asked of each resource. Which they are, and their order, follow from what was asked and never from which answer came first.
    /// </summary>
    /// <param name="address">The resource, of a kind that has been read.</param>
    /// <param name="accountId">Its account; null for the organization's own.</param>
    /// <param name="home">The account of our own credentials, which answers need not bear: while it is not known, and where no role is needed.</param>
    /// <param name="ids">AWS's id of the resource, where it has one, first; then those of what it refers to.</param>
    public IReadOnlyList<AwsAnswer> AnswersOf(Address address, string? accountId, string? home, params IReadOnlyList<string?> ids)
    {
        // What lies in an account may have been read elsewhere: who has access to it, by Identity Center.
        var here = AnswersIn(address.Kind, accountId, home, address.Within?.Region) is [_, ..] inside ? inside : AnswersIn(address.Kind, null, home, null);
        return Naming(here, [ids is [var id, ..] ? id : null, address.Name]) is [_, ..] own ? own
            : Naming(here, [.. ids.Skip(1)]) is [_, ..] referred ? referred
            : [.. here.Take(MostAnswers)];
    }

    // An ARN is often asked for by its last part.
    private static IReadOnlyList<AwsAnswer> Naming(IReadOnlyList<AwsAnswer> answers, IReadOnlyList<string?> ids) =>
        [.. answers.Where(answer => ids.OfType<string>().Any(id => Names(answer.Question, id) || Names(answer.Question, id[(id.LastIndexOf('/') + 1)..]))).Take(MostAnswers)];

    private IReadOnlyList<AwsAnswer> AnswersIn(string kind, string? accountId, string? home, string? region) =>
        _answers.GetOrAdd((kind, accountId, home, region), static (place, logs) => Here(place.Kind, place.AccountId, place.Home, place.Region, logs), _logs);

    private static IReadOnlyList<AwsAnswer> Here(string kind, string? accountId, string? home, string? region, ConcurrentDictionary<string, AnswerLog> logs)
    {
        if (!logs.TryGetValue(kind, out var log))
        {
            return [];
        }

        // Roles are assumed on the way to every answer.
        var services = Kinds.All.First(each => each.Kind.Name == kind).ReadPermissions.Select(permission => permission.Action.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. log.Answers
                .Select(answer => answer with { AccountId = answer.AccountId ?? home })
                .Where(answer => services.Contains(answer.Service) && (accountId is null || answer.AccountId == accountId) && (region is null || answer.Region == region))
                .GroupBy(answer => (answer.Service, answer.Operation, answer.AccountId, answer.Region, answer.Question))
                .Select(same => same.MinBy(answer => answer.At)!)
                .GroupBy(answer => (answer.Service, answer.Operation))
                .OrderBy(asked => asked.Count()).ThenBy(asked => asked.Key.Service, StringComparer.Ordinal).ThenBy(asked => asked.Key.Operation, StringComparer.Ordinal)
                .SelectMany(asked => asked.OrderBy(answer => answer.AccountId, StringComparer.Ordinal).ThenBy(answer => answer.Region, StringComparer.Ordinal).ThenBy(answer => answer.Question, StringComparer.Ordinal)),
        ];
    }

    // As a word of its own: "logs" is not named by a question about "logs-archive".
    private static bool Names(string question, string name)
    {
        for (var at = question.IndexOf(name, StringComparison.Ordinal); at >= 0 && name.Length > 0; at = question.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !Continues(question[at - 1])) && (at + name.Length == question.Length || !Continues(question[at + name.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Continues(char sign) => char.IsLetterOrDigit(sign) || sign is '-' or '_';
}
