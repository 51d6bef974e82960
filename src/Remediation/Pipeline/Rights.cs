using System.Text.Encodings.Web;
using System.Text.Json;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Ledger;

namespace SecretScoops.Governance.Remediation.Pipeline;

/// <summary>The session policy of one fix: what it declared, on the one resource.</summary>
internal static class Rights
{
    // STS API Reference, AssumeRole, RoleSessionName (read 2026-11).
    private const int LongestSessionName = 64;

    /// <summary>What it takes to be that role. Names of accounts are no secret, and trust is easily given too widely: only an account of our own organization is meant.</summary>
    /// <param name="role">As <c>remediations.json</c> names it.</param>
    public static IReadOnlyList<Need> Needs(string role) =>
        [new("sts:AssumeRole", $"arn:{{partition}}:iam::*:role/{role}") { Only = new("StringEquals", "aws:ResourceOrgID", "${aws:PrincipalOrgID}") }];

    /// <summary>The remediation's role in the account of an incident, with these rights on its resource and no more.</summary>
    public static NarrowedRole Role(Office office, Incident incident, IEnumerable<Need> needs)
    {
        var name = $"remediation-{incident.Control}";
        return new()
        {
            AccountId = incident.AccountId,
            Region = incident.Region,
            RoleName = office.Policies.Role,
            SessionName = name[..Math.Min(LongestSessionName, name.Length)],
            SessionPolicy = PolicyFor(needs, need => need.On(incident, office.Connection.Partition)),
        };
    }

    /// <summary>An IAM policy, as short as it can be: STS takes 2,048 characters (STS API Reference, AssumeRole, Policy, read 2026-11).</summary>
    /// <param name="needs">Declared by the remediation.</param>
    /// <param name="on">The resource of a need.</param>
    public static string PolicyFor(IEnumerable<Need> needs, Func<Need, string> on)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("Version"u8, "2012-10-17"u8);
            json.WriteStartArray("Statement"u8);
            foreach (var statement in needs.GroupBy(on, need => need.Action).OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("Effect"u8, "Allow"u8);
                json.WriteStartArray("Action"u8);
                foreach (var action in statement.Distinct().Order(StringComparer.Ordinal))
                {
                    json.WriteStringValue(action);
                }

                json.WriteEndArray();
                json.WriteString("Resource"u8, statement.Key);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
