using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.SecretsManager.Model;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Remediation.Remediations.Secrets;

/// <summary>A secret that nobody fetched for long is told of. It is never deleted by machine: what is fetched once a year, in an emergency, looks the same.</summary>
/// <param name="time">What day it is.</param>
internal sealed class SecretsUsed(TimeProvider time) : Remediation
{
    /// <inheritdoc/>
    public override string Control => "secrets-used";

    /// <inheritdoc/>
    public override string ResourceType => ResourceTypes.Secret;

    /// <inheritdoc/>
    public override Outage Outage => Outage.Irreversible;

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecurityControls => ["SecretsManager.3"];

    /// <inheritdoc/>
    public override IReadOnlyList<Need> Reads => Secret.Reads;

    /// <inheritdoc/>
    public override async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await subject.Session.Secrets.DescribeSecretAsync(new() { SecretId = subject.Id }, cancellationToken);
            if (secret.DeletedDate is not null)
            {
                return null;
            }

            var image = Secret.Image(secret, subject.Incident.Region);
            (image["created"], image["accessed"], image["today"]) = (Day(secret.CreatedDate), Day(secret.LastAccessedDate), Day(time.GetUtcNow().UtcDateTime));
            return image;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Violation> Judge(JsonObject image, Demands demands)
    {
        var most = demands.Number("unusedForDays", 90);
        // A date that AWS does not tell is none to judge by.
        return (string?)(image["accessed"] ?? image["created"]) is { } last && Days((string)image["today"]!) - Days(last) >= most && !Secret.IsAnothers(image)
            ? [new(
                "/accessed",
                image["accessed"] is null ? $"nobody ever fetched the secret, which was made on {last}" : $"nobody fetched the secret since {last}",
                string.Create(CultureInfo.InvariantCulture, $"less than {most} days ago"))]
            : [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations) =>
    [
        $"Ask whose it is: aws secretsmanager describe-secret --secret-id {subject.Id} --query '[Description,Tags]'",
        $"If nobody needs it: aws secretsmanager delete-secret --secret-id {subject.Id} --recovery-window-in-days 30; until then restore-secret brings it back",
    ];

    private static string? Day(DateTime? date) => date?.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Days(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
}
