using System.Text.Json;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Blueprints;

/// <summary>The blueprints as JSON, and what CloudFormation would say to values for their parameters before it makes anything.</summary>
/// <remarks>moto knows neither <c>Rules</c> nor <c>AllowedValues</c>, so they are reckoned here: the functions that AWS allows in rules, as far as the blueprints use them.</remarks>
internal sealed class Templates
{
    // The AWS CLI reads its own short forms (!Ref, !Sub).
    private const string Read = """
        import glob, os
        from awscli.customizations.cloudformation.yamlhelper import yaml_parse
        answer({os.path.basename(path)[:-5]: yaml_parse(open(path).read()) for path in sorted(glob.glob(sys.argv[1] + '/*.yaml'))})
        """;

    private readonly JsonElement all;

    private Templates(JsonElement all) => this.all = all;

    /// <summary>Names and templates.</summary>
    public IEnumerable<JsonProperty> All => all.EnumerateObject();

    /// <summary>Reads them; calls no emulator.</summary>
    public static async Task<Templates> ReadAsync(Desk desk) =>
        new(await new Boto3(desk, new() { Endpoint = new("http://127.0.0.1:9") }).Run(Read, BlueprintCloud.Templates));

    /// <summary>The values that an environment's file gives.</summary>
    public static Dictionary<string, string> Values(string environment) => File.ReadLines(Path.Combine(BlueprintCloud.Templates, "parameters", $"{environment}.txt"))
        .Where(line => line.Length > 0)
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The values that the template's parameters have, and nothing that it does not know.</summary>
    public Dictionary<string, string> Of(string template, IReadOnlyDictionary<string, string> values) => all.GetProperty(template).GetProperty("Parameters").EnumerateObject()
        .Where(parameter => values.ContainsKey(parameter.Name) || parameter.Value.TryGetProperty("Default", out _))
        .ToDictionary(parameter => parameter.Name, parameter => values.TryGetValue(parameter.Name, out var value) ? value : parameter.Value.GetProperty("Default").ToString(), StringComparer.Ordinal);

    /// <summary>What its rules hold against these values, in their own words.</summary>
    public IEnumerable<string> Broken(string template, IReadOnlyDictionary<string, string> values)
    {
        var given = Of(template, values);
        return Rules(template)
            .Where(rule => !rule.TryGetProperty("RuleCondition", out var condition) || True(condition, given))
            .SelectMany(rule => rule.GetProperty("Assertions").EnumerateArray())
            .Where(assertion => !True(assertion.GetProperty("Assert"), given))
            .Select(assertion => assertion.GetProperty("AssertDescription").GetString()!);
    }

    /// <summary>All that its rules assert.</summary>
    public IEnumerable<string> Asserted(string template) => Rules(template)
        .SelectMany(rule => rule.GetProperty("Assertions").EnumerateArray())
        .Select(assertion => assertion.GetProperty("AssertDescription").GetString()!);

    /// <summary>Parameters whose value is none of the allowed ones or does not match the pattern.</summary>
    public IEnumerable<string> Misfits(string template, IReadOnlyDictionary<string, string> values) => all.GetProperty(template).GetProperty("Parameters").EnumerateObject()
        .Where(parameter => Of(template, values).TryGetValue(parameter.Name, out var value) && !Fits(parameter.Value, value))
        .Select(parameter => parameter.Name);

    private IEnumerable<JsonElement> Rules(string template) =>
        all.GetProperty(template).TryGetProperty("Rules", out var rules) ? rules.EnumerateObject().Select(rule => rule.Value) : [];

    private static bool Fits(JsonElement parameter, string value) =>
        (!parameter.TryGetProperty("AllowedValues", out var allowed) || allowed.EnumerateArray().Any(each => each.ToString() == value))
        && (!parameter.TryGetProperty("AllowedPattern", out var pattern) || System.Text.RegularExpressions.Regex.IsMatch(value, pattern.GetString()!));

    private static bool True(JsonElement expression, Dictionary<string, string> given)
    {
        var function = expression.EnumerateObject().Single();
        var arguments = function.Value.EnumerateArray().ToList();
        return function.Name switch
        {
            "Fn::Equals" => Text(arguments[0], given) == Text(arguments[1], given),
            "Fn::Not" => !True(arguments[0], given),
            "Fn::Contains" => arguments[0].EnumerateArray().Any(each => Text(each, given) == Text(arguments[1], given)),
            _ => throw new NotSupportedException($"{function.Name} in a rule: teach it to this test"),
        };
    }

    private static string Text(JsonElement value, Dictionary<string, string> given) =>
        value.ValueKind == JsonValueKind.Object ? given[value.GetProperty("Ref").GetString()!] : value.ToString();
}
