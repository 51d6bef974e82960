using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Templates;

/// <summary>A template in one of the ways that its undecided conditions may go. Made anew for each. Not thread-safe.</summary>
/// <param name="template">As written.</param>
/// <param name="choices">Decide what nobody knows.</param>
internal sealed class World(Template template, Choices choices)
{
    // A longer chain of conditions than anybody writes would end the stack.
    private const int DeepestConditions = 200;

    private readonly Dictionary<string, bool> _conditions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _assumed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _excluded = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), bool> _comparisons = [];
    private IReadOnlyList<Resource>? _resources;
    private int _depth;

    public Template Template => template;

    /// <summary>Every resource, whether or not its condition holds here.</summary>
    public IReadOnlyList<Resource> Resources => _resources ??= [.. template.Resources.Select(node => new Resource(node, this))];

    /// <summary>The resources of some types that may stand beside another one. Ask <see cref="Resource.Exists"/> of those that matter.</summary>
    public IEnumerable<Resource> Of(params string[] types) => Resources.Where(resource => types.Contains(resource.Type));

    /// <summary>What a node comes to.</summary>
    public Element Resolve(SourceNode node) => Intrinsics.Resolve(node, this);

    /// <summary>Whether a condition holds. One that does not exist, or leads back to itself, was told when the template was read; it holds.</summary>
    public bool Holds(string name)
    {
        if (_conditions.TryGetValue(name, out var known))
        {
            return known;
        }

        // For whoever comes back here on a way round.
        _conditions[name] = true;
        _depth++;
        var holds = template.Conditions.TryGetValue(name, out var node) && _depth < DeepestConditions ? Intrinsics.Holds(node, this) : Decided(name, "");
        _depth--;
        return _conditions[name] = holds;
    }

    /// <summary>A parameter's value, where it is used.</summary>
    public Element Parameter(TemplateParameter parameter, SourceNode at)
    {
        var value = parameter.Value ?? _assumed.GetValueOrDefault(parameter.Name);
        var left = value is null && parameter.Allowed is { } allowed ? allowed.Where(each => !IsExcluded(parameter.Name, each)).ToList() : null;
        if ((value ?? (left is [var only] ? only : null)) is not { } text)
        {
            return Element.OfParameter(this, at, parameter.Name, left is { Count: > 0 } ? left : null);
        }

        return parameter.IsList ? Element.List(this, at, [.. text.Split(',').Select(part => Element.Scalar(this, at, part.Trim()))]) : Element.Scalar(this, at, text);
    }

    /// <summary>Whether two values are the same; what nobody knows is decided once, and stays so in this world.</summary>
    public bool AreEqual(Element one, Element other)
    {
        if (one.Text is { } text && other.Text is { } same)
        {
            return text == same;
        }

        if (one is { Parameter: { } name } && other.Text is { } asked)
        {
            return Is(name, asked);
        }

        return other.Parameter is not null && one.Text is not null ? AreEqual(other, one) : (one.Written.Length > 0 && one.Written == other.Written) || Decided(one.Written, other.Written);
    }

    private bool Is(string parameter, string value)
    {
        var allowed = template.Parameters.GetValueOrDefault(parameter)?.Allowed;
        if (IsExcluded(parameter, value) || allowed?.Contains(value) == false)
        {
            return false;
        }

        if (choices.Decide())
        {
            _assumed[parameter] = value;
            return true;
        }

        if (!_excluded.TryGetValue(parameter, out var excluded))
        {
            _excluded[parameter] = excluded = new(StringComparer.Ordinal);
        }

        _ = excluded.Add(value);
        return false;
    }

    private bool IsExcluded(string parameter, string value) => _excluded.TryGetValue(parameter, out var values) && values.Contains(value);

    private bool Decided(string one, string other) => _comparisons.TryGetValue((one, other), out var known) ? known : _comparisons[(one, other)] = choices.Decide();
}
