using System.Text.Json.Nodes;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>Something of a resource that breaks the rule.</summary>
/// <param name="Atom">
/// JSON Pointer (RFC 6901) into the image: the smallest thing that a fix touches. Whatever of the image lies elsewhere may not change.
/// </param>
/// <param name="What">One sentence for people, values quoted, without a full stop.</param>
/// <param name="Should">What the atom should be; null for absent.</param>
internal sealed record Violation(string Atom, string What, JsonNode? Should);
