using System.Globalization;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox.Ec2;

/// <summary>
/// What declarative policies of the organization say of an account's settings. What they say holds there, over what the account has said itself and says again when the policy goes; the account cannot change it.
/// </summary>
/// <remarks>
/// AWS Organizations User Guide, "EC2 policies" (custom error messages, syntax) and "Declarative policies" (what was set before comes back); EC2 API Reference, ManagedBy of each setting, read 2026-11. They are
/// enforced by the service itself, in the management account too. Of inheritance only <c>@@assign</c> is worked out: the one nearest to the account counts. Asking for what is declared is taken as compliant;
/// no document says which code the refusal has.
/// </remarks>
/// <param name="nearestFirst">What each policy says of EC2; the one that is attached nearest to the account comes first.</param>
internal sealed class DeclaredSettings(IReadOnlyList<JsonObject> nearestFirst)
{
    private const string Type = "DECLARATIVE_POLICY_EC2";
    private const string MetadataDefaults = "instance_metadata_defaults";

    /// <summary><c>block-all-sharing</c> and its like; null where no policy says it.</summary>
    public string? SnapshotPublicAccess => Hyphened("snapshot_block_public_access", "state");

    /// <summary><c>block-new-sharing</c> or <c>unblocked</c>; null where no policy says it.</summary>
    public string? ImagePublicAccess => Hyphened("image_block_public_access", "state");

    /// <summary>Null where no policy says it.</summary>
    public bool? SerialConsole => Said("serial_console_access", "status") is { } status ? status == "enabled" : null;

    /// <summary>Null where no policy says anything of it; in it, null for no preference.</summary>
    public StoredMetadataDefaults? Metadata => nearestFirst.Any(static policy => policy.ContainsKey(MetadataDefaults))
        ? new()
        {
            HttpTokens = Preferred("http_tokens"),
            HopLimit = int.TryParse(Said(MetadataDefaults, "http_put_response_hop_limit"), CultureInfo.InvariantCulture, out var hops) && hops > 0 ? hops : null,
            HttpEndpoint = Preferred("http_endpoint"),
            InstanceTags = Preferred("instance_metadata_tags"),
            TokensEnforced = Preferred("http_tokens_enforced"),
        }
        : null;

    /// <summary>What whoever is refused is told.</summary>
    public string Message => Said("exception_message") ?? "This action is denied due to an organizational policy in effect";

    /// <summary>Reads the policies that are attached to an account and to what it lies beneath.</summary>
    public static DeclaredSettings Of(SandboxState state, string accountId)
    {
        var organization = state.Organization;
        if (organization?.PolicyTypes.Exists(static type => type is { Type: Type, Status: "ENABLED" }) != true)
        {
            return new([]);
        }

        var policies = new List<JsonObject>();
        for (var at = accountId; at is not null; at = ParentOf(at))
        {
            policies.AddRange(organization.Policies.Where(policy => policy.Type == Type && policy.Targets.Contains(at))
                .Select(static policy => JsonNode.Parse(policy.Content)?["ec2_attributes"]).OfType<JsonObject>());
        }

        return new(policies);

        string? ParentOf(string id) => id == accountId ? state.Accounts.Find(account => account.Id == id)?.ParentId : organization.Units.Find(unit => unit.Id == id)?.ParentId;
    }

    /// <summary>Who keeps a setting, as EC2 says it.</summary>
    public static string Keeper(object? declared) => declared is null ? "account" : "declarative-policy";

    /// <summary>Refuses to set what a policy declares to anything else.</summary>
    public void Allow<T>(Func<DeclaredSettings, T?> declared, T asked)
    {
        if (declared(this) is { } holds && !holds.Equals(asked))
        {
            throw new WireException("OperationNotPermitted", Message, 400);
        }
    }

    private string? Hyphened(params ReadOnlySpan<string> path) => Said(path)?.Replace('_', '-');

    private string? Preferred(string name) => Said(MetadataDefaults, name) is { } said and not "no_preference" ? said : null;

    private string? Said(params ReadOnlySpan<string> path)
    {
        foreach (var policy in nearestFirst)
        {
            JsonNode? at = policy;
            foreach (var name in path)
            {
                at = (at as JsonObject)?[name];
            }

            if ((at as JsonObject)?["@@assign"] is JsonValue value)
            {
                return value.ToString();
            }
        }

        return null;
    }
}
