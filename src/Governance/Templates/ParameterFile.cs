using System.Text;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>Values of parameters in a file, in any of the forms that are about.</summary>
/// <remarks>
/// The AWS CLI's list of <c>ParameterKey</c> and <c>ParameterValue</c>, a CodePipeline template configuration's object <c>Parameters</c> (both: CloudFormation User Guide, read in
/// quotations, 2026-11), <c>aws cloudformation deploy</c>'s list of <c>Key=Value</c>, or names and values alone, in JSON or YAML; or a <c>Key=Value</c> on each line.
/// </remarks>
internal static class ParameterFile
{
    /// <summary>Null, with an error in the log, when it is none of them.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string path, FaultLog faults)
    {
        if (TemplateFile.Bytes(path, faults) is not { } bytes)
        {
            return null;
        }

        return Lines(bytes) ?? (TemplateFile.Parse(bytes, path, faults) is { } root && !faults.HasErrors ? Values(root, faults) : null);
    }

    /// <summary>Null when a line is none of <c>Key=Value</c>.</summary>
    internal static IReadOnlyDictionary<string, string>? Lines(ReadOnlySpan<byte> utf8)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(utf8).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            if (line.Split('=', 2) is not [{ Length: > 0 } name, var value] || !name.All(char.IsAsciiLetterOrDigit))
            {
                return null;
            }

            values[name] = value;
        }

        return values.Count > 0 ? values : null;
    }

    internal static IReadOnlyDictionary<string, string>? Values(SourceNode root, FaultLog faults)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var nodes = root.Kind == NodeKind.Array ? root.Children : root.Find("Parameters") is { Kind: NodeKind.Object } section ? section.Children : root.Children;
        foreach (var node in nodes)
        {
            var (name, value) = node switch
            {
                { Kind: NodeKind.Object } when root.Kind == NodeKind.Array => (node.Find("ParameterKey")?.Text, Text(node.Find("ParameterValue"))),
                { Kind: NodeKind.Text } when root.Kind == NodeKind.Array && node.Text.Split('=', 2) is [var left, var right] => (left, right),
                _ => (node.Key, Text(node)),
            };
            if (name is null || value is null)
            {
                faults.Error(node.Where, "invalid-parameter", "this is no parameter and its value", "write a list of ParameterKey and ParameterValue, as the AWS CLI takes it, or an object of names and texts");
            }
            else
            {
                values[name] = value;
            }
        }

        if (root.Kind is not (NodeKind.Array or NodeKind.Object))
        {
            faults.Error(root.Where, "invalid-parameters", "this is no list of parameters", "write a list of ParameterKey and ParameterValue, as the AWS CLI takes it, or an object of names and texts");
        }

        return faults.HasErrors ? null : values;
    }

    private static string? Text(SourceNode? node) => node switch
    {
        { Kind: NodeKind.Text or NodeKind.Number or NodeKind.Boolean } => node.Text,
        { Kind: NodeKind.Array } when node.Children.All(child => child.Kind is NodeKind.Text or NodeKind.Number) => string.Join(',', node.Children.Select(child => child.Text)),
        _ => null,
    };
}
