using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.DynamoDb.Expressions;

/// <summary>What an update does at one path.</summary>
/// <param name="Path">Where.</param>
/// <param name="Change">The new value for the item as it was; null takes away what is there.</param>
internal sealed record UpdateStep(ItemPath Path, Func<SortedDictionary<string, StoredValue>, StoredValue?> Change);

/// <summary>Reads update expressions: SET, REMOVE, ADD and DELETE, each once at most.</summary>
/// <remarks>DynamoDB Developer Guide, "Using update expressions in DynamoDB" (remembered).</remarks>
internal static class UpdateReader
{
    private const string Expression = "UpdateExpression";

    /// <summary>The steps; none where the request has no expression.</summary>
    public static IReadOnlyList<UpdateStep> Read(string? text, Placeholders placeholders)
    {
        if (text is null)
        {
            return [];
        }

        var tokens = new Tokens(Expression, text, placeholders);
        var steps = new List<UpdateStep>();
        var clauses = new HashSet<string>(StringComparer.Ordinal);
        while (tokens.Next.Length > 0)
        {
            var clause = tokens.Next.ToUpperInvariant();
            if (clause is not ("SET" or "REMOVE" or "ADD" or "DELETE"))
            {
                throw tokens.Fault();
            }

            tokens.Take();
            if (!clauses.Add(clause))
            {
                throw Values.Invalid($"Invalid {Expression}: The \"{clause}\" section can only be used once in an update expression;");
            }

            do
            {
                steps.Add(Step(clause, tokens));
            }
            while (tokens.Take(","));
        }

        RequireApart(steps);
        return steps;
    }

    private static void RequireApart(List<UpdateStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps.FindIndex(i + 1, other => other.Path.Overlaps(steps[i].Path)) >= 0)
            {
                throw Values.Invalid($"Invalid {Expression}: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [{steps[i].Path.Attribute}], path two: [{steps[i].Path.Attribute}]");
            }
        }
    }

    private static UpdateStep Step(string clause, Tokens tokens)
    {
        var path = tokens.Path();
        switch (clause)
        {
            case "SET":
                tokens.Require("=");
                return new(path, Sum(tokens));
            case "REMOVE":
                return new(path, static _ => null);
            default:
                var given = tokens.Placeholders.Value(tokens.Take(), Expression);
                return new(path, item => clause == "ADD" ? Added(path.Find(item), given) : Without(path.Find(item), given));
        }
    }

    private static Func<SortedDictionary<string, StoredValue>, StoredValue> Sum(Tokens tokens)
    {
        var left = Operand(tokens);
        var sign = tokens.Take("+") ? 1 : tokens.Take("-") ? -1 : 0;
        if (sign == 0)
        {
            return left;
        }

        var right = Operand(tokens);
        return item => left(item).N is { } one && right(item).N is { } other
            ? new StoredValue { N = Values.Text(Values.Decimal(one) + (sign * Values.Decimal(other))) }
            : throw Values.Invalid("An operand in the update expression has an incorrect data type");
    }

    private static Func<SortedDictionary<string, StoredValue>, StoredValue> Operand(Tokens tokens)
    {
        if (tokens.Next.StartsWith(':'))
        {
            var given = tokens.Placeholders.Value(tokens.Take(), Expression);
            return _ => given;
        }

        if (!tokens.IsFunction)
        {
            var path = tokens.Path();
            return item => path.Find(item) ?? throw Values.Invalid("The provided expression refers to an attribute that does not exist in the item");
        }

        return Function(tokens, tokens.Take());
    }

    private static Func<SortedDictionary<string, StoredValue>, StoredValue> Function(Tokens tokens, string name)
    {
        tokens.Require("(");
        Func<SortedDictionary<string, StoredValue>, StoredValue> function;
        switch (name)
        {
            case "if_not_exists":
                var path = tokens.Path();
                tokens.Require(",");
                var otherwise = Operand(tokens);
                function = item => path.Find(item) ?? otherwise(item);
                break;
            case "list_append":
                var head = Operand(tokens);
                tokens.Require(",");
                var tail = Operand(tokens);
                function = item => head(item).L is { } first && tail(item).L is { } second
                    ? new StoredValue { L = [.. first, .. second] }
                    : throw Values.Invalid("An operand in the update expression has an incorrect data type");
                break;
            default:
                throw Values.Invalid($"Invalid {Expression}: Invalid function name; function: {name}");
        }

        tokens.Require(")");
        return function;
    }

    private static StoredValue Added(StoredValue? present, StoredValue given)
    {
        if (given.N is null && Values.MembersOf(given) is null)
        {
            throw Values.Invalid($"Invalid {Expression}: Incorrect operand type for operator or function; operator: ADD, operand type: {Values.TypeOf(given)}");
        }

        if (present is null)
        {
            return given;
        }

        if (Values.TypeOf(present) != Values.TypeOf(given))
        {
            throw Values.Invalid("An operand in the update expression has an incorrect data type");
        }

        return given.N is { } number
            ? new StoredValue { N = Values.Text(Values.Decimal(present.N!) + Values.Decimal(number)) }
            : Values.SetLike(given, [.. Values.MembersOf(present)!.Union(Values.MembersOf(given)!, StringComparer.Ordinal)]);
    }

    // A set whose last member goes, goes too.
    private static StoredValue? Without(StoredValue? present, StoredValue given)
    {
        if (present is null)
        {
            return null;
        }

        if (Values.MembersOf(given) is not { } members || Values.TypeOf(present) != Values.TypeOf(given))
        {
            throw Values.Invalid("An operand in the update expression has an incorrect data type");
        }

        var left = Values.MembersOf(present)!.Except(members, StringComparer.Ordinal).ToList();
        return left.Count == 0 ? null : Values.SetLike(present, left);
    }
}
