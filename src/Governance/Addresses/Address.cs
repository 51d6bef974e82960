using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SecretScoops.Governance.Addresses;

/// <summary>The stable name of one resource, in plans, journal, ledger and reports alike: <c>config-rule/rds-not-public@prod/eu-west-1</c>.</summary>
/// <param name="Kind">The kind's name, as policies and <c>--only</c> spell it; lower-case letters, digits and hyphens.</param>
/// <param name="Name">Unique within kind and scope; never an id that AWS invents.</param>
/// <param name="Scope">Empty for the organization, else <c>account</c> or <c>account/region</c>.</param>
internal readonly record struct Address(string Kind, string Name, string Scope = "") : IComparable<Address>
{
    /// <summary>The organization's one root, to which everything at the top refers.</summary>
    public static Address Root { get; } = new(KindNames.Organization, "root");

    /// <summary>The place the resource lives in; null for what is the organization's own.</summary>
    public Scope? Within => Account is { } account ? new(account, Region) : null;

    private static readonly SearchValues<char> Special = SearchValues.Create("@%\r\n\t");

    /// <summary>The account's name when the scope names one.</summary>
    public string? Account => Scope.Length == 0 ? null : Scope.Split('/', 2)[0];

    /// <summary>The region when the scope names one.</summary>
    public string? Region => Scope.Split('/', 2) is [_, var region] ? region : null;

    /// <summary>Orders by kind, name, scope, ordinally: the same everywhere.</summary>
    public int CompareTo(Address other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static Address Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException($"'{text}' is not an address: write kind/name or kind/name@account/region");

    /// <summary>Reads what <see cref="ToString"/> writes; false when the text is not an address.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Address address)
    {
        address = default;
        if (text is null)
        {
            return false;
        }

        var at = text.LastIndexOf('@');
        var (local, scope) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        if (local.Split('/', 2) is not [{ Length: > 0 } kind, { Length: > 0 } name] || (at >= 0 && scope.Length == 0))
        {
            return false;
        }

        address = new(kind, Uri.UnescapeDataString(name), scope);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Scope.Length == 0 ? $"{Kind}/{Escaped}" : $"{Kind}/{Escaped}@{Scope}";

    // Names come from AWS too, and an organizational unit may be called "a@b": only what would be read back wrongly is escaped.
    private string Escaped => Name.AsSpan().ContainsAny(Special)
        ? string.Concat(Name.Select(c => Special.Contains(c) ? Uri.HexEscape(c) : c.ToString()))
        : Name;

    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;

    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;

    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;
}
