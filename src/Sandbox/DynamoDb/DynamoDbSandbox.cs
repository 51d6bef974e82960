using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.DynamoDb;

namespace SecretScoops.Governance.Sandbox.DynamoDb;

/// <summary>DynamoDB: tables and their items, without indexes, streams and transactions. This part finds tables and checks keys; the others hold a topic each.</summary>
/// <remarks>Amazon DynamoDB API Reference and Developer Guide; wordings as AWS and moto 5.2.1 have them, so far as the contract holds both to them.</remarks>
internal sealed partial class DynamoDbSandbox(World world) : DynamoDbOperations, IBehaviour
{
    /// <inheritdoc/>
    public bool Settle(bool isRead)
    {
        var settled = 0;
        foreach (var table in world.State.Accounts.SelectMany(account => account.Regions.Values).SelectMany(region => region.DynamoDb?.Tables.Values ?? Enumerable.Empty<StoredTable>()))
        {
            if (table.Creating is { } creating && world.IsOver(creating, isRead))
            {
                table.Creating = null;
                settled++;
            }
        }

        return settled > 0;
    }

    /// <inheritdoc/>
    public WireException Throttled() => new ThrottlingException("Rate of requests exceeds the allowed throughput.");

    /// <inheritdoc/>
    public WireException? Conflict() => null;

    private static WireException Unsupported(string what) =>
        new(Aws.Protocols.NotOffered.Code, $"The sandbox's DynamoDB does not offer {what}.", Aws.Protocols.NotOffered.Status);

    /// <summary>The caller's tables in the region that is called.</summary>
    private StoredDynamoDb Own(Call call) => world.Region(call).DynamoDb ??= new();

    /// <summary>A table's name, of which an ARN may be given too.</summary>
    private static string NameOf(string nameOrArn, Call call) => nameOrArn.Split(':', 6) switch
    {
        [_, _, "dynamodb", var region, var account, var table] when table.StartsWith("table/", StringComparison.Ordinal) =>
            account == call.AccountId && region == call.Region ? table["table/".Length..] : throw Unsupported("tables of other accounts"),
        _ => nameOrArn,
    };

    /// <summary>A table that can be used.</summary>
    private StoredTable Ready(string name, Call call) =>
        Own(call).Tables.GetValueOrDefault(NameOf(name, call)) is { Creating: null } table ? table : throw new ResourceNotFoundException("Requested resource not found");

    private static IEnumerable<StoredKeyAttribute> KeysOf(StoredTable table) => table.Sort is { } sort ? [table.Partition, sort] : [table.Partition];

    /// <summary>The item with a key; null for none.</summary>
    private static SortedDictionary<string, StoredValue>? Find(StoredTable table, SortedDictionary<string, StoredValue> key) =>
        table.Items.Find(item => KeysOf(table).All(each => Values.Same(item[each.Name], key[each.Name])));

    private static SortedDictionary<string, StoredValue> KeyOf(StoredTable table, SortedDictionary<string, StoredValue> item) =>
        new(KeysOf(table).ToDictionary(each => each.Name, each => item[each.Name]), StringComparer.Ordinal);

    /// <summary>A key that a request gives, which must have the key attributes and no others.</summary>
    private static SortedDictionary<string, StoredValue> TakeKey(StoredTable table, Dictionary<string, AttributeValue>? given)
    {
        var key = Values.Take(given);
        return key.Count == KeysOf(table).Count() && KeysOf(table).All(each => key.TryGetValue(each.Name, out var value) && Values.TypeOf(value) == each.Type)
            ? RequireFilled(table, key)
            : throw Values.Invalid("The provided key element does not match the schema");
    }

    private static SortedDictionary<string, StoredValue> RequireFilled(StoredTable table, SortedDictionary<string, StoredValue> item)
    {
        var empty = KeysOf(table).FirstOrDefault(each => item[each.Name] is { S: "" } or { B: "" });
        return empty is null
            ? item
            : throw Values.Invalid($"One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: {empty.Name}");
    }
}
