using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>A parameter of a control: what AWS takes, and its default.</summary>
/// <param name="Name">As AWS writes it.</param>
/// <param name="Definition">What it may be.</param>
/// <param name="Default">What it is when nobody sets it.</param>
internal sealed record ControlParameter(string Name, ParameterDefinition Definition, ParameterValue Default);

/// <summary>Controls with parameters: some of AWS's, for rehearsals (Security Hub controls reference, "Custom control parameters", remembered).</summary>
internal static class ControlParameters
{
    private static readonly Dictionary<string, IReadOnlyList<ControlParameter>> known = new(StringComparer.Ordinal)
    {
        ["ACM.1"] = [Whole("daysToExpiration", 30, 14, 365)],
        ["EC2.4"] = [Whole("AllowedDays", 30, 1, 365)],
        ["IAM.7"] = [Truth("RequireUppercaseCharacters", true), Truth("RequireSymbols", true), Whole("MinimumPasswordLength", 8, 8, 128)],
        ["RDS.11"] = [Whole("backupRetentionMinimum", 7, 7, 35)],
        ["SecretsManager.3"] = [Whole("unusedForDays", 90, 1, 365)],
        ["SecretsManager.4"] = [Whole("maxDaysSinceRotation", 90, 1, 180)],
    };

    /// <summary>The parameters of a control.</summary>
    public static IReadOnlyList<ControlParameter> Of(string control) => known.GetValueOrDefault(control, []);

    /// <summary>Refuses a value that the control does not take.</summary>
    public static void Require(string control, string name, ParameterConfiguration configuration)
    {
        var parameter = Of(control).FirstOrDefault(each => each.Name == name) ?? throw new InvalidInputException($"Invalid parameter: {name} is not a parameter of {control}");
        if (configuration.ValueType == "DEFAULT")
        {
            return;
        }

        var options = parameter.Definition.ConfigurationOptions!;
        var fits = options.Integer is { } whole
            ? configuration.Value?.Integer is { } number && number >= whole.Min && number <= whole.Max
            : configuration.Value?.Boolean is not null;
        if (!fits)
        {
            throw new InvalidInputException($"Invalid parameter: the value of {name} is not one that {control} takes");
        }
    }

    private static ControlParameter Whole(string name, int otherwise, int minimum, int maximum) => new(
        name,
        new() { Description = name, ConfigurationOptions = new() { Integer = new() { DefaultValue = otherwise, Min = minimum, Max = maximum } } },
        new() { Integer = otherwise });

    private static ControlParameter Truth(string name, bool otherwise) => new(
        name,
        new() { Description = name, ConfigurationOptions = new() { Boolean = new() { DefaultValue = otherwise } } },
        new() { Boolean = otherwise });
}
