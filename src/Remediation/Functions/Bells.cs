using System.Globalization;
using Amazon.SQS.Model;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>Rings for incidents, each once in a sweep, by messages into the queue of the remediation. Thread-safe.</summary>
/// <param name="office">For the queue.</param>
/// <param name="begun">When the sweep began: it is in the ids, so that whoever rings again, because he died over it, rings by the same.</param>
internal sealed class Bells(Office office, DateTimeOffset begun)
{
    // SQS API Reference, SendMessageBatch (read 2026-11).
    private const int MostInABatch = 10;

    private readonly HashSet<Incident> rung = [];
    private readonly Lock gate = new();

    /// <summary>What it takes.</summary>
    public static IReadOnlyList<Need> Needs(string queue) =>
    [
        new("sqs:GetQueueUrl", $"arn:{{partition}}:sqs:{{region}}:{{account}}:{queue}"),
        new("sqs:SendMessage", $"arn:{{partition}}:sqs:{{region}}:{{account}}:{queue}"),
    ];

    /// <summary>For how many it was rung.</summary>
    public int Rung
    {
        get
        {
            lock (gate)
            {
                return rung.Count;
            }
        }
    }

    /// <summary>Rings for those for which nobody rang yet.</summary>
    /// <exception cref="InvalidOperationException">SQS did not take all of them; it was tried with every one.</exception>
    public async Task RingAsync(IEnumerable<Incident> incidents, CancellationToken cancellationToken)
    {
        List<Incident> fresh;
        lock (gate)
        {
            fresh = [.. incidents.Where(rung.Add)];
        }

        if (fresh.Count == 0)
        {
            return;
        }

        var url = (await office.Connection.Home.Sqs.GetQueueUrlAsync(office.Policies.Queue, cancellationToken)).QueueUrl;
        var refused = new List<BatchResultErrorEntry>();
        foreach (var batch in fresh.Chunk(MostInABatch))
        {
            var answer = await office.Connection.Home.Sqs.SendMessageBatchAsync(new SendMessageBatchRequest { QueueUrl = url, Entries = [.. batch.Select(Entry)] }, cancellationToken);
            refused.AddRange(answer.Failed ?? []);
        }

        if (refused is [var first, ..])
        {
            // The sweep is not stamped then, so that one that cannot ring counts as one that did not come.
            throw new InvalidOperationException($"SQS did not take {refused.Count} of {fresh.Count} messages: {first.Code}: {first.Message}");
        }
    }

    private SendMessageBatchRequestEntry Entry(Incident incident, int place) => new()
    {
        Id = place.ToString(CultureInfo.InvariantCulture),
        MessageBody = IncidentCall.Message(incident, nameof(EventSource.Sweep), string.Create(CultureInfo.InvariantCulture, $"sweep-{begun:yyyyMMddTHHmmss}"), begun),
    };
}
