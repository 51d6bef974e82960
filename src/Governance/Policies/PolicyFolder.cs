using SecretScoops.Governance.ConfigRules;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Files;

namespace SecretScoops.Governance.Policies;

/// <summary>A folder of JSON → a bundle that can be relied on, or all that is wrong with it. Calls nothing but the file system.</summary>
internal static class PolicyFolder
{
    /// <summary>Reads, checks and resolves. Never throws for bad input.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="now">The time, to warn of exemptions that are over or soon will be; null to leave that out.</param>
    public static PolicyReading Read(string directory, DateTimeOffset? now = null) => Read(PolicyFiles.Read(directory), directory, now);

    /// <summary>As <see cref="Read(string, DateTimeOffset?)"/>, for functions at work: an exemption with faults exempts nothing, and hinders nobody from working by the rest.</summary>
    /// <remarks>
    /// Its faults are told all the same, here and by <see cref="Exemptions.ExemptionBook.Unreadable"/>. What no function works with is not opened (<see cref="PolicyFiles.AtWork"/>), and the bundle has none of it;
    /// guardrails are there with their places and without their documents:
    /// whoever deployed the function validated it, and it starts in half the time.
    /// </remarks>
    public static PolicyReading ReadAtWork(string directory) => Read(PolicyFiles.Read(directory, atWork: true), directory, null);

    private static PolicyReading Read(PolicyFiles files, string directory, DateTimeOffset? now)
    {
        var written = WrittenPolicies.Read(files);
        var across = new FaultLog();
        var resolved = new PolicyResolver(written, across).Resolve(now);
        var logs = files.Logs.Append(across).ToList();
        foreach (var file in files.All)
        {
            file.Faults.Close(file.Where);
        }

        across.Close(new(directory));
        return new(
            resolved,
            [.. logs.SelectMany(log => log.Faults).OrderBy(fault => fault.Where.Name, StringComparer.Ordinal).ThenBy(fault => fault.Where.Line).ThenBy(fault => fault.Where.Column)]);
    }
}

/// <summary>All files by their shapes, before they are held against each other.</summary>
internal sealed record WrittenPolicies
{
    public required PolicyFiles Files { get; init; }

    public required LandingZoneFile? LandingZone { get; init; }

    public required Limits? Limits { get; init; }

    public required OrganizationFile? Organization { get; init; }

    public required GroupsFile? Groups { get; init; }

    public required IReadOnlyList<(PolicyFile File, EnvironmentFile? Content)> Environments { get; init; }

    public required IReadOnlyList<(PolicyFile File, GuardrailFile? Content)> Guardrails { get; init; }

    public required IReadOnlyList<(PolicyFile File, PermissionSetFile? Content)> PermissionSets { get; init; }

    public required IReadOnlyList<(PolicyFile File, ConformancePackTemplate? Content)> ConformancePacks { get; init; }

    public required IReadOnlyList<(PolicyFile File, ExemptionFile? Content)> Exemptions { get; init; }

    public required WrittenCatalogue Catalogue { get; init; }

    /// <summary>Parts with files of their own, by area's name; a part without a readable file is not in it.</summary>
    public required IReadOnlyDictionary<string, Sourced<object>> Areas { get; init; }

    public static WrittenPolicies Read(PolicyFiles files)
    {
        var landingZone = files.Find(PolicyFiles.LandingZone)?.Read(LandingZoneFile.Shape);
        var placeholders = landingZone is null ? null : LandingZonePlaceholders.Of(landingZone.LandingZone);
        var catalogue = WrittenCatalogue.Of(files);
        var (guardrail, permissionSet) = (GuardrailFile.Shape(placeholders, withDocuments: !files.AtWork), PermissionSetFile.Shape(placeholders));
        return new()
        {
            Files = files,
            LandingZone = landingZone,
            Limits = files.Find(PolicyFiles.Limits)?.Read(LimitsFile.Shape),
            Organization = files.Find(PolicyFiles.Organization)?.Read(OrganizationFile.Shape),
            Groups = files.Find(PolicyFiles.Groups)?.Read(GroupsFile.Shape),
            Environments = [.. files.In(PolicyFiles.Environments).Select(file => (file, file.Read(EnvironmentFile.Shape)))],
            Guardrails = [.. files.In(PolicyFiles.Guardrails).Select(file => (file, file.Read(guardrail)))],
            PermissionSets = [.. files.In(PolicyFiles.PermissionSets).Select(file => (file, file.Read(permissionSet)))],
            ConformancePacks = [.. files.In(PolicyFiles.ConformancePacks).Select(file => (file, ConformancePackFile.Read(file)))],
            Exemptions = [.. files.In(PolicyFiles.Exemptions).Select(file => (file, file.Read(ExemptionFile.Shape)))],
            Catalogue = catalogue,
            Areas = catalogue.Fill(AreasOf(files)),
        };
    }

    private static Dictionary<string, Sourced<object>> AreasOf(PolicyFiles files)
    {
        var areas = new Dictionary<string, Sourced<object>>(StringComparer.Ordinal);
        foreach (var area in PolicyAreas.All)
        {
            if (files.Find(area.File) is { } file && area.Read(file) is { } content)
            {
                areas.Add(area.Name, new(content, file.Where));
            }
        }

        return areas;
    }
}
