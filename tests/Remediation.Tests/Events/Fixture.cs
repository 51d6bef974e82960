using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>The recorded events, as they are and with changes, and an organization that they fit into.</summary>
internal static class Fixture
{
    public const string Member = "111122223333";
    public const string Administrator = "444455556666";
    public const string Stranger = "999988887777";

    public static readonly Belief Ours = new()
    {
        IsOurs = FrozenSet.Create(Member, Administrator).Contains,
        IsAdministrator = FrozenSet.Create(Administrator).Contains,
        Regions = FrozenSet.Create("us-east-1", "us-west-2", "eu-west-1", "eu-west-2"),
        OwnRoles = FrozenSet.Create("SecretScoops-Remediation-Network"),
    };

    public static IReadOnlyList<string> All { get; } = [.. Directory.EnumerateFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder(), $"{name}.json"));

    /// <summary>A fixture with a change made to its tree.</summary>
    public static byte[] With(string name, Action<JsonNode> change)
    {
        var tree = JsonNode.Parse(Bytes(name))!;
        change(tree);
        return Encoding.UTF8.GetBytes(tree.ToJsonString());
    }

    public static Reading Read(string name) => Doorbells.Read(Bytes(name), Ours);

    public static Reading Read(string name, Action<JsonNode> change) => Doorbells.Read(With(name, change), Ours);

    /// <summary>A call as CloudTrail hands it over, with nothing in it but what the table of calls looks at.</summary>
    public static byte[] Call(string source, string name, string request, string response = "null", string region = "us-east-1", string more = "") => Encoding.UTF8.GetBytes(
        $$"""
        {"version":"0","id":"e-1","detail-type":"AWS API Call via CloudTrail","source":"aws.{{source.Split('.')[0]}}","account":"{{Member}}","time":"2026-11-26T03:00:00Z","region":"{{region}}","resources":[],
         "detail":{"eventSource":"{{source}}","eventName":"{{name}}","awsRegion":"{{region}}","recipientAccountId":"{{Member}}","readOnly":false,
          "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::{{Member}}:user/jdoe","userName":"jdoe"},"requestParameters":{{request}},"responseElements":{{response}}{{more}}
         }
        }
        """);

    public static Doorbell OnlyDoorbell(Reading reading) => Assert.Single(Assert.IsType<Reading.Rung>(reading).Doorbells);

    public static string RefusedFor(Reading reading) => Assert.IsType<Reading.Refused>(reading).Code;

    public static string IgnoredFor(Reading reading) => Assert.IsType<Reading.Ignored>(reading).Why;

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../fixtures/events"));
}
