using System.Globalization;
using System.Text;

namespace SecretScoops.Governance.EndToEnd.Tests.Scale;

/// <summary>Calls of one service: how many whatever the size, and how many more for each account, region, and account and region.</summary>
internal readonly record struct Slope(double Fixed, double Account, double Region, double Place)
{
    /// <summary>From counts at two sizes each way; nothing curves but pages, which <see cref="Reckoning"/> adds.</summary>
    /// <param name="small">Fewer accounts, fewer regions.</param>
    /// <param name="accounts">One account more.</param>
    /// <param name="regions">One region more.</param>
    /// <param name="both">One more of each.</param>
    /// <param name="accountsThen">The fewer accounts.</param>
    /// <param name="regionsThen">The fewer regions.</param>
    public static Slope Of(int small, int accounts, int regions, int both, int accountsThen, int regionsThen)
    {
        var place = both - accounts - regions + small;
        var account = accounts - small - (place * regionsThen);
        var region = regions - small - (place * accountsThen);
        return new(small - (account * accountsThen) - (region * regionsThen) - (place * accountsThen * regionsThen), account, region, place);
    }

    public double At(double accounts, double regions) => Fixed + (Account * accounts) + (Region * regions) + (Place * accounts * regions);
}

/// <summary>What AWS allows, and what it costs, as far as the reckoning needs it.</summary>
internal static class ListPrices
{
    // AWS Lambda pricing, arm64, first tier; AWS Step Functions pricing, Standard; US East (N. Virginia). deploy/README.md says where they were read, 2026-11.
    public const double GigabyteSecond = 0.0000133334;
    public const double MillionInvocations = 0.20;
    public const double ThousandTransitions = 0.025;

    // IAM User Guide, "IAM and AWS STS quotas", requests with credentials, of the calling account in a region (read 2026-11).
    public const double StsASecond = 600;

    // docs/performance.md: each call answers after so long there.
    public const double CallSeconds = 0.05;
}

/// <summary>docs/scale.md's numbers for an organization, from calls that were counted.</summary>
/// <param name="accounts">Of the organization.</param>
/// <param name="regions">That are governed.</param>
internal sealed class Reckoning(int accounts, int regions)
{
    /// <summary>The table of calls: a line for each service, columns for what is done.</summary>
    public string Calls(IReadOnlyList<(string Name, IReadOnlyDictionary<string, Slope> Services)> doings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| service | {string.Join(" | ", doings.Select(doing => $"{doing.Name}: an account | a region of it | in all"))} |\n");
        text.Append(CultureInfo.InvariantCulture, $"| --- | {string.Join(" | ", doings.Select(_ => "---: | ---: | ---:"))} |\n");
        foreach (var service in doings.SelectMany(doing => doing.Services.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {service} | {string.Join(" | ", doings.Select(doing => Cells(doing.Services.GetValueOrDefault(service))))} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"| all | {string.Join(" | ", doings.Select(doing => Cells(doing.Services.Values.Aggregate(default(Slope), (sum, each) => new(sum.Fixed + each.Fixed, sum.Account + each.Account, sum.Region + each.Region, sum.Place + each.Place)))))} |\n");
        return text.ToString();
    }

    /// <summary>The sweep as the state machine makes it.</summary>
    /// <param name="calls">Of looking into one account, one after the other.</param>
    /// <param name="concurrency">Of its Map.</param>
    /// <param name="memoryGigabytes">Of the function.</param>
    public Sweep SweepOf(IReadOnlyDictionary<string, Slope> calls, int concurrency, double memoryGigabytes)
    {
        var each = calls.Values.Sum(slope => slope.At(1, regions) - slope.Fixed) * ListPrices.CallSeconds;
        var assumed = calls["sts"].At(1, regions) - calls["sts"].Fixed;
        // Begin, End, the Map, and for each account the start of a child and its state.
        var transitions = 3 + (accounts * 2.0);
        return new(
            each,
            accounts * each / concurrency,
            concurrency * assumed / each,
            (accounts * each * memoryGigabytes * ListPrices.GigabyteSecond) + (accounts / 1e6 * ListPrices.MillionInvocations),
            transitions / 1000 * ListPrices.ThousandTransitions);
    }

    /// <summary>One process for all of it, as far as the runs of docs/performance.md can be drawn on: what each call costs of a core, and each account and region of memory.</summary>
    /// <param name="small">The smallest run.</param>
    /// <param name="large">The largest.</param>
    /// <param name="governed">Regions of those runs.</param>
    /// <param name="calls">That are made here.</param>
    public (double CpuSeconds, double Gigabytes) OneProcess(Run small, Run large, int governed, double calls)
    {
        var aCall = (large.CpuSeconds - small.CpuSeconds) / (large.Requests - small.Requests);
        var aPlace = (large.Megabytes - small.Megabytes) / ((large.Accounts - small.Accounts) * governed);
        return (calls * aCall, (large.Megabytes + (((accounts * regions) - (large.Accounts * governed)) * aPlace)) / 1000);
    }

    private string Cells(Slope slope) => string.Create(CultureInfo.InvariantCulture, $"{slope.Account:0} | {slope.Place:0} | {slope.At(accounts, regions):N0}");
}

/// <summary>A line of the table of whole landing zones in docs/performance.md.</summary>
internal sealed record Run(int Accounts, double CpuSeconds, double Megabytes, int Requests)
{
    /// <summary>The lines of a command.</summary>
    public static IReadOnlyList<Run> Of(string document, string command) =>
    [
        .. document.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length > 8 && cells[2] == command)
            .Select(cells => new Run(Whole(cells[1]), double.Parse(cells[6], CultureInfo.InvariantCulture), Whole(cells[7]), Whole(cells[8]))),
    ];

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>What a sweep takes.</summary>
/// <param name="AccountSeconds">Of one account, when its calls follow each other.</param>
/// <param name="Seconds">Of all.</param>
/// <param name="StsASecond">AssumeRole in a second.</param>
/// <param name="LambdaDollars">For the functions.</param>
/// <param name="StepFunctionsDollars">For the state machine.</param>
internal sealed record Sweep(double AccountSeconds, double Seconds, double StsASecond, double LambdaDollars, double StepFunctionsDollars);
