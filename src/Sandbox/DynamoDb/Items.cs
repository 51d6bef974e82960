using SecretScoops.Governance.Sandbox.DynamoDb.Expressions;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.DynamoDb;

namespace SecretScoops.Governance.Sandbox.DynamoDb;

/// <summary>One item read or written, on its condition.</summary>
internal sealed partial class DynamoDbSandbox
{
    // Developer Guide, "Quotas in Amazon DynamoDB", item size: 400 KB, names and values.
    private const int LargestItem = 400 * 1_024;

    public override PutItemResponse PutItem(PutItemRequest request, Call call)
    {
        RequireExpressions(request.Expected is { Count: > 0 } || request.ConditionalOperator is not null);
        RequireReturn(request.ReturnValues, "NONE", "ALL_OLD");
        var table = Ready(request.TableName!, call);
        var item = Checked(table, Values.Take(request.Item));
        var placeholders = new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues);
        var condition = ConditionReader.Read("ConditionExpression", request.ConditionExpression, placeholders);
        placeholders.RequireUsed();
        var present = Find(table, item);
        Require(condition, present, request.ReturnValuesOnConditionCheckFailure);
        Replace(table, present, item);
        return new PutItemResponse { Attributes = request.ReturnValues == "ALL_OLD" && present is not null ? Values.Show(present) : null };
    }

    public override DeleteItemResponse DeleteItem(DeleteItemRequest request, Call call)
    {
        RequireExpressions(request.Expected is { Count: > 0 } || request.ConditionalOperator is not null);
        RequireReturn(request.ReturnValues, "NONE", "ALL_OLD");
        var table = Ready(request.TableName!, call);
        var key = TakeKey(table, request.Key);
        var placeholders = new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues);
        var condition = ConditionReader.Read("ConditionExpression", request.ConditionExpression, placeholders);
        placeholders.RequireUsed();
        var present = Find(table, key);
        Require(condition, present, request.ReturnValuesOnConditionCheckFailure);
        Replace(table, present, null);
        return new DeleteItemResponse { Attributes = request.ReturnValues == "ALL_OLD" && present is not null ? Values.Show(present) : null };
    }

    public override GetItemResponse GetItem(GetItemRequest request, Call call)
    {
        RequireExpressions(request.AttributesToGet is { Count: > 0 });
        var table = Ready(request.TableName!, call);
        var placeholders = new Placeholders(request.ExpressionAttributeNames, null);
        var wanted = Projection(request.ProjectionExpression, placeholders);
        placeholders.RequireUsed();
        return new GetItemResponse { Item = Find(table, TakeKey(table, request.Key)) is { } item ? Values.Show(Projected(item, wanted)) : null };
    }

    public override UpdateItemResponse UpdateItem(UpdateItemRequest request, Call call)
    {
        RequireExpressions(request.Expected is { Count: > 0 } || request.AttributeUpdates is { Count: > 0 } || request.ConditionalOperator is not null);
        var table = Ready(request.TableName!, call);
        var key = TakeKey(table, request.Key);
        var placeholders = new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues);
        var steps = UpdateReader.Read(request.UpdateExpression, placeholders);
        var condition = ConditionReader.Read("ConditionExpression", request.ConditionExpression, placeholders);
        placeholders.RequireUsed();
        if (KeysOf(table).FirstOrDefault(each => steps.Any(step => step.Path.Attribute == each.Name)) is { } touched)
        {
            throw Values.Invalid($"One or more parameter values were invalid: Cannot update attribute {touched.Name}. This attribute is part of the key");
        }

        var present = Find(table, key);
        Require(condition, present, request.ReturnValuesOnConditionCheckFailure);
        var updated = Checked(table, Updated(present ?? key, steps));
        Replace(table, present, updated);
        return new UpdateItemResponse { Attributes = Told(request.ReturnValues, present, updated, [.. steps.Select(step => step.Path.Attribute).Distinct()]) };
    }

    // Every operand is the item's value before the update; what is removed goes last, from a list's end backwards.
    private static SortedDictionary<string, StoredValue> Updated(SortedDictionary<string, StoredValue> before, IReadOnlyList<UpdateStep> steps)
    {
        var changes = steps.Select(step => (step.Path, Value: step.Change(before))).ToList();
        var after = Copy(before);
        foreach (var (path, value) in changes.Where(change => change.Value is not null))
        {
            path.Set(after, value!);
        }

        foreach (var (path, _) in changes.Where(change => change.Value is null).OrderByDescending(change => change.Path.Steps[^1].Index))
        {
            path.Remove(after);
        }

        return after;
    }

    // What the wire reads back is a copy through and through.
    private static SortedDictionary<string, StoredValue> Copy(SortedDictionary<string, StoredValue> item) => Values.Take(Values.Show(item));

    private static Dictionary<string, AttributeValue>? Told(string? what, SortedDictionary<string, StoredValue>? before, SortedDictionary<string, StoredValue> after, List<string> touched)
    {
        var told = what switch
        {
            "ALL_OLD" => before,
            "ALL_NEW" => after,
            "UPDATED_OLD" => before?.Where(each => touched.Contains(each.Key)),
            "UPDATED_NEW" => after.Where(each => touched.Contains(each.Key)),
            _ => null as IEnumerable<KeyValuePair<string, StoredValue>>,
        };
        return told is null || !told.Any() ? null : Values.Show(told);
    }

    private static void Replace(StoredTable table, SortedDictionary<string, StoredValue>? present, SortedDictionary<string, StoredValue>? item)
    {
        if (present is not null)
        {
            table.Items.RemoveAll(each => ReferenceEquals(each, present));
        }

        if (item is not null)
        {
            table.Items.Add(item);
        }
    }

    // An item that is not there has no attributes, and conditions are asked of it too.
    private static void Require(ItemCondition? condition, SortedDictionary<string, StoredValue>? present, string? returned)
    {
        if (condition is not null && !condition.Holds(present ?? []))
        {
            throw new ConditionalCheckFailedException("The conditional request failed") { Item = returned == "ALL_OLD" && present is not null ? Values.Show(present) : null };
        }
    }

    private static SortedDictionary<string, StoredValue> Checked(StoredTable table, SortedDictionary<string, StoredValue> item)
    {
        foreach (var key in KeysOf(table))
        {
            if (!item.TryGetValue(key.Name, out var value))
            {
                throw Values.Invalid($"One or more parameter values were invalid: Missing the key {key.Name} in the item");
            }

            if (Values.TypeOf(value) != key.Type)
            {
                throw Values.Invalid($"One or more parameter values were invalid: Type mismatch for key {key.Name} expected: {key.Type} actual: {Values.TypeOf(value)}");
            }
        }

        return Values.Size(item) <= LargestItem ? RequireFilled(table, item) : throw Values.Invalid("Item size has exceeded the maximum allowed size");
    }

    // Parameters from before there were expressions (Developer Guide, "Legacy conditional parameters").
    private static void RequireExpressions(bool hasLegacy)
    {
        if (hasLegacy)
        {
            throw Unsupported("parameters from before there were expressions");
        }
    }

    private static void RequireReturn(string? asked, params ReadOnlySpan<string> allowed)
    {
        if (asked is not null && !allowed.Contains(asked))
        {
            throw Values.Invalid("ReturnValues can only be ALL_OLD or NONE");
        }
    }
}
