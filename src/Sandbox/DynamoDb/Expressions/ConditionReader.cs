namespace SecretScoops.Governance.Sandbox.DynamoDb.Expressions;

/// <summary>Reads conditions. NOT binds closer than AND, AND closer than OR.</summary>
/// <remarks>DynamoDB Developer Guide, "Condition and filter expressions, operators, and functions" (remembered).</remarks>
internal static class ConditionReader
{
    private static readonly string[] comparisons = ["=", "<>", "<", "<=", ">", ">="];

    /// <summary>Of a request's member; null where it has none.</summary>
    public static ItemCondition? Read(string expression, string? text, Placeholders placeholders)
    {
        if (text is null)
        {
            return null;
        }

        var tokens = new Tokens(expression, text, placeholders);
        var condition = Any(tokens);
        return tokens.Next.Length == 0 ? condition : throw tokens.Fault();
    }

    private static ItemCondition Any(Tokens tokens)
    {
        var parts = new List<ItemCondition> { All(tokens) };
        while (tokens.Take("OR"))
        {
            parts.Add(All(tokens));
        }

        return parts.Count == 1 ? parts[0] : new Joined(false, parts);
    }

    private static ItemCondition All(Tokens tokens)
    {
        var parts = new List<ItemCondition> { One(tokens) };
        while (tokens.Take("AND"))
        {
            parts.Add(One(tokens));
        }

        return parts.Count == 1 ? parts[0] : new Joined(true, parts);
    }

    private static ItemCondition One(Tokens tokens)
    {
        if (tokens.Take("NOT"))
        {
            return new Negated(One(tokens));
        }

        if (tokens.Take("("))
        {
            var inner = Any(tokens);
            tokens.Require(")");
            return inner;
        }

        return tokens.IsFunction && tokens.Next != "size" ? Function(tokens) : Comparison(tokens);
    }

    private static ItemCondition Function(Tokens tokens)
    {
        var name = tokens.Take();
        tokens.Require("(");
        ItemCondition condition;
        switch (name)
        {
            case "attribute_exists" or "attribute_not_exists":
                condition = new Exists(tokens.Path(), name == "attribute_exists");
                break;
            case "begins_with" or "contains" or "attribute_type":
                var value = Operand(tokens);
                tokens.Require(",");
                condition = new Looks(name, value, Operand(tokens));
                break;
            default:
                throw Values.Invalid($"Invalid {tokens.Expression}: Invalid function name; function: {name}");
        }

        tokens.Require(")");
        return condition;
    }

    private static ItemCondition Comparison(Tokens tokens)
    {
        var left = Operand(tokens);
        if (tokens.Take("BETWEEN"))
        {
            var low = Operand(tokens);
            tokens.Require("AND");
            return new Between(left, low, Operand(tokens));
        }

        if (tokens.Take("IN"))
        {
            tokens.Require("(");
            var choices = new List<Operand> { Operand(tokens) };
            while (tokens.Take(","))
            {
                choices.Add(Operand(tokens));
            }

            tokens.Require(")");
            return new OneOf(left, choices);
        }

        return comparisons.Contains(tokens.Next) ? new Compared(tokens.Take(), left, Operand(tokens)) : throw tokens.Fault();
    }

    private static Operand Operand(Tokens tokens)
    {
        if (tokens.Next.StartsWith(':'))
        {
            return new(null, tokens.Placeholders.Value(tokens.Take(), tokens.Expression));
        }

        if (tokens is { IsFunction: true, Next: "size" })
        {
            tokens.Take();
            tokens.Require("(");
            var path = tokens.Path();
            tokens.Require(")");
            return new(path, null, IsSize: true);
        }

        return new(tokens.Path(), null);
    }
}
