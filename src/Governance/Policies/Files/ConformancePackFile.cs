using System.Text;
using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Checks;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>conformance-packs/NAME.json</c>: a template of CloudFormation's language, in JSON, that AWS Config deploys as a conformance pack.</summary>
internal static class ConformancePackFile
{
    private const string Rule = "AWS::Config::ConfigRule";

    // Config API Reference, PutOrganizationConformancePack, TemplateBody, read 2026-11.
    private const int LargestBody = 51_200;

    // Config Developer Guide, "Custom Conformance Packs", read 2026-11: a template has nothing else.
    private static readonly string[] s_types = [Rule, "AWS::Config::RemediationConfiguration"];

    /// <summary>The template; null after faults.</summary>
    public static ConformancePackTemplate? Read(PolicyFile file)
    {
        if (file.Node is not { } root)
        {
            return null;
        }

        if (root.Find("Resources") is not { Kind: NodeKind.Object, Children.Count: > 0 } resources)
        {
            file.Faults.Error(root.Where, "invalid-template", "a template is an object with \"Resources\", and at least one of them", $"write \"Resources\": {{ \"NAME\": {{ \"Type\": \"{Rule}\", … }} }}");
            return null;
        }

        var before = file.Faults.Errors;
        ConformancePackGrammar.Template(root, file.Faults);
        var parameters = Parameters(root, file.Faults);
        var rules = resources.Children.Select(resource => Resource(resource, file.Faults)).OfType<ManagedRule>().ToList();
        References(root, [.. parameters.Keys, .. resources.Children.Select(resource => resource.Key!)], file.Faults);
        var template = new ConformancePackTemplate(PolicyFingerprint.Canonical(root), parameters, rules);
        if (Encoding.UTF8.GetByteCount(template.Body) is > LargestBody and var bytes)
        {
            file.Faults.Error(
                root.Where, "over-quota", $"without white space the template has {bytes} bytes; AWS allows {LargestBody} (Config API Reference, PutOrganizationConformancePack)", "split it into two packs");
        }

        return file.Faults.Errors == before ? template : null;
    }

    private static SortedDictionary<string, bool> Parameters(SourceNode root, FaultLog faults)
    {
        var parameters = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        if (root.Find("Parameters") is not { } declared)
        {
            return parameters;
        }

        if (declared.Kind != NodeKind.Object)
        {
            faults.Error(declared.Where, "wrong-type", $"expected an object, found {declared.Described}", "write an object");
        }

        foreach (var parameter in declared.Children.Where(child => child.Key is not null))
        {
            if (parameter.Key == ConformancePackTemplate.FingerprintParameter)
            {
                faults.Error(
                    parameter.WhereKey, "reserved-parameter", $"parameter {Quoted.Value(parameter.Key)} is added to every template, to recognize it by", "give yours another name");
            }

            ConformancePackGrammar.Parameter(parameter, faults);
            parameters[parameter.Key!] = parameter.Find("Default") is not null;
        }

        return parameters;
    }

    private static ManagedRule? Resource(SourceNode resource, FaultLog faults)
    {
        var type = resource.Find("Type");
        if (type is not { Kind: NodeKind.Text } || !s_types.Contains(type.Text))
        {
            faults.Error(
                (type ?? resource).Where, "template-resource-type",
                $"resource {Quoted.Value(resource.Key)} is {(type is { Kind: NodeKind.Text } ? $"of type {Quoted.Value(type.Text)}" : "of no type")}; conformance packs have {Quoted.List(s_types)} only",
                type is { Kind: NodeKind.Text } ? Nearest.Remedy(type.Text, s_types, "delete it") : $"write \"Type\": \"{Rule}\"");
            return null;
        }

        if (type.Text != Rule)
        {
            return null;
        }

        ConformancePackGrammar.Rule(resource, faults);
        var properties = resource.Find("Properties");
        if (properties?.Find("Source") is not { Kind: NodeKind.Object } source)
        {
            faults.Error(resource.WhereKey, "rule-source", $"rule {Quoted.Value(resource.Key)} says nothing of what evaluates it", "write \"Properties\": { \"Source\": { \"Owner\": \"AWS\", \"SourceIdentifier\": … } }");
            return null;
        }

        if (source.Find("Owner")?.Text != "AWS" || source.Find("SourceIdentifier") is not { Kind: NodeKind.Text } identifier)
        {
            return null;
        }

        return ConfigRuleChecks.Known(identifier.Text, identifier.Where, faults) is { } rule ? Given(rule, resource, properties.Find("InputParameters"), faults) : null;
    }

    // What stands in an intrinsic function is known to CloudFormation only; a name is always a name.
    private static ManagedRule Given(ManagedRule rule, SourceNode resource, SourceNode? given, FaultLog faults)
    {
        if (given is not null and not { Kind: NodeKind.Object })
        {
            return rule;
        }

        foreach (var parameter in given?.Children ?? [])
        {
            ConfigRuleChecks.Parameter(parameter.Key!, parameter.Kind is NodeKind.Text or NodeKind.Number or NodeKind.Boolean ? parameter.Text : null, parameter.WhereKey, rule, faults);
        }

        foreach (var missing in rule.Parameters.Where(p => p is { Required: true, Default: null } && given?.Find(p.Name) is null))
        {
            faults.Error(resource.WhereKey, "missing-parameter", $"{rule.Identifier} needs parameter {Quoted.Value(missing.Name)}", $"add it under \"InputParameters\"; it is of type {missing.Type}");
        }

        return rule;
    }

    // Recursion is bounded: the reader refuses deep nesting.
    private static void References(SourceNode node, IReadOnlyCollection<string> names, FaultLog faults)
    {
        if (node is { Key: "Ref", Kind: NodeKind.Text } && !node.Text.StartsWith("AWS::", StringComparison.Ordinal) && !names.Contains(node.Text))
        {
            faults.Error(node.Where, "unknown-parameter", $"the template has no parameter {Quoted.Value(node.Text)}", Nearest.Remedy(node.Text, names, "declare it under \"Parameters\""));
        }

        foreach (var child in node.Children)
        {
            References(child, names, faults);
        }
    }
}
