using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Roles;

namespace SecretScoops.Governance.Aws.Ledger;

/// <summary>
/// The ledger in a DynamoDB table with a partition key <c>pk</c> and a sort key <c>sk</c>, both strings. A history is a partition; its lines are only ever added, each on
/// condition that its place is free. Incidents that wait for somebody stand once more in a partition of their own, as a pointer that may be stale and is looked behind.
/// </summary>
/// <param name="dynamo">Of the table's account and region.</param>
/// <param name="table">Its name.</param>
internal sealed class LedgerTable(IAmazonDynamoDB dynamo, string table) : ILedger
{
    private const string HeldPartition = "held";
    private const string StampPartition = "stamp";
    private const string CountPartition = "count|";

    /// <summary>Whether a table that is not there yet is read as an empty one: for whoever tries what would be done before anything is deployed. Else it is a fault.</summary>
    public bool MayBeAbsent { get; init; }

    /// <summary>What it takes to read histories and to add to them, to count and to stamp.</summary>
    public static IReadOnlyList<Need> Working(string table) => On(table, "dynamodb:Query", "dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:UpdateItem");

    /// <summary>What it takes to stamp, and to do something once.</summary>
    public static IReadOnlyList<Need> Stamping(string table) => On(table, "dynamodb:PutItem", "dynamodb:GetItem");

    /// <summary>What it takes to read all histories.</summary>
    public static IReadOnlyList<Need> Reading(string table) => On(table, "dynamodb:Scan", "dynamodb:Query");

    /// <summary>What it takes to see who waits, and to clear away pointers to those who no longer do.</summary>
    public static IReadOnlyList<Need> Waiting(string table) => On(table, "dynamodb:Query", "dynamodb:DeleteItem");

    /// <inheritdoc/>
    public async Task<History> ReadAsync(Incident incident, CancellationToken cancellationToken)
    {
        try
        {
            return new(incident, [.. (await QueryAsync(incident.ToString(), cancellationToken)).Select(EntryOf)]);
        }
        catch (ResourceNotFoundException) when (MayBeAbsent)
        {
            return new(incident, []);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> AppendAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Step is LedgerStep.Held or LedgerStep.Stopped)
        {
            // Before the line: a pointer to nothing is looked behind, a line without pointer would wait for ever.
            await dynamo.PutItemAsync(new() { TableName = table, Item = Key(HeldPartition, entry.Incident) }, cancellationToken);
        }

        var item = Key(entry.Incident, entry.Sequence.ToString("D9", CultureInfo.InvariantCulture));
        item["step"] = new() { S = entry.Step.ToString() };
        item["at"] = new() { S = entry.At.ToString("O", CultureInfo.InvariantCulture) };
        item["line"] = new() { S = JsonSerializer.Serialize(entry, LedgerJson.Default.LedgerEntry) };
        try
        {
            await dynamo.PutItemAsync(new() { TableName = table, Item = item, ConditionExpression = "attribute_not_exists(pk)" }, cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            // Ours all the same, when the answer to an earlier try was lost.
            var there = await dynamo.GetItemAsync(new() { TableName = table, Key = Key(entry.Incident, entry.Sequence.ToString("D9", CultureInfo.InvariantCulture)), ConsistentRead = true }, cancellationToken);
            return there.Item is { Count: > 0 } found && EntryOf(found).Hash == entry.Hash;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> CountAsync(string name, int most, CancellationToken cancellationToken)
    {
        try
        {
            var counting = Counting(name, 1);
            counting.ConditionExpression = "attribute_not_exists(#n) OR #n < :most";
            counting.ExpressionAttributeValues[":most"] = new() { N = most.ToString(CultureInfo.InvariantCulture) };
            await dynamo.UpdateItemAsync(counting, cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public Task UncountAsync(string name, CancellationToken cancellationToken) => dynamo.UpdateItemAsync(Counting(name, -1), cancellationToken);

    /// <inheritdoc/>
    public async Task StampAsync(string name, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var item = Key(StampPartition, name);
        item["at"] = new() { S = at.ToString("O", CultureInfo.InvariantCulture) };
        await dynamo.PutItemAsync(new() { TableName = table, Item = item }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> StampedAsync(string name, CancellationToken cancellationToken)
    {
        var there = await dynamo.GetItemAsync(new() { TableName = table, Key = Key(StampPartition, name), ConsistentRead = true }, cancellationToken);
        return there.Item is { Count: > 0 } item ? DateTimeOffset.Parse(item["at"].S, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<History>> WaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = new List<History>();
        foreach (var pointer in await QueryAsync(HeldPartition, cancellationToken))
        {
            if (Incident.Parse(pointer["sk"].S) is not { } incident)
            {
                continue;
            }

            var history = await ReadAsync(incident, cancellationToken);
            if (history.IsWaiting)
            {
                waiting.Add(history);
            }
            else
            {
                await dynamo.DeleteItemAsync(new() { TableName = table, Key = Key(HeldPartition, pointer["sk"].S) }, cancellationToken);
            }
        }

        return waiting;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<History> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var incidents = new SortedSet<string>(StringComparer.Ordinal);
        for (Dictionary<string, AttributeValue>? from = []; from is not null;)
        {
            // Not the first lines alone: whoever takes a first line away would take the whole history out of sight. Each history is then read by itself, whole and consistent.
            var page = await dynamo.ScanAsync(
                new()
                {
                    TableName = table,
                    ExclusiveStartKey = from.Count == 0 ? null : from,
                    ProjectionExpression = "pk",
                    FilterExpression = "attribute_exists(#line)",
                    ExpressionAttributeNames = new() { ["#line"] = "line" },
                },
                cancellationToken);
            incidents.UnionWith((page.Items ?? []).Select(item => item["pk"].S));
            from = page.LastEvaluatedKey is { Count: > 0 } key ? key : null;
        }

        foreach (var incident in incidents.Select(Incident.Parse).OfType<Incident>())
        {
            yield return await ReadAsync(incident, cancellationToken);
        }
    }

    private UpdateItemRequest Counting(string name, int by) => new()
    {
        TableName = table,
        Key = Key(CountPartition + name, "count"),
        UpdateExpression = "ADD #n :by",
        ExpressionAttributeNames = new() { ["#n"] = "n" },
        ExpressionAttributeValues = new() { [":by"] = new() { N = by.ToString(CultureInfo.InvariantCulture) } },
    };

    private async Task<List<Dictionary<string, AttributeValue>>> QueryAsync(string partition, CancellationToken cancellationToken)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        for (Dictionary<string, AttributeValue>? from = []; from is not null;)
        {
            var page = await dynamo.QueryAsync(
                new()
                {
                    TableName = table,
                    KeyConditionExpression = "pk = :pk",
                    ExpressionAttributeValues = new() { [":pk"] = new() { S = partition } },
                    ConsistentRead = true,
                    ExclusiveStartKey = from.Count == 0 ? null : from,
                },
                cancellationToken);
            items.AddRange(page.Items ?? []);
            from = page.LastEvaluatedKey is { Count: > 0 } key ? key : null;
        }

        return items;
    }

    private static IReadOnlyList<Need> On(string table, params IEnumerable<string> actions) =>
        [.. actions.Select(action => new Need(action, $"arn:{{partition}}:dynamodb:{{region}}:{{account}}:table/{table}"))];

    private static Dictionary<string, AttributeValue> Key(string partition, string sort) => new() { ["pk"] = new() { S = partition }, ["sk"] = new() { S = sort } };

    private static LedgerEntry EntryOf(Dictionary<string, AttributeValue> item) => JsonSerializer.Deserialize(item["line"].S, LedgerJson.Default.LedgerEntry)
        ?? throw new InvalidOperationException($"the ledger's line {item["pk"].S} {item["sk"].S} is empty");
}
