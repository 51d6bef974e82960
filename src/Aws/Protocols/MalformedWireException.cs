namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>What came over the wire is not of the form that the protocol or the shape wants.</summary>
internal sealed class MalformedWireException : Exception
{
    /// <summary>Says what was wrong.</summary>
    public MalformedWireException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was wrong, and what found it.</summary>
    public MalformedWireException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
