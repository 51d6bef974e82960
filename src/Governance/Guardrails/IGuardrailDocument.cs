namespace SecretScoops.Governance.Guardrails;

/// <summary>The content of an organization policy: a document of the IAM language, or of the language in which AWS services are configured.</summary>
internal interface IGuardrailDocument
{
    /// <summary>What is uploaded: Organizations counts every character, white space too.</summary>
    string Minified { get; }

    /// <summary>What plans compare and show: one text for all ways of writing the same.</summary>
    string Ordered { get; }

    /// <summary>Of the minified text.</summary>
    int Length { get; }
}

/// <summary>The content of a policy whose places alone are asked for.</summary>
internal sealed class UnreadDocument : IGuardrailDocument
{
    /// <inheritdoc/>
    public string Minified => throw Unread();

    /// <inheritdoc/>
    public string Ordered => throw Unread();

    /// <summary>Nothing: whoever deployed it measured it.</summary>
    public int Length => 0;

    private static InvalidOperationException Unread() => new("the document was not read: functions at work know only where it belongs");
}
