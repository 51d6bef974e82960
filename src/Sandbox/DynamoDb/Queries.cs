using SecretScoops.Governance.Sandbox.DynamoDb.Expressions;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.DynamoDb;

namespace SecretScoops.Governance.Sandbox.DynamoDb;

/// <summary>Many items read, page by page.</summary>
internal sealed partial class DynamoDbSandbox
{
    // API Reference, Query: a page ends after 1 MB, before any filter.
    private const int LargestRead = 1_024 * 1_024;

    public override QueryResponse Query(QueryRequest request, Call call)
    {
        RequireExpressions(request.KeyConditions is { Count: > 0 } || request.QueryFilter is { Count: > 0 } || request.AttributesToGet is { Count: > 0 } || request.ConditionalOperator is not null);
        RequireNoIndex(request.IndexName);
        var table = Ready(request.TableName!, call);
        var placeholders = new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues);
        var key = KeyCondition.Read(request.KeyConditionExpression, table, placeholders);
        var filter = ConditionReader.Read("FilterExpression", request.FilterExpression, placeholders);
        var wanted = Projection(request.ProjectionExpression, placeholders);
        placeholders.RequireUsed();
        var forward = request.ScanIndexForward != false;
        var inOrder = Sorted(table, table.Items.Where(key.Holds), forward);
        var start = request.ExclusiveStartKey is { Count: > 0 } given ? TakeKey(table, given) : null;
        var left = start is null ? inOrder : inOrder.SkipWhile(item => Order(table, item, start) * (forward ? 1 : -1) <= 0);
        var page = Page(left, request.Limit, filter);
        return new QueryResponse
        {
            Items = request.Select == "COUNT" ? null : page.Items.ConvertAll(item => Values.Show(Projected(item, wanted))),
            Count = page.Items.Count,
            ScannedCount = page.Scanned,
            LastEvaluatedKey = page.Last is { } last ? Values.Show(KeyOf(table, last)) : null,
        };
    }

    public override ScanResponse Scan(ScanRequest request, Call call)
    {
        RequireExpressions(request.ScanFilter is { Count: > 0 } || request.AttributesToGet is { Count: > 0 } || request.ConditionalOperator is not null);
        RequireNoIndex(request.IndexName);
        if (request.TotalSegments is > 1)
        {
            throw Unsupported("scans in segments");
        }

        var table = Ready(request.TableName!, call);
        var placeholders = new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues);
        var filter = ConditionReader.Read("FilterExpression", request.FilterExpression, placeholders);
        var wanted = Projection(request.ProjectionExpression, placeholders);
        placeholders.RequireUsed();
        var start = request.ExclusiveStartKey is { Count: > 0 } given ? TakeKey(table, given) : null;
        var left = Sorted(table, table.Items, forward: true).SkipWhile(item => start is not null && Order(table, item, start) <= 0);
        var page = Page(left, request.Limit, filter);
        return new ScanResponse
        {
            Items = request.Select == "COUNT" ? null : page.Items.ConvertAll(item => Values.Show(Projected(item, wanted))),
            Count = page.Items.Count,
            ScannedCount = page.Scanned,
            LastEvaluatedKey = page.Last is { } last ? Values.Show(KeyOf(table, last)) : null,
        };
    }

    // Where a limit ends a page, there is a last key, even if nothing follows (API Reference, Query, LastEvaluatedKey).
    private static (List<SortedDictionary<string, StoredValue>> Items, int Scanned, SortedDictionary<string, StoredValue>? Last) Page(
        IEnumerable<SortedDictionary<string, StoredValue>> left, int? limit, ItemCondition? filter)
    {
        var (items, scanned, size) = (new List<SortedDictionary<string, StoredValue>>(), 0, 0);
        foreach (var item in left)
        {
            (scanned, size) = (scanned + 1, size + Values.Size(item));
            if (filter is null || filter.Holds(item))
            {
                items.Add(item);
            }

            if (scanned == limit || size > LargestRead)
            {
                return (items, scanned, item);
            }
        }

        return (items, scanned, null);
    }

    private static IEnumerable<SortedDictionary<string, StoredValue>> Sorted(StoredTable table, IEnumerable<SortedDictionary<string, StoredValue>> items, bool forward)
    {
        var order = Comparer<SortedDictionary<string, StoredValue>>.Create((one, other) => Order(table, one, other));
        return forward ? items.Order(order) : items.OrderDescending(order);
    }

    private static int Order(StoredTable table, SortedDictionary<string, StoredValue> one, SortedDictionary<string, StoredValue> other)
    {
        var first = Values.Compare(one[table.Partition.Name], other[table.Partition.Name]) ?? 0;
        return first != 0 || table.Sort is not { } sort ? first : Values.Compare(one[sort.Name], other[sort.Name]) ?? 0;
    }

    private static void RequireNoIndex(string? index)
    {
        if (index is not null)
        {
            throw Unsupported("indexes");
        }
    }

    private static List<string>? Projection(string? expression, Placeholders placeholders)
    {
        if (expression is null)
        {
            return null;
        }

        var tokens = new Tokens("ProjectionExpression", expression, placeholders);
        var names = new List<string>();
        do
        {
            names.Add(tokens.Path() is { Steps.Count: 1 } path ? path.Attribute : throw Unsupported("projections of what is inside an attribute"));
        }
        while (tokens.Take(","));
        return tokens.Next.Length == 0 ? names : throw tokens.Fault();
    }

    private static IEnumerable<KeyValuePair<string, StoredValue>> Projected(SortedDictionary<string, StoredValue> item, List<string>? wanted) =>
        wanted is null ? item : item.Where(each => wanted.Contains(each.Key));
}
