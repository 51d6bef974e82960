using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>Something that a rule has to say.</summary>
/// <param name="Where">In the template.</param>
/// <param name="What">Is wrong, or is not known.</param>
/// <param name="Remedy">Empty for what is not known.</param>
internal readonly record struct Remark(Place Where, string What, string Remedy);

/// <summary>Takes what a rule says of one resource in one world, and gives it the parameters that the policies set. Not thread-safe.</summary>
/// <param name="parameters">Of the control in the environment.</param>
internal sealed class Told(IReadOnlyDictionary<string, string> parameters)
{
    public List<Remark> Failures { get; } = [];

    public List<Remark> Unknowns { get; } = [];

    /// <summary>A parameter of the control; the other value where the policies have none.</summary>
    public string Parameter(string name, string otherwise) => parameters.GetValueOrDefault(name, otherwise);

    /// <summary>A parameter that is a list with commas.</summary>
    public IReadOnlyList<string> Parameters(string name, string otherwise) => Parameter(name, otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>All parameters whose names begin so.</summary>
    public IEnumerable<string> ParametersLike(string prefix) => parameters.Where(each => each.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(each => each.Value);

    public void Fail(Element at, string what, string remedy) => Failures.Add(new(at.Where, what, remedy));

    public void Unknown(Element at, string? why = null) => Unknowns.Add(new(at.Where, why ?? at.Why ?? "it is known at deployment alone", ""));

    /// <summary>Elements of a list; where nobody knows them before deployment, that is told.</summary>
    public IEnumerable<Element> Each(Element list)
    {
        if (list.IsUnknown)
        {
            Unknown(list);
        }

        return list.Items;
    }

    /// <summary>The value is there, and good.</summary>
    public void Require(Element value, Func<string, bool> isGood, string what, string remedy) => Hold(value, isGood, what, remedy, absentIsGood: false);

    /// <summary>The value is the truth "true".</summary>
    public void RequireTrue(Element value, string what, string remedy) => Require(value, IsTrue, what, remedy);

    /// <summary>The value is one of these, letter case left aside.</summary>
    public void RequireOne(Element value, string what, string remedy, params string[] good) => Require(value, text => good.Contains(text, StringComparer.OrdinalIgnoreCase), what, remedy);

    /// <summary>The value is there, whatever it comes to at deployment.</summary>
    public void RequireAny(Element value, string what, string remedy)
    {
        if (value.IsAbsent || value.Text?.Length == 0)
        {
            Fail(value, what, remedy);
        }
    }

    /// <summary>The value, where it is there, is not bad.</summary>
    public void Refuse(Element value, Func<string, bool> isBad, string what, string remedy) => Hold(value, text => !isBad(text), what, remedy, absentIsGood: true);

    /// <summary>The value is not the truth "true".</summary>
    public void RefuseTrue(Element value, string what, string remedy) => Refuse(value, IsTrue, what, remedy);

    public static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase);

    public static bool IsFalse(string text) => text.Equals("false", StringComparison.OrdinalIgnoreCase);

    private void Hold(Element value, Func<string, bool> isGood, string what, string remedy, bool absentIsGood)
    {
        var isGoodAnyway = value switch
        {
            { IsAbsent: true } => absentIsGood,
            { Text: { } text } => isGood(text),
            // What AWS calls a resource of this template is never one of the words that are refused.
            { Target: not null } when absentIsGood => true,
            { Possible: { } possible } when possible.All(isGood) => true,
            { Possible: { } possible } when !possible.Any(isGood) => false,
            { IsUnknown: true } => (bool?)null,
            _ => false,
        };
        switch (isGoodAnyway)
        {
            case false:
                Fail(value, what, remedy);
                break;
            case null:
                Unknown(value);
                break;
        }
    }
}
