namespace SecretScoops.Governance.Remediation.Remediations.Ec2;

/// <summary>Answers that come in pieces.</summary>
internal static class Pages
{
    /// <summary>All pieces.</summary>
    /// <param name="page">Gives a piece and the token for the next.</param>
    public static async Task<List<T>> AllAsync<T>(Func<string?, Task<(List<T>? Items, string? Next)>> page)
    {
        var all = new List<T>();
        string? token = null;
        do
        {
            (var items, token) = await page(token);
            all.AddRange(items ?? []);
        }
        while (!string.IsNullOrEmpty(token));

        return all;
    }
}
