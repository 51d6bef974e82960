namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>
/// A conflict answered to a creation in Identity Center means one of two things: the name is taken, by an earlier try of ours whose answer was lost perhaps,
/// or another modification is in progress (SSO Admin and Identity Store API references, ConflictException). Only looking tells which.
/// </summary>
internal static class Conflicts
{
    private const int Tries = 8;

    /// <summary>Creates, until it is created or found to be there.</summary>
    /// <typeparam name="TConflict">The service's own exception.</typeparam>
    /// <param name="create">Tries once.</param>
    /// <param name="isThere">Looks whether the name is taken.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task PassAsync<TConflict>(Func<Task> create, Func<Task<bool>> isThere, TimeProvider time, CancellationToken cancel)
        where TConflict : Exception
    {
        var pause = TimeSpan.FromMilliseconds(200);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await create();
                return;
            }
            catch (TConflict) when (attempt < Tries)
            {
                if (await isThere())
                {
                    return;
                }
            }

            await Task.Delay(pause, time, cancel);
            pause *= 2;
        }
    }
}
