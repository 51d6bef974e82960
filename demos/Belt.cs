using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.SQS.Model;
using SecretScoops.Governance.Lambda;
using SecretScoops.Governance.Lambda.Logs;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Demo;

/// <summary>Carries what lies in the queue to the function, as Lambda's event source mapping does, and looks what came of it.</summary>
/// <param name="stage">Where.</param>
/// <param name="time">The clock.</param>
internal sealed class Belt(Stage stage, TimeProvider time)
{
    // A queue hands out ten at a time.
    private const int Batch = 10;

    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);

    private string? queue;

    /// <summary>How many events came back that remediation itself had caused.</summary>
    public int Own { get; private set; }

    /// <summary>How many messages the function took.</summary>
    public int Carried { get; private set; }

    /// <summary>Carries until the queue is empty.</summary>
    public async Task<Run> RunAsync(CancellationToken cancel)
    {
        var begun = time.GetTimestamp();
        var (events, log) = (new List<JsonObject>(), new List<JsonObject>());
        while (await ReceiveAsync(cancel) is { Count: > 0 } messages)
        {
            events.AddRange(messages.Select(message => JsonNode.Parse(message.Body)!.AsObject()));
            log.AddRange(await InvokeAsync(messages, cancel));
        }

        Own += log.Count(line => ((string?)line["why"])?.Contains("by remediation itself", StringComparison.Ordinal) == true);
        return new(events, log, await WrittenAsync(cancel), await ToldAsync(cancel), time.GetElapsedTime(begun));
    }

    /// <summary>Two functions at once, with the same messages.</summary>
    public async Task<Run> TwiceAtOnceAsync(string body, CancellationToken cancel)
    {
        Message[] copies = [new() { MessageId = "copy-1", Body = body }, new() { MessageId = "copy-2", Body = body }];
        var begun = time.GetTimestamp();
        var logs = await Task.WhenAll(InvokeAsync(copies, cancel), InvokeAsync(copies, cancel));
        return new([], [.. logs.SelectMany(log => log)], await WrittenAsync(cancel), await ToldAsync(cancel), time.GetElapsedTime(begun));
    }

    /// <summary>Puts a message into the queue.</summary>
    public async Task SendAsync(string body, CancellationToken cancel) => await stage.Home.Sqs.SendMessageAsync(await QueueAsync(cancel), body, cancel);

    private async Task<string> QueueAsync(CancellationToken cancel) => queue ??= (await stage.Home.Sqs.GetQueueUrlAsync(stage.Rules.Queue, cancel)).QueueUrl;

    private async Task<IReadOnlyList<Message>> ReceiveAsync(CancellationToken cancel) =>
        (await stage.Home.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = await QueueAsync(cancel), MaxNumberOfMessages = Batch }, cancel)).Messages ?? [];

    // What the function names comes again, as it would in AWS when its time is up; here nobody waits for that.
    private async Task<IReadOnlyList<JsonObject>> InvokeAsync(IReadOnlyList<Message> messages, CancellationToken cancel)
    {
        using var written = new MemoryStream();
        var log = new FunctionLog(new LogLines(written, LogFormat.Json, LogLevel.Information, time));
        var handler = Handlers.All["remediate"](new(stage.Function, stage.Policies, Jurisdiction.All, time));
        var invocation = new Invocation { RequestId = Guid.NewGuid().ToString(), Payload = default, DeadlineMs = null, InvokedFunctionArn = null, TraceId = null, ClientContext = null, CognitoIdentity = null };
        var context = new InvocationContext(invocation, time.GetUtcNow().AddMinutes(15), FunctionEnvironment.Read(_ => null), log, time);
        var answer = JsonNode.Parse((await handler(Encoding.UTF8.GetBytes(BatchOf(messages)), context, cancel)).Span)!;
        var again = answer["batchItemFailures"]!.AsArray().Select(failure => (string)failure!["itemIdentifier"]!).ToHashSet(StringComparer.Ordinal);
        foreach (var message in messages.Where(message => message.ReceiptHandle is not null && !again.Contains(message.MessageId)))
        {
            await stage.Home.Sqs.DeleteMessageAsync(await QueueAsync(cancel), message.ReceiptHandle, cancel);
        }

        Carried += messages.Count;
        return [.. Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    // As Lambda writes it (Lambda Developer Guide, "Using Lambda with Amazon SQS", read 2026-11).
    private string BatchOf(IReadOnlyList<Message> messages) => new JsonObject
    {
        ["Records"] = new JsonArray([.. messages.Select(message => new JsonObject
        {
            ["messageId"] = message.MessageId,
            ["receiptHandle"] = message.ReceiptHandle,
            ["body"] = message.Body,
            ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = "1", ["SentTimestamp"] = $"{time.GetUtcNow().ToUnixTimeMilliseconds()}" },
            ["messageAttributes"] = new JsonObject(),
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = $"arn:{stage.Home.Partition}:sqs:{stage.Home.Region}:{stage.Home.AccountId}:{stage.Rules.Queue}",
            ["awsRegion"] = stage.Home.Region,
        })]),
    }.ToJsonString();

    private async Task<IReadOnlyList<LedgerEntry>> WrittenAsync(CancellationToken cancel)
    {
        var written = new List<LedgerEntry>();
        await foreach (var history in stage.Ledger.AllAsync(cancel))
        {
            written.AddRange(history.Entries.Skip(known.GetValueOrDefault(history.Incident.ToString())));
            known[history.Incident.ToString()] = history.Entries.Count;
        }

        return written;
    }

    private async Task<IReadOnlyList<Heard>> ToldAsync(CancellationToken cancel)
    {
        var told = new List<Heard>();
        while ((await stage.Home.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = stage.Heard, MaxNumberOfMessages = Batch }, cancel)).Messages is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                var envelope = JsonNode.Parse(message.Body)!;
                told.Add(new(((string)envelope["TopicArn"]!).Split(':')[^1], (string?)envelope["Subject"] ?? "", (string)envelope["Message"]!, (string?)envelope["MessageAttributes"]?["control"]?["Value"]));
                await stage.Home.Sqs.DeleteMessageAsync(stage.Heard, message.ReceiptHandle, cancel);
            }
        }

        return told;
    }
}

/// <summary>What people got.</summary>
/// <param name="Topic">From where.</param>
/// <param name="Subject">Of the mail.</param>
/// <param name="Body">Of the mail.</param>
/// <param name="Control">About which rule; null for a notice.</param>
internal sealed record Heard(string Topic, string Subject, string Body, string? Control);

/// <summary>What came of what lay in the queue.</summary>
/// <param name="Events">What was in it.</param>
/// <param name="Log">The function's log.</param>
/// <param name="Written">New lines of the ledger.</param>
/// <param name="Told">What people got.</param>
/// <param name="Took">From the first message to the last alert.</param>
internal sealed record Run(IReadOnlyList<JsonObject> Events, IReadOnlyList<JsonObject> Log, IReadOnlyList<LedgerEntry> Written, IReadOnlyList<Heard> Told, TimeSpan Took);
