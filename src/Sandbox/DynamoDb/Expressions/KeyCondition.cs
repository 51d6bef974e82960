using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.DynamoDb.Expressions;

/// <summary>Which items a query is for: those of one partition, and of these what the sort key lets pass.</summary>
internal static class KeyCondition
{
    /// <summary>The condition, if it is one that queries may have.</summary>
    /// <remarks>DynamoDB Developer Guide, "Key condition expressions for the Query operation" (remembered): equality on the partition key, one comparison of the sort key.</remarks>
    public static ItemCondition Read(string? text, StoredTable table, Placeholders placeholders)
    {
        var condition = ConditionReader.Read("KeyConditionExpression", text, placeholders)
            ?? throw Values.Invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        var parts = condition is Joined { All: true } joined ? joined.Parts : [condition];
        if (parts.Count > 2 || parts.Any(static part => part is Joined or Negated or OneOf or Exists))
        {
            throw Values.Invalid("Invalid operator used in KeyConditionExpression");
        }

        RequireGiven(parts.FirstOrDefault(part => part is Compared { Operator: "=" } equal && Of(equal.Left, table.Partition)), table.Partition);
        foreach (var part in parts.Where(part => AttributeOf(part) != table.Partition.Name))
        {
            RequireSort(part, table);
        }

        return condition;
    }

    private static void RequireGiven(ItemCondition? part, StoredKeyAttribute key)
    {
        var value = (part as Compared)?.Right.Given ?? throw Values.Invalid($"Query condition missed key schema element: {key.Name}");
        if (Values.TypeOf(value) != key.Type)
        {
            throw Values.Invalid("One or more parameter values were invalid: Condition parameter type does not match schema type");
        }
    }

    private static void RequireSort(ItemCondition part, StoredTable table)
    {
        var isFit = table.Sort is { } sort && AttributeOf(part) == sort.Name && part switch
        {
            Compared { Operator: not "<>" } => true,
            Between => true,
            Looks { Function: "begins_with" } => true,
            _ => false,
        };
        if (!isFit)
        {
            throw Values.Invalid(table.Sort is { } missed && AttributeOf(part) != missed.Name
                ? $"Query condition missed key schema element: {missed.Name}"
                : table.Sort is null ? "Query key condition not supported" : "Invalid operator used in KeyConditionExpression");
        }
    }

    private static bool Of(Operand operand, StoredKeyAttribute key) => operand.Path is { Steps.Count: 1 } path && path.Attribute == key.Name;

    private static string? AttributeOf(ItemCondition part) => (part switch
    {
        Compared compared => compared.Left,
        Between between => between.Value,
        Looks looks => looks.Value,
        _ => null,
    })?.Path?.Attribute;
}
