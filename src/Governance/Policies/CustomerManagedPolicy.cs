namespace SecretScoops.Governance.Policies;

/// <summary>An IAM policy of the account itself, by name.</summary>
/// <param name="Name">Without its path.</param>
/// <param name="Path">Begins and ends with a slash; <c>/</c> by default.</param>
internal sealed record CustomerManagedPolicy(string Name, string Path);
