using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Keeps what AWS answered while it is open, for whoever must prove what was read. Successful calls only; an error proves nothing.</summary>
/// <remarks>
/// It follows the flow of control, so that calls made elsewhere at the same time are not in it, and costs nothing where none is open. Bodies are hashed and not kept.
/// </remarks>
internal sealed class AnswerLog
{
    // Longer bodies are no command that anybody would type.
    private const int LongestInput = 2_000;

    private static readonly AsyncLocal<AnswerLog?> open = new();
    private static readonly AsyncLocal<Pending?> pending = new();

    private readonly ConcurrentQueue<AwsAnswer> answers = new();

    // Shared readings that are in it already: a kind may ask for one as often as it has places.
    private readonly ConcurrentDictionary<IReadOnlyCollection<AwsAnswer>, bool> shared = new(ReferenceEqualityComparer.Instance);

    /// <summary>What was answered, in the order of the answers.</summary>
    public IReadOnlyCollection<AwsAnswer> Answers => answers;

    /// <summary>Keeps everything that <paramref name="body"/> is answered.</summary>
    public async Task<T> KeepAsync<T>(Func<Task<T>> body)
    {
        // A change within an async method ends with it.
        open.Value = this;
        return await body();
    }

    /// <summary>One call, and its answer.</summary>
    public static async Task<(T Response, AwsAnswer Answer)> OfAsync<T>(Func<Task<T>> call)
    {
        var log = new AnswerLog();
        var response = await log.KeepAsync(call);
        return (response, log.Answers.Last());
    }

    /// <summary>A reading that others will share, and what it was answered; nothing of the latter while no log is open. It is in no log yet: <see cref="Share"/> puts it into each sharer's.</summary>
    public static async Task<(T Value, IReadOnlyCollection<AwsAnswer> Answers)> AsideAsync<T>(Func<Task<T>> read)
    {
        if (open.Value is null)
        {
            return (await read(), []);
        }

        var log = new AnswerLog();
        return (await log.KeepAsync(read), log.Answers);
    }

    /// <summary>Puts the answers of a shared reading into the open log: whoever asked first is chance, and all rest upon them.</summary>
    public static void Share(IReadOnlyCollection<AwsAnswer> answers)
    {
        if (open.Value is { } log && answers.Count > 0 && log.shared.TryAdd(answers, true))
        {
            foreach (var answer in answers)
            {
                log.answers.Enqueue(answer);
            }
        }
    }

    /// <summary>Called before a call is made: from here on the wire tells what it saw.</summary>
    internal static Pending? Expect() => open.Value is { } log ? pending.Value = new(log) : null;

    /// <summary>Called with each answer that came over the wire, read into memory.</summary>
    internal static async Task SawAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (pending.Value is not { } call)
        {
            return;
        }

        call.Sha256 = Convert.ToHexStringLower(SHA256.HashData(await response.Content.ReadAsByteArrayAsync(cancellationToken)));
        var isJson = request.Content?.Headers.ContentType?.MediaType?.StartsWith("application/x-amz-json", StringComparison.Ordinal) == true;
        var body = request.Content?.Headers.ContentLength <= LongestInput ? await request.Content.ReadAsStringAsync(cancellationToken) : "";
        call.Input = isJson && body.Length > 0 ? body : null;
        call.Question = isJson ? body : Uri.UnescapeDataString($"{request.RequestUri} {body}");
    }

    /// <summary>A call under way.</summary>
    internal sealed class Pending(AnswerLog log)
    {
        public string? Sha256 { get; set; }

        public string? Input { get; set; }

        public string Question { get; set; } = "";

        /// <summary>It was answered.</summary>
        public void Answered(TracedCall call)
        {
            if (Sha256 is { } sha256)
            {
                log.answers.Enqueue(new(call.Service, call.Operation, call.AccountId, call.Region, call.Started + call.Latency, call.RequestId, sha256, Input) { Question = Question });
            }
        }
    }
}

/// <summary>An answer of AWS's.</summary>
/// <param name="Service">The signing name: <c>organizations</c>, <c>config</c>.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="AccountId">Twelve digits; null while the account of our own credentials is not known.</param>
/// <param name="Region">The session's region.</param>
/// <param name="At">When it was there.</param>
/// <param name="RequestId">AWS's id of the request.</param>
/// <param name="Sha256">Over the bytes of the body, 64 hexadecimal digits.</param>
/// <param name="Input">What was asked, where the protocol has it as JSON.</param>
internal sealed record AwsAnswer(string Service, string Operation, string? AccountId, string Region, DateTimeOffset At, string? RequestId, string Sha256, string? Input)
{
    /// <summary>What was asked in any protocol, to tell calls of one operation apart: body, or address and body, unescaped. Long bodies are left out.</summary>
    public string Question { get; init; } = "";
}
