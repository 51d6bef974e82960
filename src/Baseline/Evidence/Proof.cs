using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.Reports.Model;
using Evident = SecretScoops.Governance.Reports.Model.Evidence;

namespace SecretScoops.Governance.Baseline.Evidence;

/// <summary>Makes evidence of answers.</summary>
/// <param name="home">ARN of whoever collects, as STS tells.</param>
/// <param name="homeAccountId">Its account.</param>
/// <param name="accessRole">The role that is assumed in other accounts.</param>
/// <param name="sessionName">Of those sessions.</param>
internal sealed class Proof(string home, string homeAccountId, string accessRole, string sessionName)
{
    // Where the AWS CLI calls a service by another name than the one that signs its requests.
    private static readonly Dictionary<string, string> clients = new(StringComparer.Ordinal)
    {
        ["config"] = "configservice",
        ["sso"] = "sso-admin",
        ["monitoring"] = "cloudwatch",
    };

    /// <summary>The evidence.</summary>
    /// <param name="answer">What AWS answered.</param>
    /// <param name="source">Who said it.</param>
    /// <param name="command">What shows the same; null to make it from what was asked, where that can be.</param>
    public Evident Of(AwsAnswer answer, EvidenceSource source, string? command = null)
    {
        var account = answer.AccountId ?? homeAccountId;
        return new()
        {
            Source = source,
            Call = $"{answer.Service}:{answer.Operation}",
            AccountId = account,
            Region = answer.Region,
            Principal = account == homeAccountId ? home : $"arn:{home.Split(':')[1]}:sts::{account}:assumed-role/{accessRole}/{sessionName}",
            At = answer.At,
            RequestId = answer.RequestId,
            Sha256 = answer.Sha256,
            Command = command ?? CommandOf(answer),
        };
    }

    /// <summary>A command of the AWS CLI with values quoted for a shell: whatever a resource is called, it stays an argument.</summary>
    public static string Command(string client, string operation, string region, params IReadOnlyList<(string Option, string Value)> options) =>
        string.Join(' ', ["aws", client, operation, .. options.Select(each => $"--{each.Option} {Shell.Quoted(each.Value)}"), "--region", Shell.Quoted(region)]);

    private static string? CommandOf(AwsAnswer answer) => answer.Input is { } input
        ? Command(clients.GetValueOrDefault(answer.Service, answer.Service), Kebab(answer.Operation), answer.Region, input is "{}" ? [] : [("cli-input-json", input)])
        : null;

    /// <summary><c>ListAWSServiceAccessForOrganization</c> is <c>list-aws-service-access-for-organization</c>.</summary>
    private static string Kebab(string operation) => string.Concat(operation.Select((sign, i) =>
        i > 0 && char.IsAsciiLetterUpper(sign) && (!char.IsAsciiLetterUpper(operation[i - 1]) || (i + 1 < operation.Length && char.IsAsciiLetterLower(operation[i + 1])))
            ? $"-{char.ToLowerInvariant(sign)}"
            : $"{char.ToLowerInvariant(sign)}"));
}
