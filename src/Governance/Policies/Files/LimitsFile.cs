using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>limits.json</c>: every quota with its source.</summary>
internal static class LimitsFile
{
    private static Shape<Sourced<Quota>> QuotaShape => Shapes.Shape.Sourced(Shapes.Shape.Object<QuotaEntry>(quota =>
    {
        var value = quota.Required("value", Shapes.Shape.Integer(1, 1_000_000), "The limit, in the unit that the property's name says");
        var source = quota.Required("source", Shapes.Shape.Text(500), "Which AWS document says so, and when it was read");
        return fields => new(new(value.Of(fields), source.Of(fields)));
    }).Select(entry => entry.Quota));

    private static IEnumerable<PolicyType> ManagementTypes => Enum.GetValues<PolicyType>().Where(type => PolicyTypeWords.Management(type) is not null);

    private static Shape<PolicyTypeLimits> TypeShape => Shapes.Shape.Object<PolicyTypeLimits>(type =>
    {
        var characters = type.Required("characters", QuotaShape, "Characters of a policy as uploaded");
        var perTarget = type.Required("perTarget", QuotaShape, "Policies of the type attached to one target");
        return fields => new(characters.Of(fields).Value, perTarget.Of(fields).Value);
    });

    public static Shape<Limits> Shape { get; } = Shapes.Shape.Object<Limits>(file =>
    {
        _ = file.SchemaReference("./schemas/limits.schema.json");
        Property<Sourced<Quota>> Quota(string name, string description) => file.Required(name, QuotaShape, description);
        var scpCharacters = Quota("scpCharacters", "Characters of a service control policy as uploaded");
        var scpPerTarget = Quota("scpPerTarget", "Service control policies attached to one target, FullAWSAccess included");
        var rcpCharacters = Quota("rcpCharacters", "Characters of a resource control policy as uploaded");
        var rcpPerTarget = Quota("rcpPerTarget", "Resource control policies attached to one target, RCPFullAWSAccess included");
        var management = ManagementTypes.ToDictionary(
            type => type, type => file.Required(PolicyTypeWords.Word(type), TypeShape, $"Policies of type {PolicyTypeWords.Word(type)}"));
        var policyName = Quota("policyNameCharacters", "Characters of an organization policy's name");
        var policyDescription = Quota("policyDescriptionCharacters", "Characters of an organization policy's description");
        var unitDepth = Quota("organizationalUnitDepth", "Levels of units below the root");
        var unitName = Quota("organizationalUnitNameCharacters", "Characters of a unit's name");
        var accountName = Quota("accountNameCharacters", "Characters of an account's name");
        var accountEmail = Quota("accountEmailCharacters", "Characters of an account's e-mail address");
        var setName = Quota("permissionSetNameCharacters", "Characters of a permission set's name");
        var setDescription = Quota("permissionSetDescriptionCharacters", "Characters of a permission set's description");
        var inline = Quota("inlinePolicyCharacters", "Characters of a permission set's inline policy, white space not counted");
        var managedPerSet = Quota("managedPoliciesPerPermissionSet", "AWS-managed and customer-managed policies of one permission set");
        var managedPerRole = Quota("managedPoliciesPerRole", "Managed policies of the role that a permission set becomes in an account");
        var minimum = Quota("sessionMinimumMinutes", "Shortest session of a permission set");
        var maximum = Quota("sessionMaximumMinutes", "Longest session of a permission set");
        var tags = Quota("tagsPerResource", "Tags on one resource");
        var pattern = Quota("eventPatternCharacters", "Characters of an EventBridge rule's pattern");
        var targets = Quota("targetsPerEventRule", "Targets of one EventBridge rule");
        return fields => new()
        {
            ManagementPolicies = management.ToDictionary(type => type.Key, type => type.Value.Of(fields)),
            EventPatternCharacters = pattern.Of(fields).Value,
            TargetsPerEventRule = targets.Of(fields).Value,
            ScpCharacters = scpCharacters.Of(fields).Value,
            ScpPerTarget = scpPerTarget.Of(fields).Value,
            RcpCharacters = rcpCharacters.Of(fields).Value,
            RcpPerTarget = rcpPerTarget.Of(fields).Value,
            PolicyNameCharacters = policyName.Of(fields).Value,
            PolicyDescriptionCharacters = policyDescription.Of(fields).Value,
            OrganizationalUnitDepth = unitDepth.Of(fields).Value,
            OrganizationalUnitNameCharacters = unitName.Of(fields).Value,
            AccountNameCharacters = accountName.Of(fields).Value,
            AccountEmailCharacters = accountEmail.Of(fields).Value,
            PermissionSetNameCharacters = setName.Of(fields).Value,
            PermissionSetDescriptionCharacters = setDescription.Of(fields).Value,
            InlinePolicyCharacters = inline.Of(fields).Value,
            ManagedPoliciesPerPermissionSet = managedPerSet.Of(fields).Value,
            ManagedPoliciesPerRole = managedPerRole.Of(fields).Value,
            SessionMinimumMinutes = minimum.Of(fields).Value,
            SessionMaximumMinutes = maximum.Of(fields).Value,
            TagsPerResource = tags.Of(fields).Value,
        };
    });

    /// <summary>A quota as a reference type, which shapes of objects build.</summary>
    private sealed record QuotaEntry(Quota Quota);
}
