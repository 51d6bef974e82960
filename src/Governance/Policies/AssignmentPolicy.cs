namespace SecretScoops.Governance.Policies;

/// <summary>Who may use which permission set where.</summary>
/// <param name="Group">A declared group's name.</param>
/// <param name="PermissionSet">A declared permission set's name.</param>
/// <param name="Account">A declared account's name, or the management account's.</param>
internal sealed record AssignmentPolicy(string Group, string PermissionSet, string Account);
