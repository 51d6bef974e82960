using System.Text.RegularExpressions;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>Nothing secret stands in a template. Looked for by the names of properties, and by the looks of values that are known; a value is never repeated in a message.</summary>
internal static partial class WrittenSecretRules
{
    private const string Remedy = "let AWS make it (GenerateSecretString, ManageMasterUserPassword), or name it: '{{resolve:secretsmanager:NAME}}'";

    // Shorter values are switches and the like.
    private const int ShortestSecret = 4;

    public static IReadOnlyList<Rule> All { get; } = [new("templates-no-secrets", AllRules.Any, Judge)];

    private static void Judge(Resource resource, Told told)
    {
        var open = new Stack<SourceNode>(resource.Node.Children.Where(child => child.Key is "Properties" or "Metadata"));
        while (open.TryPop(out var node))
        {
            if (node.Kind == NodeKind.Text && Secret(node) is { } what)
            {
                told.Fail(Element.Scalar(resource.World, node, ""), what, Remedy);
            }
            else if (Function.Of(node) is not null && Evaluated(node, resource.World) is var (at, why))
            {
                told.Fail(Element.Scalar(resource.World, at, ""), why, Remedy);
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }
    }

    /// <summary>What is wrong with a text; null for nothing.</summary>
    private static string? Secret(SourceNode text)
    {
        if (KnownLooks.IsMatch(text.Text))
        {
            return "a key stands here in plain text";
        }

        return NameOf(text) is { } name && IsWritten(text.Text) && !IsName(text) ? $"\"{name}\" stands here in plain text" : null;
    }

    /// <summary>What is wrong with what a function comes to: a default, an entry of a mapping, texts that are joined. What is given for this run does not stand in the template.</summary>
    private static (SourceNode At, string Why)? Evaluated(SourceNode call, World world)
    {
        var parameters = Parameters(call, world.Template).ToList();
        if (parameters.Exists(parameter => parameter.IsGiven))
        {
            return null;
        }

        if (parameters is [{ Value: { } text } only] && only.Node.Find("Default") is { } written && (KnownLooks.IsMatch(text) || (only.IsHidden && IsWritten(text, 1))))
        {
            return (written, only.IsHidden ? $"parameter {only.Name}, which nobody should see, has its value here" : "a key stands here in plain text");
        }

        return NameOf(call) is { } name && world.Resolve(call) is { Text: { } value } found && IsWritten(value) && !IsNameLike(value)
            ? (parameters is [var one] ? one.Node.Find("Default") ?? found.Node : found.Node, $"\"{name}\" has its value in this template")
            : null;
    }

    private static IEnumerable<TemplateParameter> Parameters(SourceNode call, Template template) =>
        (Function.Of(call) switch
        {
            { Name: "Ref", Argument.Text: var name } => [name],
            { Name: "Fn::Sub", Argument: { Kind: NodeKind.Text, Text: var text } } => Substitution.Variables(text),
            { Name: "Fn::Sub", Argument.Children: [{ Kind: NodeKind.Text, Text: var text }, ..] } => Substitution.Variables(text),
            _ => [],
        }).Select(name => template.Parameters.GetValueOrDefault(name)).OfType<TemplateParameter>().Concat(call.Children.SelectMany(child => Parameters(child, template)));

    /// <summary>The name of a property that holds a secret, or of a list's element of <c>Name</c> and <c>Value</c>; null for every other one.</summary>
    private static string? NameOf(SourceNode value)
    {
        var name = value.Key is "Value" or "value" && value.Parent!.Find(value.Key == "Value" ? "Name" : "name") is { Kind: NodeKind.Text } named ? named.Text : value.Key;
        return name is not null && SecretName.IsMatch(name) ? name : null;
    }

    private static bool IsWritten(string text, int shortest = ShortestSecret) => text.Length >= shortest && !text.Contains("{{resolve:", StringComparison.Ordinal);

    // Names of secrets are no secrets: ARNs, paths, references, what is filled in.
    private static bool IsName(SourceNode text) => IsNameLike(text.Text) || text.Parent?.Key is "ValueFrom" or "Ref" or "TokenValidityUnits";

    private static bool IsNameLike(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal) || text.StartsWith('/') || text.StartsWith('$') || text.Contains("${", StringComparison.Ordinal) || text is "true" or "false" || text.StartsWith("AWS::", StringComparison.Ordinal);

    [GeneratedRegex("^([a-z0-9_.-]*(password|passwd|passphrase|apikey|api_key|api-key|secretstring|secretkey|secret_key|secretaccesskey|secret_access_key|clientsecret|client_secret|jwt_secret|authtoken|auth_token|access_token|accesstoken|privatekey|private_key)|secret|token)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretName { get; }

    // IAM User Guide, "IAM identifiers": access keys begin with AKIA and have 20 characters (read in quotations, 2026-11). PEM: RFC 7468. GitHub and Slack: their documentation of tokens.
    [GeneratedRegex(@"\bAKIA[A-Z2-7]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[baprs]-[A-Za-z0-9-]{20,}", RegexOptions.CultureInvariant)]
    private static partial Regex KnownLooks { get; }
}
