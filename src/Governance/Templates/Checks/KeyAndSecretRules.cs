using System.Globalization;
using System.Text.RegularExpressions;
using SecretScoops.Governance.Guardrails;

namespace SecretScoops.Governance.Templates.Checks;

/// <summary>What is asked of KMS, Secrets Manager and Parameter Store.</summary>
internal static partial class KeyAndSecretRules
{
    private const string Secret = "AWS::SecretsManager::Secret";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("keys-rotated", "AWS::KMS::Key", KeysRotated),
        new("keys-private", ["AWS::KMS::Key", "AWS::KMS::ReplicaKey"], (key, told) => Statements.RefuseOpen(key["KeyPolicy"], "the key", told)),
        new("secrets-rotated", Secret, SecretsRotated),
        new("secrets-encrypted", Secret, (secret, told) =>
        {
            const string remedy = "set KmsKeyId to a key of ours";
            told.RequireAny(secret["KmsKeyId"], "the secret is encrypted with AWS's own key", remedy);
            told.Refuse(secret["KmsKeyId"], text => text.EndsWith("alias/aws/secretsmanager", StringComparison.Ordinal), "the secret is encrypted with AWS's own key", remedy);
        }),
        new("credentials-in-secrets-manager", ["AWS::SSM::Parameter", "AWS::RDS::DBInstance", "AWS::RDS::DBCluster"], InSecretsManager),
    ];

    private static void KeysRotated(Resource key, Told told)
    {
        // Only symmetric keys whose material KMS makes are rotated (KMS Developer Guide, "Rotate AWS KMS keys", read 2026-11).
        if (key["KeySpec"].Text is { } spec && spec != "SYMMETRIC_DEFAULT" || key["KeyUsage"].Text is { } use && use != "ENCRYPT_DECRYPT" || key["Origin"].Text is { } origin && origin != "AWS_KMS")
        {
            return;
        }

        var most = int.Parse(told.Parameter("days", "365"), NumberStyles.None, CultureInfo.InvariantCulture);
        told.RequireTrue(key["EnableKeyRotation"], "the key is never rotated", "set EnableKeyRotation: true");
        told.Refuse(
            key["RotationPeriodInDays"], text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > most,
            $"the key is rotated less than every {most} days", string.Create(CultureInfo.InvariantCulture, $"set RotationPeriodInDays: {most}"));
    }

    private static void SecretsRotated(Resource secret, Told told)
    {
        var attachments = secret.World.Of("AWS::SecretsManager::SecretTargetAttachment").Where(each => secret.IsNamedBy(each["SecretId"], "Name")).ToList();
        var schedules = secret.World.Of("AWS::SecretsManager::RotationSchedule")
            .Where(each => (secret.IsNamedBy(each["SecretId"], "Name") || attachments.Exists(attached => attached.IsNamedBy(each["SecretId"]))) && each.Exists).ToList();
        if (schedules is not [var schedule, ..])
        {
            told.Fail(secret.Properties, $"nothing rotates secret {secret.Name}", "add an AWS::SecretsManager::RotationSchedule for it");
            return;
        }

        var (rules, most) = (schedule["RotationRules"], int.Parse(told.Parameter("days", "30"), NumberStyles.None, CultureInfo.InvariantCulture));
        var said = rules["ScheduleExpression"] is { IsAbsent: false } expression ? expression : rules["AutomaticallyAfterDays"];
        if (said.Text is { } text && DaysOf(text) is null)
        {
            told.Unknown(said, "how often it rotates cannot be read off a cron expression");
            return;
        }

        told.Require(
            said, days => DaysOf(days) <= most, $"the secret is rotated less than every {most} days", string.Create(CultureInfo.InvariantCulture, $"set RotationRules: AutomaticallyAfterDays: {most}"));
    }

    /// <summary><c>30</c>, <c>rate(30 days)</c> or <c>rate(4 hours)</c>; null for a cron expression.</summary>
    private static int? DaysOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days
        : Rate.Match(text) is { Success: true } match && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? (match.Groups[2].Value == "day" ? count : 1)
        : null;

    private static void InSecretsManager(Resource resource, Told told)
    {
        const string remedy = "keep it in Secrets Manager, with rotation; RDS does so by itself with ManageMasterUserPassword: true";
        if (resource.Type == "AWS::SSM::Parameter")
        {
            var name = resource["Name"];
            var last = name.Written.Length > 0 ? name.Written : resource.Name;
            if (told.Parameters("names", "*password*,*secret*,*token*").FirstOrDefault(pattern => Wildcard.Matches(pattern, last.ToLowerInvariant())) is { } like)
            {
                told.Fail(name, $"Parameter Store would hold \"{last}\", which is a credential by its name ({like})", remedy);
            }

            return;
        }

        if (resource["MasterUserPassword"] is var password && password.Written.Contains("{{resolve:ssm", StringComparison.Ordinal))
        {
            told.Fail(password, "the password comes from Parameter Store", remedy);
        }
    }

    [GeneratedRegex(@"^rate\((\d+) (day|hour|minute)s?\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Rate { get; }
}
