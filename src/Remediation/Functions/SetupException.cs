namespace SecretScoops.Governance.Remediation.Functions;

/// <summary>The functions cannot work as they were set up.</summary>
/// <param name="why">What is wrong, where, and how to mend it.</param>
internal sealed class SetupException(string why) : Exception(why);
