using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>The account's password policy is as strict as asked. What is stricter already stays: nothing is ever weakened.</summary>
/// <remarks>
/// UpdateAccountPasswordPolicy resets whatever it is not given (IAM API Reference, read 2026-11), so that each write reads first and gives all of it. It holds for passwords set
/// from then on, and for the age of those there are; whoever must change his can, unless hard expiry is asked for.
/// </remarks>
internal sealed class IamPasswordPolicy : Remediation
{
    private const string Whole = "/passwordPolicy";
    private static readonly string[] switches = ["RequireUppercaseCharacters", "RequireLowercaseCharacters", "RequireNumbers", "RequireSymbols", "AllowUsersToChangePassword", "HardExpiry"];

    /// <inheritdoc/>
    public override string Control => "iam-password-policy";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Account;

    /// <inheritdoc/>
    public override Outage Outage => Outage.None;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["IAM.7", "IAM.11", "IAM.12", "IAM.13", "IAM.14", "IAM.15", "IAM.16", "IAM.17"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Calls => ["iam.amazonaws.com:UpdateAccountPasswordPolicy", "iam.amazonaws.com:DeleteAccountPasswordPolicy"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => [new("iam:GetAccountPasswordPolicy", "*")];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Writes => [new("iam:UpdateAccountPasswordPolicy", "*"), new("iam:DeleteAccountPasswordPolicy", "*")];

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var policy = (await subject.Session.Iam.GetAccountPasswordPolicyAsync(new GetAccountPasswordPolicyRequest(), cancellationToken)).PasswordPolicy;
            return new()
            {
                ["passwordPolicy"] = new JsonObject
                {
                    ["MinimumPasswordLength"] = policy.MinimumPasswordLength ?? 6,
                    ["PasswordReusePrevention"] = policy.PasswordReusePrevention ?? 0,
                    ["MaxPasswordAge"] = policy.MaxPasswordAge ?? 0,
                    ["RequireUppercaseCharacters"] = policy.RequireUppercaseCharacters ?? false,
                    ["RequireLowercaseCharacters"] = policy.RequireLowercaseCharacters ?? false,
                    ["RequireNumbers"] = policy.RequireNumbers ?? false,
                    ["RequireSymbols"] = policy.RequireSymbols ?? false,
                    ["AllowUsersToChangePassword"] = policy.AllowUsersToChangePassword ?? false,
                    ["HardExpiry"] = policy.HardExpiry ?? false,
                },
            };
        }
        catch (NoSuchEntityException)
        {
            return new() { ["passwordPolicy"] = null };
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        if (image["passwordPolicy"] is not JsonObject policy)
        {
            return [new(Whole, "the account has no password policy", Asked(demands))];
        }

        var asked = Asked(demands);
        return
        [
            .. AtLeast("MinimumPasswordLength", "passwords may be as short as {0}"),
            .. AtLeast("PasswordReusePrevention", "only the last {0} passwords may not be used again"),
            .. (int)asked["MaxPasswordAge"]! is > 0 and var days && ((int)policy["MaxPasswordAge"]! is 0 || (int)policy["MaxPasswordAge"]! > days)
                ? (Violation[])[new($"{Whole}/MaxPasswordAge", string.Create(CultureInfo.InvariantCulture, $"passwords may be older than {days} days"), days)]
                : [],
            .. switches.Where(name => (bool)asked[name]! && !(bool)policy[name]!).Select(name => new Violation($"{Whole}/{name}", $"\"{name}\" is off", true)),
        ];

        IEnumerable<Violation> AtLeast(string name, string what) => (int)policy[name]! < (int)asked[name]!
            ? [new($"{Whole}/{name}", string.Format(CultureInfo.InvariantCulture, what, (int)policy[name]!), (int)asked[name]!)]
            : [];
    }

    /// <inheritdoc/>
    public override async Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken)
    {
        if (atom == Whole && value is null)
        {
            await subject.Session.Iam.DeleteAccountPasswordPolicyAsync(new(), cancellationToken);
            return;
        }

        // Read anew: an atom of the same fix may have been written since.
        var policy = atom == Whole ? value!.AsObject() : (await ReadAsync(subject, cancellationToken))!["passwordPolicy"]?.AsObject() ?? [];
        if (atom != Whole)
        {
            policy[Images.Keys(atom)[1]] = value!.DeepClone();
        }

        await subject.Session.Iam.UpdateAccountPasswordPolicyAsync(
            new()
            {
                MinimumPasswordLength = (int?)policy["MinimumPasswordLength"],
                // Nought is not within what IAM takes: left out, there is no such limit.
                PasswordReusePrevention = (int?)policy["PasswordReusePrevention"] is > 0 and var reuse ? reuse : null,
                MaxPasswordAge = (int?)policy["MaxPasswordAge"] is > 0 and var age ? age : null,
                RequireUppercaseCharacters = (bool?)policy["RequireUppercaseCharacters"],
                RequireLowercaseCharacters = (bool?)policy["RequireLowercaseCharacters"],
                RequireNumbers = (bool?)policy["RequireNumbers"],
                RequireSymbols = (bool?)policy["RequireSymbols"],
                AllowUsersToChangePassword = (bool?)policy["AllowUsersToChangePassword"],
                HardExpiry = (bool?)policy["HardExpiry"],
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations)
    {
        var asked = Asked(subject.Demands);
        string[] flags =
        [
            .. switches.Where(name => name != "HardExpiry").Select(name => Flag(name, (bool)asked[name]!)),
            .. (bool)asked["HardExpiry"]! ? (string[])["--hard-expiry"] : [],
        ];
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"aws iam update-account-password-policy --minimum-password-length {(int)asked["MinimumPasswordLength"]!} --password-reuse-prevention {(int)asked["PasswordReusePrevention"]!} --max-password-age {(int)asked["MaxPasswordAge"]!} {string.Join(' ', flags)}"),
            "The command replaces the whole policy: where aws iam get-account-password-policy shows something stricter, keep that",
        ];
    }

    private static string Flag(string name, bool on) =>
        (on ? "--" : "--no-") + string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static JsonObject Asked(Demands demands)
    {
        var asked = new JsonObject
        {
            ["MinimumPasswordLength"] = demands.Number("MinimumPasswordLength", 16),
            ["PasswordReusePrevention"] = demands.Number("PasswordReusePrevention", 24),
            ["MaxPasswordAge"] = demands.Number("MaxPasswordAge", 90),
        };
        foreach (var name in switches)
        {
            asked[name] = bool.Parse(demands.Text(name, name == "HardExpiry" ? "false" : "true"));
        }

        return asked;
    }
}
