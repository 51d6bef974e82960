namespace SecretScoops.Governance.Sandbox.State;

/// <summary>Contacts and other facts of one account, as the Account service has them.</summary>
internal sealed record StoredContacts;
