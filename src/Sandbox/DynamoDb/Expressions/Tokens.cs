using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Sandbox.DynamoDb.Expressions;

/// <summary>An expression, token by token, and what all expressions have: paths and values.</summary>
internal sealed partial class Tokens
{
    private readonly List<string> tokens = [];
    private int at;

    /// <summary>Takes the text apart.</summary>
    /// <param name="expression">The request's member, for refusals: <c>ConditionExpression</c>.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="placeholders">Of the request.</param>
    public Tokens(string expression, string text, Placeholders placeholders)
    {
        (Expression, Placeholders) = (expression, placeholders);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Values.Invalid($"Invalid {expression}: The expression can not be empty;");
        }

        var end = 0;
        foreach (Match match in TokenPattern.Matches(text))
        {
            if (match.Index != end)
            {
                break;
            }

            end = match.Index + match.Length;
            tokens.Add(match.Groups[1].Value);
        }

        if (end < text.TrimEnd().Length)
        {
            throw Values.Invalid($"Invalid {expression}: Syntax error; token: \"{text[end]}\", near: \"{text[Math.Max(0, end - 8)..Math.Min(text.Length, end + 8)]}\"");
        }
    }

    /// <summary>The request's member.</summary>
    public string Expression { get; }

    /// <summary>Of the request.</summary>
    public Placeholders Placeholders { get; }

    /// <summary>The next token; empty at the end.</summary>
    public string Next => at < tokens.Count ? tokens[at] : "";

    /// <summary>Whether the next but one is this: what tells a function from an attribute.</summary>
    public bool IsFunction => at + 1 < tokens.Count && tokens[at + 1] == "(" && Next.Length > 0 && char.IsAsciiLetter(Next[0]);

    /// <summary>Takes the next token if it is this one; words in any case.</summary>
    public bool Take(string token)
    {
        var taken = string.Equals(Next, token, StringComparison.OrdinalIgnoreCase);
        at += taken ? 1 : 0;
        return taken;
    }

    /// <summary>Takes the next token, whatever it is.</summary>
    public string Take() => at < tokens.Count ? tokens[at++] : throw Fault();

    /// <summary>Takes the next token, which must be this one.</summary>
    public void Require(string token)
    {
        if (!Take(token))
        {
            throw Fault();
        }
    }

    /// <summary>A path: <c>a.b[1]</c>.</summary>
    public ItemPath Path()
    {
        var steps = new List<PathStep> { new(Name()) };
        while (true)
        {
            if (Take("."))
            {
                steps.Add(new(Name()));
            }
            else if (Take("["))
            {
                steps.Add(int.TryParse(Take(), out var index) ? new(null, index) : throw Fault());
                Require("]");
            }
            else
            {
                return new(steps);
            }
        }
    }

    /// <summary>What does not belong here.</summary>
    public Exception Fault() => Values.Invalid($"Invalid {Expression}: Syntax error; token: \"{(Next.Length == 0 ? "<EOF>" : Next)}\", near: \"{string.Concat(tokens.Skip(Math.Max(0, at - 1)).Take(3))}\"");

    private string Name()
    {
        var token = Take();
        return token[0] == '#' || char.IsAsciiLetter(token[0]) || token[0] == '_' ? Placeholders.Name(token, Expression) : throw Fault();
    }

    [GeneratedRegex(@"\s*([#:]?[A-Za-z_][A-Za-z0-9_]*|[#:][A-Za-z0-9_]+|[0-9]+|<>|<=|>=|[=<>(),.\[\]+-])")]
    private static partial Regex TokenPattern { get; }
}
