namespace SecretScoops.Governance.Aws;

/// <summary>Following pages by their token, never by their content: Organizations and Identity Center return empty pages with a token (AWS API references, "NextToken").</summary>
internal static class Paged
{
    // A place answers some calls after each other, 50 to 100 ms each: with fewer, hundreds of accounts wait for each other; with more, their answers are only in memory earlier.
    private const int SideBySide = 32;

    /// <summary>All items of all pages.</summary>
    /// <param name="page">Asks for the page behind a token (null for the first) and returns its items, null counting as none, and the next token.</param>
    public static async Task<List<T>> AllAsync<T>(Func<string?, Task<(List<T>? Items, string? Next)>> page)
    {
        var all = new List<T>();
        await VisitAsync(async token =>
        {
            var (items, next) = await page(token);
            all.AddRange(items ?? []);
            return next;
        });
        return all;
    }

    /// <summary>One page after another, for what is not to be kept whole.</summary>
    /// <param name="page">Takes the page behind a token (null for the first) and returns the next token.</param>
    public static async Task VisitAsync(Func<string?, Task<string?>> page)
    {
        string? token = null;
        do
        {
            token = await page(token);
        }
        while (!string.IsNullOrEmpty(token));
    }

    /// <summary>Runs a read for every item, some side by side, keeping their order.</summary>
    public static async Task<List<TResult>> EachAsync<T, TResult>(IReadOnlyList<T> items, Func<T, CancellationToken, Task<TResult>> read, CancellationToken cancel)
    {
        var results = new TResult[items.Count];
        await Parallel.ForAsync(0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancel }, async (i, stop) => results[i] = await read(items[i], stop));
        return [.. results];
    }
}
