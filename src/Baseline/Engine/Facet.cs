namespace SecretScoops.Governance.Baseline.Engine;

/// <summary>
/// A part of a kind that can be left out by name (<c>--without permission-set-tags</c>), where an endpoint or a partition does not offer the calls it needs.
/// Left out means: neither compared nor written. Read only where it tells whose a resource is.
/// </summary>
/// <param name="Name">As written on the command line.</param>
/// <param name="Attribute">The top-level attribute that goes with it.</param>
/// <param name="Needs">The IAM action whose absence makes it impossible, as <c>sso:ListTagsForResource</c>.</param>
internal sealed record Facet(string Name, string Attribute, string Needs);
