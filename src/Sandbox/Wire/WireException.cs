namespace SecretScoops.Governance.Sandbox.Wire;

/// <summary>An error that AWS answers with. Modelled errors derive from it (generated); others are thrown as it is.</summary>
/// <param name="code">The error code on the wire: <c>AccessDeniedException</c>, <c>ThrottlingException</c>.</param>
/// <param name="message">The message as AWS words it.</param>
/// <param name="status">The HTTP status.</param>
internal class WireException(string code, string message, int status) : Exception(message)
{
    /// <summary>The error code on the wire.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status that the answer carries.</summary>
    public int Status { get; } = status;
}
