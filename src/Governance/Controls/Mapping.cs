namespace SecretScoops.Governance.Controls;

/// <summary>Says that a control answers a requirement of a framework.</summary>
/// <param name="Framework">Key of a <see cref="Controls.Framework"/>: <c>cis-aws-5.0</c>. Versions are different frameworks.</param>
/// <param name="Requirement">Id as the framework writes it: <c>1.11</c>, <c>AC-2(1)</c>.</param>
/// <param name="Source">Who says so: a document, or a project at a commit.</param>
/// <param name="Date">When the source was read.</param>
internal sealed record Mapping(string Framework, string Requirement, string Source, DateOnly Date);
