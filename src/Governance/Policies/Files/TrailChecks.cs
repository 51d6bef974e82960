using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;

namespace SecretScoops.Governance.Policies.Files;

/// <summary>Holds the trail against the rest of the folder, and against what CloudTrail can do.</summary>
internal static class TrailChecks
{
    /// <summary>Resource types whose ARNs name the account, and what comes before and after it; only these can be chosen by environment.</summary>
    /// <remarks>CloudTrail API Reference, AdvancedFieldSelector, "resources.ARN", read 2026-11.</remarks>
    public static IReadOnlyDictionary<string, (string Service, string Resource)> WithAccounts { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["AWS::Lambda::Function"] = ("lambda", "function:"),
        ["AWS::DynamoDB::Table"] = ("dynamodb", "table/"),
        ["AWS::DynamoDB::Stream"] = ("dynamodb", "table/"),
        ["AWS::SNS::Topic"] = ("sns", ""),
        ["AWS::SQS::Queue"] = ("sqs", ""),
        ["AWS::SecretsManager::Secret"] = ("secretsmanager", "secret:"),
    };

    /// <summary>Tells all that does not fit.</summary>
    public static void Hold(TrailFile file, AreaCheck check)
    {
        var region = LogArchiveFile.Require(check, file.Bucket, ServiceUse.CloudTrail);
        if (file.Key is { } key && check.LandingZone is { } landingZone && region is not null && check.Find(LogArchiveFile.Area) is { } archive)
        {
            // CloudTrail takes a key of the bucket's region only: CloudTrail User Guide, "Encrypting CloudTrail log files … with AWS KMS keys", read 2026-11.
            KeysFile.Require(check, key, archive.Resolved(landingZone).Account, region);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (entry, where) in file.DataEvents)
        {
            if (!names.Add(entry.Events.Name))
            {
                check.Faults.Error(where, "duplicate-name", $"{Quoted.Value(entry.Events.Name)} names two selections", "give each a name of its own");
            }

            foreach (var environment in entry.Environments)
            {
                _ = check.Declared.Environments.Knows(environment.Value, environment.Where);
            }

            if (entry.Environments.Count > 0 && !WithAccounts.ContainsKey(entry.Events.ResourceType))
            {
                check.Faults.Error(
                    where, "not-by-environment", $"ARNs of {entry.Events.ResourceType} do not name the account, so that CloudTrail cannot tell environments apart",
                    "delete \"environments\" and write \"arnPrefixes\"");
            }
            else if (entry.Events.ArnPrefixes.Any(prefix => prefix.Split(':') is [_, _, _, _, { Length: > 0 }, ..]))
            {
                check.Faults.Error(where, "account-by-id", "an ARN prefix names an account by its id", "write \"environments\" instead: ids are looked up when the trail is written");
            }
            else if (entry is { Environments.Count: > 0, Events.ArnPrefixes.Count: > 0 })
            {
                check.Faults.Error(where, "conflicting-properties", "the selection has both environments and arnPrefixes", "keep one of them");
            }
        }

        if (file.Trail is { ManagementEvents: null, DataEvents: [] })
        {
            check.Faults.Error(file.Bucket.Where, "nothing-logged", "the trail logs neither management nor data events", "enable managementEvents, or write \"enabled\": false to stop the trail");
        }

        if (file.Trail is { MultiRegion: true, GlobalServiceEvents: false })
        {
            // CloudTrail API Reference, CreateTrail, InvalidParameterCombinationException, read 2026-11.
            check.Faults.Error(file.Bucket.Where, "conflicting-properties", "a trail of all regions logs global services too", "write \"globalServiceEvents\": true, or \"multiRegion\": false");
        }

        if (file.Trail.Insights.Contains("ApiCallRateInsight") && file.Trail.ManagementEvents is null or { Access: EventAccess.Read })
        {
            // CloudTrail User Guide, "Working with CloudTrail Insights", read 2026-11.
            check.Faults.Error(file.Bucket.Where, "insights-blind", "api-call-rate watches management events that write, and the trail does not log those", "log them, or take api-call-rate out");
        }
    }
}
