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

    /// <summary>With names in place of ids: of accounts of this organization, and of the organization itself.</summary>
    public static async Task<string> NamedAsync(string text, AwsWorld world, CancellationToken cancel)
    {
        var organization = (await world.TreeAsync(cancel))?.Organization.Id;
        return Ids.Replace(text, match => match.Value == organization
            ? Organization
            : world.Ids.AddressOf(match.Value) is { Kind: KindNames.Account } account ? Account(account.Name) : match.Value);
    }

    /// <summary>With ids in place of names, as AWS takes it.</summary>
    /// <exception cref="FaultException">An account was neither read nor created in this run.</exception>
    public static async Task<string> FilledAsync(string text, AwsWorld world, CancellationToken cancel)
    {
        var organization = (await world.TreeAsync(cancel))?.Organization.Id;
        return Names.Replace(text, match => match.Groups[1] is { Success: true, Value: var account } ? world.AccountId(account) : organization ?? throw new FaultException(new()
        {
            Code = "unknown-id",
            What = "the organization has no id: there is none yet",
            Where = new(Address.Root.ToString()),
            Remedy = "leave --only out, so that the organization is made first",
        }));
    }

    [GeneratedRegex(@"@\{(?:account:([^}]+)|organization)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Names { get; }

    // Twelve digits by themselves, or an organization's id.
    [GeneratedRegex(@"(?<![0-9])[0-9]{12}(?![0-9])|(?<![a-z0-9-])o-[a-z0-9]{10,32}(?![a-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Ids { get; }
}
