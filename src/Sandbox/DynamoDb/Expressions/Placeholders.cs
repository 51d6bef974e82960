using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire.DynamoDb;

namespace SecretScoops.Governance.Sandbox.DynamoDb.Expressions;

/// <summary>What <c>#name</c> and <c>:value</c> stand for in a request's expressions, and which of them nothing used.</summary>
internal sealed class Placeholders
{
    private readonly Dictionary<string, string> names;
    private readonly SortedDictionary<string, StoredValue> values;
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>As a request gives them.</summary>
    public Placeholders(Dictionary<string, string>? names, Dictionary<string, AttributeValue>? values)
    {
        this.names = names ?? [];
        this.values = Values.Take(values);
    }

    /// <summary>The attribute that a placeholder or a plain word names.</summary>
    public string Name(string token, string expression)
    {
        if (!token.StartsWith('#'))
        {
            return ReservedWords.Has(token)
                ? throw Values.Invalid($"Invalid {expression}: Attribute name is a reserved keyword; reserved keyword: {token}")
                : token;
        }

        used.Add(token);
        return names.GetValueOrDefault(token) ?? throw Values.Invalid($"Invalid {expression}: An expression attribute name used in the document path is not defined; attribute name: {token}");
    }

    /// <summary>The value of a placeholder.</summary>
    public StoredValue Value(string token, string expression)
    {
        used.Add(token);
        return values.GetValueOrDefault(token) ?? throw Values.Invalid($"Invalid {expression}: An expression attribute value used in expression is not defined; attribute value: {token}");
    }

    /// <summary>Refuses a request with placeholders that none of its expressions has.</summary>
    public void RequireUsed()
    {
        Refuse("ExpressionAttributeNames", names.Keys);
        Refuse("ExpressionAttributeValues", values.Keys);
    }

    private void Refuse(string member, IEnumerable<string> given)
    {
        var idle = given.Where(each => !used.Contains(each)).ToList();
        if (idle.Count > 0)
        {
            throw Values.Invalid($"Value provided in {member} unused in expressions: keys: {{{string.Join(", ", idle)}}}");
        }
    }
}
