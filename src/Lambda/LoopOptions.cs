namespace SecretScoops.Governance.Lambda;

/// <summary>How the loop deals with time and size.</summary>
internal sealed record LoopOptions
{
    /// <summary>How long before the deadline a handler is told to stop. Default 500 ms.</summary>
    public TimeSpan StopMargin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long before the deadline a handler that did not stop is answered for. Default 50 ms: at the deadline itself Lambda ends the process, and nobody
    /// would hear why. At most <see cref="StopMargin"/>.
    /// </summary>
    public TimeSpan AnswerMargin { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long an invocation may go on after SIGTERM; half of it until the handler is told to stop. Default 1 s.</summary>
    /// <remarks>
    /// Lambda shuts down environments that are idle, so this is for other hosts. It gives a runtime 300 ms and the whole shutdown 2 s before SIGKILL
    /// (aws-samples/graceful-shutdown-with-aws-lambda, README, read 2026-11).
    /// </remarks>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the runtime API may take to accept an answer. Default 10 s.</summary>
    public TimeSpan PostPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest response in bytes. Default 6,291,556, the number that Lambda's own error names for its quota of 6 MB.</summary>
    public int LargestResponse { get; init; } = 6_291_556;
}
