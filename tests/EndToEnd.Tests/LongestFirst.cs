using SecretScoops.Governance.EndToEnd.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace SecretScoops.Governance.EndToEnd.Tests;

/// <summary>
/// Classes that take minutes begin first: whichever came last, the other processors would wait for it alone. Each class is a collection of its own.
/// </summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    // Longest first, as a run on two cores had them; which these are changes the time of a run and nothing else.
    private static readonly string[] longest =
    [
        typeof(Deploying.DocumentTests).FullName!, typeof(Chain.ChainTests).FullName!, typeof(RoughWeatherTests).FullName!,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection =>
        Array.FindIndex(longest, name => collection.TestCollectionDisplayName.Contains($" {name} ", StringComparison.Ordinal)) is >= 0 and var place ? place : longest.Length;
}
