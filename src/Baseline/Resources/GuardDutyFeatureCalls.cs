using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Resources;

/// <summary>Features as one flat list of names, and as AWS's calls have them: with their parts inside.</summary>
internal static class GuardDutyFeatureCalls
{
    /// <summary>For a detector.</summary>
    public static List<DetectorFeatureConfiguration> OfDetector(IReadOnlyDictionary<string, string> features) =>
    [
        .. Nested(features).Select(feature => new DetectorFeatureConfiguration
        {
            Name = DetectorFeature.FindValue(feature.Name),
            Status = FeatureStatus.FindValue(feature.Value),
            AdditionalConfiguration = feature.Parts.Count == 0 ? null : [.. feature.Parts.Select(part => new DetectorAdditionalConfiguration
            {
                Name = FeatureAdditionalConfiguration.FindValue(part.Name),
                Status = FeatureStatus.FindValue(part.Value),
            })],
        }),
    ];

    /// <summary>For a member's detector.</summary>
    public static List<MemberFeaturesConfiguration> OfMember(IReadOnlyDictionary<string, string> features) =>
    [
        .. Nested(features).Select(feature => new MemberFeaturesConfiguration
        {
            Name = OrgFeature.FindValue(feature.Name),
            Status = FeatureStatus.FindValue(feature.Value),
            AdditionalConfiguration = feature.Parts.Count == 0 ? null : [.. feature.Parts.Select(part => new MemberAdditionalConfiguration
            {
                Name = OrgFeatureAdditionalConfiguration.FindValue(part.Name),
                Status = FeatureStatus.FindValue(part.Value),
            })],
        }),
    ];

    /// <summary>For the organization.</summary>
    public static List<OrganizationFeatureConfiguration> OfOrganization(IReadOnlyDictionary<string, string> features) =>
    [
        .. Nested(features).Select(feature => new OrganizationFeatureConfiguration
        {
            Name = OrgFeature.FindValue(feature.Name),
            AutoEnable = OrgFeatureStatus.FindValue(feature.Value),
            AdditionalConfiguration = feature.Parts.Count == 0 ? null : [.. feature.Parts.Select(part => new OrganizationAdditionalConfiguration
            {
                Name = OrgFeatureAdditionalConfiguration.FindValue(part.Name),
                AutoEnable = OrgFeatureStatus.FindValue(part.Value),
            })],
        }),
    ];

    /// <summary>A detector's, flat.</summary>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<DetectorFeatureConfigurationResult>? features) => Flat(
        (features ?? []).Select(feature => (feature.Name.Value, feature.Status?.Value, (feature.AdditionalConfiguration ?? []).Select(part => (part.Name.Value, part.Status?.Value)))));

    /// <summary>The organization's, flat.</summary>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<OrganizationFeatureConfigurationResult>? features) => Flat(
        (features ?? []).Select(feature => (feature.Name.Value, feature.AutoEnable?.Value, (feature.AdditionalConfiguration ?? []).Select(part => (part.Name.Value, part.AutoEnable?.Value)))));

    /// <summary>
    /// Sets features: in one call, and where AWS refuses that, each in a call of its own. One feature that a region does not have spoils the whole call, and AWS does not say which it was
    /// (GuardDuty API Reference, UpdateDetector: "There might be regional differences", read 2026-11).
    /// </summary>
    /// <exception cref="FaultException">Some were refused: they are named, and the others are set.</exception>
    public static async Task SetAsync(Address address, IReadOnlyDictionary<string, string> features, Func<IReadOnlyDictionary<string, string>, Task> call)
    {
        try
        {
            await call(features);
            return;
        }
        catch (BadRequestException) when (features.Count > 0)
        {
            // Each by itself tells which it was.
        }

        var refused = new List<string>();
        foreach (var feature in features.GroupBy(each => GuardDutyFeature.Split(each.Key).Feature))
        {
            try
            {
                await call(feature.ToDictionary(StringComparer.Ordinal));
            }
            catch (BadRequestException e)
            {
                refused.Add($"{feature.Key}: {e.Message}");
            }
        }

        if (refused.Count > 0)
        {
            throw new FaultException(new()
            {
                Code = "feature-refused",
                What = $"GuardDuty in {address.Region} refuses {string.Join("; ", refused)}",
                Where = new(address.ToString()),
                Remedy = $"if GuardDuty does not offer it in {address.Region}, name it under regions, {address.Region}, unavailable in guardduty.json; else mend what GuardDuty says",
            });
        }
    }

    private static IEnumerable<(string Name, string Value, List<(string Name, string Value)> Parts)> Nested(IReadOnlyDictionary<string, string> features) => features
        .Select(each => (Split: GuardDutyFeature.Split(each.Key), each.Value))
        .GroupBy(each => each.Split.Feature, StringComparer.Ordinal)
        .Select(group => (
            group.Key,
            group.Single(each => each.Split.Part is null).Value,
            group.Where(each => each.Split.Part is not null).Select(each => (each.Split.Part!, each.Value)).ToList()));

    private static Dictionary<string, string> Flat(IEnumerable<(string Name, string? Value, IEnumerable<(string Name, string? Value)> Parts)> features)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value, parts) in features)
        {
            flat[name] = value ?? "";
            foreach (var (part, its) in parts)
            {
                flat[GuardDutyFeature.Part(name, part)] = its ?? "";
            }
        }

        return flat;
    }
}
