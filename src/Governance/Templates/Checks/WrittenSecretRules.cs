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
            else if (Function.Of(node) is { Name: "Ref", Argument.Text: var name } && resource.World.Template.Parameters.TryGetValue(name, out var parameter)
                && parameter is { IsHidden: true, IsGiven: false, Value.Length: > 0 } && !IsResolved(parameter.Value) && parameter.Node.Find("Default") is { } written)
            {
                told.Fail(Element.Scalar(resource.World, written, ""), $"parameter {name}, which nobody should see, has its value here", "take the Default out; " + Remedy);
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

        var name = text.Key is "Value" or "value" && text.Parent!.Find(text.Key == "Value" ? "Name" : "name") is { Kind: NodeKind.Text } named ? named.Text : text.Key;
        return name is not null && SecretName.IsMatch(name) && text.Text.Length >= ShortestSecret && !IsResolved(text.Text) && !IsName(text) ? $"\"{name}\" stands here in plain text" : null;
    }

    private static bool IsResolved(string text) => text.Contains("{{resolve:", StringComparison.Ordinal);

    // Names of secrets are no secrets: ARNs, paths, references, what is filled in.
    private static bool IsName(SourceNode text) =>
        text.Text.StartsWith("arn:", StringComparison.Ordinal) || text.Text.StartsWith('/') || text.Text.StartsWith('$') || text.Text.Contains("${", StringComparison.Ordinal)
        || text.Parent?.Key is "ValueFrom" or "Ref" or "TokenValidityUnits" || text.Text is "true" or "false" || text.Text.StartsWith("AWS::", StringComparison.Ordinal);

    [GeneratedRegex("^([a-z0-9_.-]*(password|passwd|passphrase|apikey|api_key|api-key|secretstring|secretkey|secret_key|secretaccesskey|secret_access_key|clientsecret|client_secret|jwt_secret|authtoken|auth_token|access_token|accesstoken|privatekey|private_key)|secret|token)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretName { get; }

    // IAM User Guide, "IAM identifiers": access keys begin with AKIA and have 20 characters (read in quotations, 2026-11). PEM: RFC 7468. GitHub and Slack: their documentation of tokens.
    [GeneratedRegex(@"\bAKIA[A-Z2-7]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[baprs]-[A-Za-z0-9-]{20,}", RegexOptions.CultureInvariant)]
    private static partial Regex KnownLooks { get; }
}
