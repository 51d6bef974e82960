using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.DynamoDb;

namespace SecretScoops.Governance.Sandbox.DynamoDb;

/// <summary>Tables made, told and deleted.</summary>
internal sealed partial class DynamoDbSandbox
{
    private const int LargestPage = 100;

    public override CreateTableResponse CreateTable(CreateTableRequest request, Call call)
    {
        if (request.GlobalSecondaryIndexes is { Count: > 0 } || request.LocalSecondaryIndexes is { Count: > 0 } || request.StreamSpecification is { StreamEnabled: true })
        {
            throw Unsupported("indexes and streams");
        }

        var keys = Keys(request);
        var name = NameOf(request.TableName!, call);
        var table = new StoredTable
        {
            Id = world.Ids.Uuid(),
            CreatedAt = world.Now,
            Partition = keys[0],
            Sort = keys.Count > 1 ? keys[1] : null,
            OnDemand = request.BillingMode == "PAY_PER_REQUEST",
            ReadCapacity = request.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
            WriteCapacity = request.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
            DeletionProtected = request.DeletionProtectionEnabled == true,
            Creating = world.Begin(),
        };
        return Own(call).Tables.TryAdd(name, table)
            ? new CreateTableResponse { TableDescription = Told(name, table, call) }
            : throw new ResourceInUseException($"Table already exists: {name}");
    }

    public override DescribeTableResponse DescribeTable(DescribeTableRequest request, Call call)
    {
        var name = NameOf(request.TableName!, call);
        return Own(call).Tables.TryGetValue(name, out var table)
            ? new DescribeTableResponse { Table = Told(name, table, call) }
            : throw new ResourceNotFoundException($"Requested resource not found: Table: {name} not found");
    }

    public override DeleteTableResponse DeleteTable(DeleteTableRequest request, Call call)
    {
        var name = NameOf(request.TableName!, call);
        if (!Own(call).Tables.TryGetValue(name, out var table))
        {
            throw new ResourceNotFoundException($"Requested resource not found: Table: {name} not found");
        }

        if (table.DeletionProtected)
        {
            throw Values.Invalid($"Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
        }

        Own(call).Tables.Remove(name);
        var told = Told(name, table, call);
        told.TableStatus = "DELETING";
        return new DeleteTableResponse { TableDescription = told };
    }

    public override ListTablesResponse ListTables(ListTablesRequest request, Call call)
    {
        var limit = request.Limit ?? LargestPage;
        var names = Own(call).Tables.Keys.Where(name => request.ExclusiveStartTableName is not { } start || string.CompareOrdinal(name, start) > 0).Take(limit + 1).ToList();
        return names.Count > limit
            ? new ListTablesResponse { TableNames = names[..limit], LastEvaluatedTableName = names[limit - 1] }
            : new ListTablesResponse { TableNames = names };
    }

    private static List<StoredKeyAttribute> Keys(CreateTableRequest request)
    {
        var types = request.AttributeDefinitions!.ToDictionary(each => each.AttributeName!, each => each.AttributeType!, StringComparer.Ordinal);
        var schema = request.KeySchema!;
        if (schema.Count > 2 || schema[0].KeyType != "HASH" || (schema.Count == 2 && schema[1].KeyType != "RANGE"))
        {
            throw Values.Invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }

        if (schema.Find(each => !types.ContainsKey(each.AttributeName!)) is not null)
        {
            throw Values.Invalid("One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions");
        }

        if (types.Count != schema.Count)
        {
            throw Values.Invalid("One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
        }

        if (request.BillingMode != "PAY_PER_REQUEST" && request.ProvisionedThroughput is null)
        {
            throw Values.Invalid("One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }

        return schema.ConvertAll(each => new StoredKeyAttribute(each.AttributeName!, types[each.AttributeName!]));
    }

    private static TableDescription Told(string name, StoredTable table, Call call) => new()
    {
        TableName = name,
        TableArn = $"arn:aws:dynamodb:{call.Region}:{call.AccountId}:table/{name}",
        TableId = table.Id,
        TableStatus = table.Creating is null ? "ACTIVE" : "CREATING",
        CreationDateTime = table.CreatedAt,
        KeySchema = [.. KeysOf(table).Select((key, place) => new KeySchemaElement { AttributeName = key.Name, KeyType = place == 0 ? "HASH" : "RANGE" })],
        AttributeDefinitions = [.. KeysOf(table).Select(key => new AttributeDefinition { AttributeName = key.Name, AttributeType = key.Type })],
        BillingModeSummary = table.OnDemand ? new() { BillingMode = "PAY_PER_REQUEST" } : null,
        ProvisionedThroughput = new() { ReadCapacityUnits = table.ReadCapacity, WriteCapacityUnits = table.WriteCapacity, NumberOfDecreasesToday = 0 },
        DeletionProtectionEnabled = table.DeletionProtected,
        ItemCount = table.Items.Count,
        TableSizeBytes = table.Items.Sum(Values.Size),
    };
}
