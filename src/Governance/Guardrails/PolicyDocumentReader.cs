using System.Text.RegularExpressions;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Guardrails;

/// <summary>Reads a policy document by a grammar; every departure from it is a fault at its place.</summary>
/// <remarks>AWS Organizations User Guide, "SCP syntax" and "RCP syntax"; IAM User Guide, "Grammar of the IAM JSON policy language"; read 2026-11.</remarks>
/// <param name="grammar">Which elements and values are allowed.</param>
/// <param name="placeholders">Null leaves placeholders as they stand: for documents of AWS, and when the landing zone could not be read.</param>
/// <param name="faults">Where the faults go.</param>
internal sealed partial class PolicyDocumentReader(PolicyGrammar grammar, Placeholders? placeholders, FaultLog faults)
{
    /// <summary>The only version with policy variables, and the only one that SCPs and RCPs may have.</summary>
    public const string CurrentVersion = "2012-10-17";

    private static readonly string[] s_documentElements = ["Version", "Id", "Statement"];

    private readonly PolicyValues _values = new(grammar, placeholders, faults);

    [GeneratedRegex("^[A-Za-z0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex SidPattern { get; }

    /// <summary>Null after an error in this document.</summary>
    public PolicyDocument? Read(SourceNode node)
    {
        var before = faults.Errors;
        if (!_values.Expect(node, NodeKind.Object, "an object with Version and Statement"))
        {
            return null;
        }

        Known(node, grammar == PolicyGrammar.Stored ? s_documentElements : ["Version", "Statement"]);
        var statements = Statements(node);
        var document = new PolicyDocument(Version(node), Text(node.Find("Id")), statements);
        return faults.Errors == before ? document : null;
    }

    private string? Version(SourceNode document)
    {
        var node = document.Find("Version");
        var version = Text(node);
        if (grammar != PolicyGrammar.Stored && version != CurrentVersion)
        {
            faults.Error(
                (node ?? document).Where, "policy-version", node is null ? "the document has no Version" : $"{node.Described} is not the Version {CurrentVersion}",
                $"write \"Version\": \"{CurrentVersion}\": without it policy variables are plain text, and guardrails are refused");
        }

        return version;
    }

    private List<Statement> Statements(SourceNode document)
    {
        var node = document.Find("Statement");
        if (node is null)
        {
            faults.Error(document.Where, "missing-property", "the document has no Statement", "add \"Statement\": [ … ]");
            return [];
        }

        var nodes = node.Kind == NodeKind.Array ? node.Children : [node];
        if (nodes.Count == 0 && grammar != PolicyGrammar.Stored)
        {
            faults.Error(node.Where, "empty-policy", "the document has no statement, so it does nothing", "add a statement, or delete the document");
        }

        var statements = new List<Statement>(nodes.Count);
        var sids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in nodes)
        {
            if (Statement(child) is { } statement)
            {
                statements.Add(statement);
                if (statement.Sid is { } sid && !sids.Add(sid) && grammar != PolicyGrammar.Stored)
                {
                    faults.Error(child.Find("Sid")!.Where, "duplicate-sid", $"Sid {Quoted.Value(sid)} names two statements of this document", "give each statement a Sid of its own");
                }
            }
        }

        return statements;
    }

    private Statement? Statement(SourceNode node)
    {
        if (!_values.Expect(node, NodeKind.Object, "a statement"))
        {
            return null;
        }

        Known(node, PolicyGrammars.Elements(grammar));
        var effect = Effect(node);
        var principal = Principal(node);
        var action = OneOf(node, "Action", "NotAction", required: true);
        var resource = OneOf(node, "Resource", "NotResource", required: grammar != PolicyGrammar.Stored);
        var conditions = node.Find("Condition") is { } condition ? _values.Conditions(condition) : [];
        return action is null ? null : new()
        {
            Sid = Sid(node),
            Effect = effect,
            Principal = principal,
            Action = action.Not ? _values.Actions(node.Find("NotAction")!, not: true) : _values.Actions(node.Find("Action")!, not: false),
            Resource = resource is null ? null : _values.Resources(node.Find(resource.Not ? "NotResource" : "Resource")!, resource.Not),
            Conditions = conditions,
        };
    }

    private string? Sid(SourceNode statement)
    {
        var node = statement.Find("Sid");
        var sid = Text(node);
        if (sid is not null && grammar != PolicyGrammar.Stored && !SidPattern.IsMatch(sid))
        {
            faults.Error(node!.Where, "invalid-sid", $"{Quoted.Value(sid)} is not a Sid", "use letters and digits only");
        }

        return sid;
    }

    private Effect Effect(SourceNode statement)
    {
        var node = statement.Find("Effect");
        if (node is null)
        {
            faults.Error(statement.Where, "missing-property", "the statement has no Effect", "add \"Effect\": \"Deny\"");
            return Guardrails.Effect.Deny;
        }

        if (node.Kind != NodeKind.Text || node.Text is not ("Allow" or "Deny"))
        {
            faults.Error(node.Where, "unknown-value", $"{node.Described} is not an Effect", "write \"Allow\" or \"Deny\"");
            return Guardrails.Effect.Deny;
        }

        if (grammar == PolicyGrammar.Rcp && node.Text != "Deny")
        {
            faults.Error(node.Where, "effect-not-allowed", "a resource control policy can only deny", "write \"Deny\": AWS's RCPFullAWSAccess allows");
        }

        return node.Text == "Allow" ? Guardrails.Effect.Allow : Guardrails.Effect.Deny;
    }

    private PrincipalElement? Principal(SourceNode statement)
    {
        if (OneOf(statement, "Principal", "NotPrincipal", required: grammar == PolicyGrammar.Rcp) is not { } found)
        {
            return null;
        }

        var node = statement.Find(found.Not ? "NotPrincipal" : "Principal")!;
        if (node is { Kind: NodeKind.Text, Text: "*" })
        {
            return new(found.Not, [new("*", [])]);
        }

        if (grammar == PolicyGrammar.Rcp)
        {
            faults.Error(node.Where, "principal-not-allowed", $"{node.Described} is not \"*\"", "write \"Principal\": \"*\" and say in Condition whom you mean");
            return null;
        }

        return _values.Expect(node, NodeKind.Object, "\"*\" or an object of principals by type")
            ? new(found.Not, [.. node.Children.Select(child => new PrincipalMember(child.Key!, _values.Texts(child)))])
            : null;
    }

    /// <summary>Exactly one of the two forms, or none when that is allowed.</summary>
    private PatternElement? OneOf(SourceNode statement, string name, string negated, bool required)
    {
        var (plain, not) = (statement.Find(name), statement.Find(negated));
        if (plain is not null && not is not null)
        {
            faults.Error(not.WhereKey, "conflicting-properties", $"the statement has both {name} and {negated}", "keep one of them");
            return null;
        }

        if (plain is null && not is null)
        {
            if (required)
            {
                faults.Error(statement.Where, "missing-property", $"the statement has no {name}", $"add \"{name}\"");
            }

            return null;
        }

        return new(not is not null, []);
    }

    private void Known(SourceNode node, IReadOnlyList<string> known)
    {
        foreach (var child in node.Children)
        {
            if (!known.Contains(child.Key!))
            {
                faults.Error(
                    child.WhereKey, "unknown-property", $"{Quoted.Value(child.Key)} is not an element of {PolicyGrammars.Described(grammar)}",
                    faults.IsFull ? "delete it" : Nearest.Remedy(child.Key!, known, $"delete it; known here are {string.Join(", ", known)}"));
            }
        }
    }

    private string? Text(SourceNode? node) => node is not null && _values.Expect(node, NodeKind.Text, "a text") ? node.Text : null;
}
