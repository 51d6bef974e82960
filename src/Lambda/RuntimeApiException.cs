namespace SecretScoops.Governance.Lambda;

/// <summary>The runtime API is out of reach or answers what makes no sense; the process cannot go on.</summary>
internal sealed class RuntimeApiException(string message, Exception? cause = null) : Exception(message, cause);
