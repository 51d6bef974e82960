using System.Text;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Source;

namespace SecretScoops.Governance.Guardrails;

/// <summary>A document of the IAM policy language. Two are equal when they mean the same by form: see <see cref="Canonical"/>.</summary>
internal sealed class PolicyDocument : IGuardrailDocument, IEquatable<PolicyDocument>
{
    private readonly Lazy<string> _canonical;
    private readonly Lazy<string> _minified;
    private readonly Lazy<string> _ordered;

    public PolicyDocument(string? version, string? id, IReadOnlyList<Statement> statements)
    {
        (Version, Id, Statements) = (version, id, statements);
        _canonical = new(() => PolicyText.Canonical(this));
        _minified = new(() => PolicyText.Minified(this));
        _ordered = new(() => PolicyText.Ordered(this));
    }

    /// <summary>Null in documents of AWS that have none, which then follow the rules of 2008-10-17.</summary>
    public string? Version { get; }

    /// <summary>Only some resource policies have one.</summary>
    public string? Id { get; }

    /// <summary>In written order, which never matters.</summary>
    public IReadOnlyList<Statement> Statements { get; }

    /// <summary>
    /// One text for all ways of writing the same: order of statements, properties and values, repeated values, one value or a list of one,
    /// case of actions and of condition keys, white space. It is a valid document itself.
    /// </summary>
    public string Canonical => _canonical.Value;

    /// <summary>
    /// What plans compare and show: as <see cref="Canonical"/>, but actions and condition keys keep the case they were written in, for whoever reads them.
    /// A valid document itself.
    /// </summary>
    public string Ordered => _ordered.Value;

    /// <summary>What is uploaded: written order, no white space outside strings, lists of one unwrapped, ASCII.</summary>
    /// <remarks>Organizations counts every character it is sent, white space too (User Guide, "Quotas", read 2026-11).</remarks>
    public string Minified => _minified.Value;

    /// <summary>Of the minified text: the greater of UTF-16 units and UTF-8 bytes, because AWS's texts say both. Being ASCII, it is both.</summary>
    public int Length => Math.Max(Minified.Length, Encoding.UTF8.GetByteCount(Minified));

    /// <summary>Reads what AWS has stored.</summary>
    /// <exception cref="FormatException">The text is no policy document.</exception>
    public static PolicyDocument Parse(string fromAws) => TryParse(fromAws, out var document, out var fault)
        ? document
        : throw new FormatException($"not a policy document: {fault}");

    /// <summary>Reads what AWS has stored, leniently: any version, any known element. The fault says why it is no policy document.</summary>
    public static bool TryParse(
        string fromAws,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PolicyDocument? document,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Fault? fault)
    {
        var faults = new FaultLog();
        document = SourceReader.Read(Encoding.UTF8.GetBytes(fromAws), "policy document", faults) is { } node
            ? new PolicyDocumentReader(PolicyGrammar.Stored, placeholders: null, faults).Read(node)
            : null;
        fault = document is null ? faults.Faults[0] : null;
        return document is not null;
    }

    /// <summary>The same meaning by form.</summary>
    public bool Equals(PolicyDocument? other) => other is not null && Canonical == other.Canonical;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PolicyDocument);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    /// <inheritdoc/>
    public override string ToString() => Minified;
}
