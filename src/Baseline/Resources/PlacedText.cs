using System.Text.RegularExpressions;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>
/// Documents that name accounts and the organization. As attributes they carry names, <c>@{account:prod}</c> and <c>@{organization}</c>: ids are known at the moment of a
/// call only, and a plan is readable without them.
/// </summary>
internal static partial class PlacedText
{
    /// <summary>The organization's id.</summary>
    public const string Organization = "@{organization}";

    /// <summary>An account's id.</summary>
    public static string Account(string name) => $"@{{account:{name}}}";

    /// <summary>The accounts and the organization that a document names, which must be there before it can be written.</summary>
    public static IReadOnlyList<Reference> Mentions(string text) =>
    [
        .. Names.Matches(text)
            .Select(match => match.Groups[1] is { Success: true, Value: var account } ? new Address(KindNames.Account, account) : Address.Root)
            .Distinct().Order().Select(address => new Reference(address)),
    ];

    /// <summary>The text with something in place of each account's name and of the organization, which is null.</summary>
    public static string Replace(string text, Func<string?, string> replacement) =>
        Names.Replace(text, match => replacement(match.Groups[1] is { Success: true, Value: var account } ? account : null));

    [GeneratedRegex(@"@\{(?:account:([^}]+)|organization)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Names { get; }
}
