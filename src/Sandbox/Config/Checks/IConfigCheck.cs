using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config.Checks;

/// <summary>Evaluates managed rules over what the sandbox has.</summary>
internal interface IConfigCheck
{
    /// <summary>Which rules.</summary>
    IReadOnlyList<string> Identifiers { get; }

    /// <summary>Every resource that the rule looks at, judged; none where there is none.</summary>
    IEnumerable<CheckedResource> Evaluate(CheckRequest request);
}

/// <summary>What is evaluated, and where.</summary>
/// <param name="World">Everything there is.</param>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
/// <param name="Identifier">The managed rule.</param>
/// <param name="Parameters">As given; AWS's documented defaults are filled in by <see cref="Parameter"/>.</param>
internal sealed record CheckRequest(World World, StoredAccount Account, string Region, string Identifier, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>What the account has in the region.</summary>
    public StoredRegion There => World.Region(Account.Id, Region);

    /// <summary>What is judged where a rule is about the account itself.</summary>
    public CheckedResource Own(bool compliant, string? annotation = null) => new("AWS::::Account", Account.Id, compliant, annotation);

    /// <summary>A parameter as given, or AWS's documented default; null for neither.</summary>
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name) ?? ConfigRules.ManagedRules.Embedded.Find(Identifier)?.Find(name)?.Default;

    /// <summary>A parameter that is a list (CSV); none where it is not given.</summary>
    public IReadOnlyList<string> List(string name) => Parameter(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A parameter that is true or false; false where it is not given.</summary>
    public bool Flag(string name) => string.Equals(Parameter(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A parameter that is a number.</summary>
    public int Number(string name, int otherwise) => int.TryParse(Parameter(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}

/// <summary>A resource as a rule judges it.</summary>
/// <param name="Type">As <c>AWS::S3::Bucket</c>.</param>
/// <param name="Id">As Config names it.</param>
/// <param name="Compliant">Or not.</param>
/// <param name="Annotation">Why not.</param>
internal sealed record CheckedResource(string Type, string Id, bool Compliant, string? Annotation = null);
