using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Texts with names of accounts and the organization, and with the ids that AWS has for them.</summary>
internal static partial class PlacedIds
{
    /// <summary>With names in place of ids: of accounts of this organization, and of the organization itself.</summary>
    public static async Task<string> NamedAsync(string text, AwsWorld world, CancellationToken cancel)
    {
        var organization = (await world.TreeAsync(cancel))?.Organization.Id;
        return Anything.Replace(text, match => match.Value == organization
            ? PlacedText.Organization
            : world.Ids.AddressOf(match.Value) is { Kind: KindNames.Account } account ? PlacedText.Account(account.Name) : match.Value);
    }

    /// <summary>With ids in place of names, as AWS takes it.</summary>
    /// <exception cref="FaultException">An account was neither read nor created in this run.</exception>
    public static async Task<string> FilledAsync(string text, AwsWorld world, CancellationToken cancel)
    {
        var organization = (await world.TreeAsync(cancel))?.Organization.Id;
        return PlacedText.Replace(text, account => account is not null ? world.AccountId(account) : organization ?? throw new FaultException(new()
        {
            Code = "unknown-id",
            What = "the organization has no id: there is none yet",
            Where = new(Address.Root.ToString()),
            Remedy = "leave --only out, so that the organization is made first",
        }));
    }

    /// <summary>What AWS has stored, as an attribute; null for none.</summary>
    public static async Task<JsonNode?> ReadAsync(string? stored, AwsWorld world, CancellationToken cancel) =>
        string.IsNullOrEmpty(stored) ? null : PolicyContent.Read(await NamedAsync(stored, world, cancel));

    /// <summary>What is uploaded.</summary>
    public static Task<string> UploadAsync(JsonNode document, AwsWorld world, CancellationToken cancel) => FilledAsync(PolicyContent.Upload(document), world, cancel);

    // Twelve digits by themselves, or an organization's id.
    [GeneratedRegex(@"(?<![0-9])[0-9]{12}(?![0-9])|(?<![a-z0-9-])o-[a-z0-9]{10,32}(?![a-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Anything { get; }
}
