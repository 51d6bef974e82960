using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Policies.Shapes;

/// <summary>A format of text.</summary>
/// <param name="Code">The fault's code when text is not of it: <c>invalid-email</c>.</param>
/// <param name="Described">With its article, as in <c>an AWS region such as "eu-west-1"</c>.</param>
/// <param name="Pattern">Anchored, without look-around: the JSON Schema carries it too.</param>
internal sealed record TextFormat(string Code, string Described, Regex Pattern);
