using System.Globalization;
using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Exemptions;

/// <summary>Every exemption that could be read without a fault. What has one is not in here, and exempts nothing.</summary>
/// <param name="all">In the order of their ids.</param>
/// <param name="unreadable">What is wrong with the files that are left out.</param>
internal sealed class ExemptionBook(IReadOnlyList<Exemption> all, IReadOnlyList<Fault> unreadable)
{
    /// <summary>How long before its end an exemption is warned of.</summary>
    public static TimeSpan Notice { get; } = TimeSpan.FromDays(7);

    /// <summary>No exemption at all.</summary>
    public static ExemptionBook Empty { get; } = new([], []);

    /// <summary>In force or not.</summary>
    public IReadOnlyList<Exemption> All => all;

    /// <summary>Errors in exemption files. Whoever works with this book should tell them.</summary>
    public IReadOnlyList<Fault> Unreadable => unreadable;

    /// <summary>The exemption in force for a control on a resource, or why there is none.</summary>
    /// <param name="control">Name of the control.</param>
    /// <param name="account">Name of the resource's account; null when nobody knows it, and then nothing exempts.</param>
    /// <param name="environment">The account's environment; null as for the account.</param>
    /// <param name="region">Null for what is in no region: only exemptions without regions cover it.</param>
    /// <param name="resource">What the one resource is called: its id, its name, its ARN.</param>
    /// <param name="now">The time.</param>
    public ExemptionAnswer Find(string control, string? account, string? environment, string? region, IReadOnlyCollection<string> resource, DateTimeOffset now)
    {
        if (account is null || environment is null)
        {
            return new(null, "nobody knows the account, so nothing exempts in it");
        }

        return Answer(all.Where(exemption => exemption.Controls.Contains(control) && exemption.Scope.Covers(account, environment, region, resource)), now);
    }

    /// <summary>The same for a resource that a template would make. It is in an account and a region that nobody knows, so that only what is exempt in all of the environment's is exempt.</summary>
    /// <param name="control">Name of the control.</param>
    /// <param name="environment">Where it would be deployed.</param>
    /// <param name="account">Its account, where the environment can have but one: the management account's. Else null.</param>
    /// <param name="name">What the resource will be called; null when the template leaves that to AWS, and then nothing exempts it.</param>
    /// <param name="now">The time.</param>
    public ExemptionAnswer FindPlanned(string control, string environment, string? account, string? name, DateTimeOffset now)
    {
        var meant = name is null ? [] : all.Where(exemption => exemption.Controls.Contains(control) && exemption.Scope.Names(environment, name)).ToList();
        var answer = Answer(meant.Where(exemption => exemption.Scope.Covers(account, environment, null, [name!])), now);
        return answer.InForce is null && answer.Missed is null && meant is [var narrow, ..]
            ? new(null, $"exemption {narrow.Id} is for some accounts or regions alone, and a template says nothing of these", narrow)
            : answer;
    }

    /// <summary>What holds now, or will, and ends within the time, soonest first.</summary>
    public IReadOnlyList<Exemption> ExpiringWithin(TimeSpan time, DateTimeOffset now) =>
        [.. all.Where(exemption => exemption.Expires > now && exemption.Expires - now <= time).OrderBy(exemption => exemption.Expires).ThenBy(exemption => exemption.Id, StringComparer.Ordinal)];

    private ExemptionAnswer Answer(IEnumerable<Exemption> those, DateTimeOffset now)
    {
        var covering = those.ToList();
        if (covering.Where(exemption => IsInForce(exemption, now)).MaxBy(exemption => exemption.Expires) is { } inForce)
        {
            return new(inForce, $"exempted by {inForce.Id} ({inForce.Ticket}) until {Shown(inForce.Expires)}: {inForce.Reason}");
        }

        var reasons = covering.Select(exemption => exemption.Expires <= now
            ? $"exemption {exemption.Id} expired on {Shown(exemption.Expires)}"
            : $"exemption {exemption.Id} does not hold before {Shown(exemption.From)}").DefaultIfEmpty("no exemption covers it").ToList();
        var faulty = unreadable.Select(fault => fault.Where.Name).Distinct(StringComparer.Ordinal).Count();
        return new(
            null,
            string.Join("; ", faulty == 0 ? reasons : reasons.Append($"{faulty} of the exemption files {(faulty == 1 ? "has" : "have")} faults and exempt{(faulty == 1 ? "s" : "")} nothing")),
            covering.FirstOrDefault());
    }

    private static bool IsInForce(Exemption exemption, DateTimeOffset now) => exemption.From <= now && now < exemption.Expires;

    private static string Shown(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}

/// <summary>What the book says of one resource.</summary>
/// <param name="InForce">Null when nothing exempts it.</param>
/// <param name="Why">In a sentence without a full stop, either way.</param>
/// <param name="Missed">One that is about this resource and does not exempt it now.</param>
internal sealed record ExemptionAnswer(Exemption? InForce, string Why, Exemption? Missed = null);
