using System.Text.Json;
using SecretScoops.Governance.Controls;
using SecretScoops.Governance.Reports.Model;

namespace SecretScoops.Governance.Reports.Formats;

/// <summary>
/// A finding in the AWS Security Finding Format 2018-10-08. Limits and required members: AWS Security Hub User Guide, "ASFF syntax" and "Required attributes", and the API model of
/// <c>BatchImportFindings</c>, read 2026-09: ids 512 characters, title 256, description 1,024, 32 related requirements, 50 pairs of tags or product fields, no member blank.
/// </summary>
/// <param name="report">That findings are of.</param>
internal sealed class AsffFinding(Report report)
{
    /// <summary>What the generators of all our findings begin with, and the names of our product fields.</summary>
    public const string Ours = "secret-scoops/";

    /// <summary>The product field that says which answer a finding rests upon.</summary>
    public const string EvidenceField = Ours + "evidence";

    private const int MostPairs = 50;
    private const int MostRequirements = 32;
    private readonly Standing standing = new(report.Header);
    private readonly Dictionary<string, AsffControl> controls = [];
    private readonly Dictionary<string, ReportAccount> accounts = report.Header.Accounts.ToDictionary(account => account.Id, StringComparer.Ordinal);

    /// <summary>The home of IAM and Route 53.</summary>
    private const string HomeOfGlobal = "us-east-1";

    /// <summary>
    /// The region whose Security Hub takes the finding. What has no region, or one that is not governed, goes to where AWS has its global services, if that is governed, else to the account's first
    /// governed region: elsewhere there is no Security Hub that anybody looks into.
    /// </summary>
    public string RegionOf(Finding finding) => accounts.GetValueOrDefault(finding.AccountId) switch
    {
        { Regions: [_, ..] regions } when regions.Contains(finding.Region) => finding.Region,
        { Regions: [var first, ..] regions } => regions.Contains(HomeOfGlobal) ? HomeOfGlobal : first,
        _ => finding.Region == "global" ? HomeOfGlobal : finding.Region,
    };

    /// <summary>The product in whose name an account sends findings of its own making.</summary>
    public static string ProductArn(string accountId, string region) => $"arn:{AwsNames.Partition.Of(region)}:securityhub:{region}:{accountId}:product/{accountId}/default";

    /// <summary>What makes the findings of a control.</summary>
    public static string GeneratorOf(string control) => $"{Ours}{Plain.Filled(control, 256)}";

    /// <summary>Writes one finding as an object.</summary>
    public void Write(Utf8JsonWriter json, Finding finding)
    {
        var control = Known(finding.Control);
        var region = RegionOf(finding);
        var partition = AwsNames.Partition.Of(region);
        json.WriteStartObject();
        json.WriteString("SchemaVersion"u8, "2018-10-08"u8);
        // A name of fixed length, since ids may have 512 characters and resources' names more; of the resource too, since findings of one control would else collide.
        json.WriteString("Id"u8, $"{control.Generator}/{StableId.Fingerprint(finding)}");
        json.WriteString("ProductArn"u8, ProductArn(finding.AccountId, region));
        json.WriteString("GeneratorId"u8, control.Generator);
        json.WriteString("AwsAccountId"u8, finding.AccountId);
        // Said each time: one that was archived and is back would stay archived.
        json.WriteString("RecordState"u8, "ACTIVE"u8);
        json.WritePropertyName("Types"u8);
        json.WriteRawValue(types, skipInputValidation: true);
        var observed = finding.ObservedAt.UtcDateTime;
        json.WriteString("CreatedAt"u8, observed);
        // An update that is not later than what is there is ignored, and a verdict may change while what was observed stays: when an exemption ends.
        json.WriteString("UpdatedAt"u8, report.Header.At > finding.ObservedAt ? report.Header.At.UtcDateTime : observed);
        Severity(json, finding.Verdict, control.Control.Severity);
        json.WriteString("Title"u8, control.Title);
        json.WriteString("Description"u8, Plain.Filled(finding.Reason, 1024));
        Fields(json, finding);
        Resource(json, finding, partition);
        Compliance(json, finding, control);
        if (finding.Verdict == Verdict.Exempt)
        {
            Suppression(json, finding);
        }

        json.WriteEndObject();
    }

    private static readonly byte[] types = "[\"Software and Configuration Checks/Industry and Regulatory Standards\"]"u8.ToArray();

    private AsffControl Known(string id)
    {
        if (!controls.TryGetValue(id, out var known))
        {
            var control = standing.Control(id);
            known = new(control, GeneratorOf(id), Plain.Filled(control.Title, 256),
                [.. control.Crosswalk.Select(each => Plain.Filled($"{standing.FrameworkName(each.Framework)}/{each.Requirement}", 512)).Distinct().Take(MostRequirements)]);
            controls[id] = known;
        }

        return known;
    }

    // Label and Normalized, which older readers take; both as AWS ties them to each other. FindingProviderFields is what an update may change.
    private static void Severity(Utf8JsonWriter json, Verdict verdict, AlertSeverity severity)
    {
        var (label, normalized) = verdict is Verdict.Pass or Verdict.NotApplicable ? ("INFORMATIONAL", 0) : severity switch
        {
            AlertSeverity.Critical => ("CRITICAL", 90),
            AlertSeverity.High => ("HIGH", 70),
            AlertSeverity.Medium => ("MEDIUM", 40),
            AlertSeverity.Low => ("LOW", 1),
        };
        json.WriteStartObject("Severity"u8);
        json.WriteString("Label"u8, label);
        json.WriteNumber("Normalized"u8, normalized);
        json.WriteEndObject();
        json.WriteStartObject("FindingProviderFields"u8);
        json.WriteStartObject("Severity"u8);
        json.WriteString("Label"u8, label);
        json.WriteEndObject();
        json.WritePropertyName("Types"u8);
        json.WriteRawValue(types, skipInputValidation: true);
        json.WriteEndObject();
    }

    private void Fields(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("ProductFields"u8);
        json.WriteString("secret-scoops/verdict"u8, Standing.Word(finding.Verdict));
        json.WriteString("secret-scoops/environment"u8, Plain.Filled(finding.Environment, 256));
        json.WriteString("secret-scoops/report"u8, report.Header.Id);
        if (finding.Declared is not null)
        {
            json.WriteString("secret-scoops/declared"u8, Plain.Filled(finding.Declared.ToJsonString(), 1024));
        }

        if (finding.Observed is not null)
        {
            json.WriteString("secret-scoops/observed"u8, Plain.Filled(finding.Observed.ToJsonString(), 1024));
        }

        if (finding.Evidence is [var evidence, ..])
        {
            json.WriteString(EvidenceField, Plain.Filled($"{evidence.Call} sha256:{evidence.Sha256}", 1024));
        }

        json.WriteEndObject();
    }

    private static void Resource(Utf8JsonWriter json, Finding finding, string partition)
    {
        json.WriteStartArray("Resources"u8);
        json.WriteStartObject();
        json.WriteString("Type"u8, AsffResourceTypes.Of(finding.ResourceType));
        json.WriteString("Id"u8, Plain.Filled(finding.ResourceId, 512));
        json.WriteString("Partition"u8, partition);
        if (finding.Region != "global")
        {
            json.WriteString("Region"u8, finding.Region);
        }

        if (finding.Tags.Count > 0)
        {
            json.WriteStartObject("Tags"u8);
            foreach (var (name, value) in finding.Tags.Select(each => (Name: Plain.Filled(each.Key, 128), Value: Plain.Filled(each.Value, 256))).DistinctBy(each => each.Name).Take(MostPairs))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Compliance(Utf8JsonWriter json, Finding finding, AsffControl control)
    {
        json.WriteStartObject("Compliance"u8);
        json.WriteString("Status"u8, finding.Verdict switch
        {
            Verdict.Pass => "PASSED",
            // Somebody accepted it; that is Workflow's to say, and makes it no pass.
            Verdict.Fail or Verdict.Exempt => "FAILED",
            Verdict.NotApplicable or Verdict.NotEvaluated => "NOT_AVAILABLE",
        });
        if (control.Requirements.Count > 0)
        {
            json.WriteStartArray("RelatedRequirements"u8);
            foreach (var requirement in control.Requirements)
            {
                json.WriteStringValue(requirement);
            }

            json.WriteEndArray();
        }

        if (finding.Verdict is Verdict.NotApplicable or Verdict.NotEvaluated)
        {
            json.WriteStartArray("StatusReasons"u8);
            json.WriteStartObject();
            json.WriteString("ReasonCode"u8, finding.Verdict == Verdict.NotApplicable ? "NOT_APPLICABLE"u8 : "NOT_EVALUATED"u8);
            json.WriteString("Description"u8, Plain.Filled(finding.Reason, 1024));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void Suppression(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("Workflow"u8);
        json.WriteString("Status"u8, "SUPPRESSED"u8);
        json.WriteEndObject();
        if (standing.Exemption(finding.Exemption) is { } exemption)
        {
            json.WriteStartObject("Note"u8);
            json.WriteString("Text"u8, Plain.Filled($"{exemption.Id} ({exemption.Ticket}), until {exemption.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {exemption.Reason}", 512));
            json.WriteString("UpdatedBy"u8, Plain.Filled(exemption.Approver, 512));
            json.WriteString("UpdatedAt"u8, finding.ObservedAt.UtcDateTime);
            json.WriteEndObject();
        }
    }

    private sealed record AsffControl(Control Control, string Generator, string Title, IReadOnlyList<string> Requirements);
}
