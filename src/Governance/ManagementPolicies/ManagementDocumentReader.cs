using System.Text.Json.Nodes;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.ManagementPolicies;

/// <summary>Reads a management policy by its shape; every departure from it is a fault at its place.</summary>
/// <param name="placeholders">Null leaves placeholders as they stand.</param>
/// <param name="faults">Where the faults go.</param>
internal sealed class ManagementDocumentReader(Placeholders? placeholders, FaultLog faults)
{
    private const string Children = "@@operators_allowed_for_child_policies";

    private static readonly string[] s_operators = ["@@assign", "@@append", "@@remove", Children];
    private static readonly string[] s_permissions = ["@@all", "@@none", "@@assign", "@@append", "@@remove"];

    /// <summary>Null after an error in this document.</summary>
    public ManagementDocument? Read(SourceNode node, ManagementShape shape)
    {
        var before = faults.Errors;
        var content = Value(node, shape);
        return faults.Errors == before ? new((JsonObject)content!) : null;
    }

    private JsonNode? Value(SourceNode node, ManagementShape shape) => node.Kind != NodeKind.Object
        ? Refuse(node, IsSetting(shape) ? "an object with an operator such as \"@@assign\"" : "an object")
        : shape switch
        {
            ManagementShape.One one => Setting(node, one),
            ManagementShape.Many => Setting(node, null),
            ManagementShape.Fields fields => Fields(node, fields),
            ManagementShape.Named named => Members(node, _ => named.Each),
            _ => IsOperated(node) ? Setting(node, null) : Members(node, _ => shape),
        };

    private JsonObject Fields(SourceNode node, ManagementShape.Fields fields)
    {
        foreach (var missing in fields.Required.Where(name => node.Find(name) is null))
        {
            faults.Error(node.Where, "missing-property", $"required property {Quoted.Value(missing)} is missing", "add it");
        }

        return Members(node, child =>
        {
            if (fields.Known.TryGetValue(child.Key!, out var known))
            {
                return known;
            }

            faults.Error(child.WhereKey, "unknown-property", $"unknown property {Quoted.Value(child.Key)}", Nearest.Remedy(child.Key!, fields.Known.Keys, $"delete it; known here are {Quoted.List(fields.Known.Keys)}"));
            return null;
        });
    }

    // At any level a policy may say what those below it may still change.
    private JsonObject Members(SourceNode node, Func<SourceNode, ManagementShape?> shapeOf)
    {
        var members = new JsonObject();
        foreach (var child in node.Children)
        {
            members[child.Key!] = child.Key == Children ? Permissions(child) : shapeOf(child) is { } shape ? Value(child, shape) : null;
        }

        return members;
    }

    private JsonObject Setting(SourceNode node, ManagementShape.One? one)
    {
        var setting = new JsonObject();
        if (!node.Children.Any(child => s_operators.Contains(child.Key!) && child.Key != Children))
        {
            faults.Error(node.Where, "missing-operator", "this value has no operator", "write { \"@@assign\": … }");
        }

        foreach (var child in node.Children)
        {
            setting[child.Key!] = child.Key switch
            {
                Children => Permissions(child),
                "@@assign" when one is not null => Single(child, one),
                "@@assign" or "@@append" or "@@remove" when one is null => Several(child),
                _ => Unknown(child),
            };
        }

        return setting;
    }

    private JsonNode? Single(SourceNode node, ManagementShape.One one)
    {
        if (node.Kind is NodeKind.Object or NodeKind.Array or NodeKind.Null)
        {
            return Refuse(node, "one value");
        }

        // AWS takes texts alone, numbers and truth values too (User Guide, "Backup policy syntax": "delete_after_days": { "@@assign": "180" }).
        var text = Expanded(node) is [var only] ? only : null;
        if (text is null)
        {
            return Refuse(node, "one value");
        }

        if (one.Allowed.Count > 0 && !one.Allowed.Contains(text))
        {
            faults.Error(node.Where, "unknown-value", $"{Quoted.Value(text)} is not one of {Quoted.List(one.Allowed)}", Nearest.Remedy(text, one.Allowed, $"write one of {Quoted.List(one.Allowed)}"));
        }

        return text;
    }

    private JsonNode? Several(SourceNode node) => node.Kind switch
    {
        NodeKind.Text => new JsonArray([.. Expanded(node).Select(text => (JsonNode)text)]),
        NodeKind.Array when node.Children.All(child => child.Kind == NodeKind.Text) => new JsonArray([.. node.Children.SelectMany(Expanded).Select(text => (JsonNode)text)]),
        _ => Refuse(node, "a list of texts"),
    };

    private JsonArray Permissions(SourceNode node)
    {
        var listed = node.Kind == NodeKind.Array ? node.Children : [node];
        foreach (var child in listed.Where(child => child.Kind != NodeKind.Text || !s_permissions.Contains(child.Text)))
        {
            faults.Error(child.Where, "unknown-value", $"{child.Described} is not one of {Quoted.List(s_permissions)}", $"write one of {Quoted.List(s_permissions)}");
        }

        return new JsonArray([.. listed.Select(child => (JsonNode)child.Text)]);
    }

    private IReadOnlyList<string> Expanded(SourceNode node) => placeholders is not null && Placeholders.Has(node.Text) ? placeholders.Expand(node, faults) : [node.Text];

    private JsonNode? Unknown(SourceNode node)
    {
        faults.Error(node.WhereKey, "unknown-operator", $"{Quoted.Value(node.Key)} is no operator that this value takes", Nearest.Remedy(node.Key!, s_operators, $"write one of {Quoted.List(s_operators)}"));
        return null;
    }

    private JsonNode? Refuse(SourceNode node, string expected)
    {
        faults.Error(node.Where, "wrong-type", $"expected {expected}, found {node.Described}", $"write {expected}");
        return null;
    }

    private static bool IsSetting(ManagementShape shape) => shape is ManagementShape.One or ManagementShape.Many;

    private static bool IsOperated(SourceNode node) => node.Children.Any(child => child.Key!.StartsWith("@@", StringComparison.Ordinal) && child.Key != Children);
}
