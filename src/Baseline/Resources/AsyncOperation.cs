using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>What is waited for.</summary>
/// <param name="Address">Whose change.</param>
/// <param name="Doing">As a phrase: <c>provisioning the permission set</c>.</param>
/// <param name="Patience">How long it may take.</param>
internal sealed record AsyncOperation(Address Address, string Doing, TimeSpan Patience)
{
    private const string InProgress = "IN_PROGRESS";
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Polls until the status is no longer <c>IN_PROGRESS</c>.</summary>
    /// <param name="operation">What is waited for.</param>
    /// <param name="poll">Asks for status and failure reason.</param>
    /// <param name="first">What the starting call answered.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="FaultException">It failed, or did not end in time.</exception>
    public static async Task FollowAsync(
        AsyncOperation operation,
        Func<CancellationToken, Task<(string? Status, string? Reason)>> poll,
        (string? Status, string? Reason) first,
        TimeProvider time,
        CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(250);
        var (status, reason) = first;
        while (status == InProgress)
        {
            if (time.GetElapsedTime(started) > operation.Patience)
            {
                throw Failure(operation, $"is still in progress after {operation.Patience.TotalMinutes:0} minutes", "run the command again later");
            }

            await Task.Delay(pause, time, cancel);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            (status, reason) = await poll(cancel);
        }

        if (status != "SUCCEEDED")
        {
            throw Failure(operation, $"ended as {status}: {reason ?? "AWS gave no reason"}", "mend what AWS names and run the command again");
        }
    }

    private static FaultException Failure(AsyncOperation operation, string what, string remedy) => new(new()
    {
        Code = "asynchronous-failure",
        What = $"{operation.Doing} {what}",
        Where = new(operation.Address.ToString()),
        Remedy = remedy,
    });
}
