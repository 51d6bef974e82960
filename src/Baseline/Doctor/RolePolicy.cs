using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Baseline.Evidence;
using SecretScoops.Governance.Baseline.Resources;

namespace SecretScoops.Governance.Baseline.Doctor;

/// <summary>The IAM policy that the tool's role needs, generated from what stands beside the calls.</summary>
internal static class RolePolicy
{
    // What the session itself needs, whatever the kinds.
    private static readonly string[] Always = ["sts:GetCallerIdentity"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    // Of what a report reads besides, and of what it does: it signs, and sends findings where it is told to.
    private static readonly string[] evidence = [.. ConfigWitness.Permissions, .. SecurityHubWitness.Permissions, .. LedgerWitness.Permissions];
    private static readonly string[] reporting = [.. KmsKey.Permissions, .. SecurityHubImport.Permissions];

    /// <summary>A policy document: reading for plan; evidence, signing and sending too for report; changing too for apply.</summary>
    public static string Document(RolePurpose purpose) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(
        [
            Statement("Read", Kinds.All.SelectMany(k => k.ReadPermissions).Concat(Always)),
            .. purpose == RolePurpose.Report ? [Statement("Evidence", evidence), Statement("Report", reporting)] : Array.Empty<JsonObject>(),
            .. purpose == RolePurpose.Apply ? [Statement("Change", Kinds.All.SelectMany(k => k.WritePermissions))] : Array.Empty<JsonObject>(),
        ]),
    }.ToJsonString(Indented);

    private static JsonObject Statement(string sid, IEnumerable<string> actions) => new JsonObject
    {
        ["Sid"] = sid,
        ["Effect"] = "Allow",
        ["Action"] = new JsonArray([.. actions.Distinct().Order(StringComparer.Ordinal).Select(a => (JsonNode)a)]),
        ["Resource"] = "*",
    };
}

/// <summary>What a role is for.</summary>
internal enum RolePurpose
{
    Plan,
    Report,
    Apply,
}
