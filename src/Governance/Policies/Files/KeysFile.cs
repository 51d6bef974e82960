using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies.Areas;
using SecretScoops.Governance.Policies.Shapes;

namespace SecretScoops.Governance.Policies.Files;

/// <summary><c>keys.json</c>: KMS keys that other parts of the landing zone use by name.</summary>
internal sealed record KeysFile
{
    public required IReadOnlyList<Sourced<KeyEntry>> Keys { get; init; }

    /// <summary>The part of the landing zone that this file declares.</summary>
    public static PolicyArea<KeysFile> Area { get; } = new("keys", "KMS keys", Files(), Hold);

    /// <summary>The key of that name, for parts that use it; a fault where there is none, or none in that account and region.</summary>
    public static void Require(AreaCheck check, Sourced<string> name, string account, string region)
    {
        if (check.LandingZone is not { } landingZone || check.Find(Area) is not { } file)
        {
            if (check.LandingZone is not null)
            {
                check.Faults.Error(name.Where, "unknown-key", $"there is no key {Quoted.Value(name.Value)}, because there is no readable {Area.File}", $"declare it in {Area.File}");
            }

            return;
        }

        var found = file.Keys.FirstOrDefault(key => key.Value.Key.Name == name.Value);
        if (found.Value is null)
        {
            check.Faults.Error(
                name.Where, "unknown-key", $"there is no key {Quoted.Value(name.Value)}",
                Nearest.Remedy(name.Value, file.Keys.Select(key => key.Value.Key.Name), $"declare it in {Area.File}"));
        }
        else if (!found.Value.Resolved(landingZone).Places(landingZone).Contains(new(account, region)))
        {
            check.Faults.Error(
                name.Where, "key-elsewhere", $"key {Quoted.Value(name.Value)} is not declared for account {Quoted.Value(account)} in {region}",
                $"add them to its \"accounts\" and \"regions\" in {Area.File}: a key serves its own account and region only");
        }
    }

    private static Shape<KeysFile> Files() => Shape.Object<KeysFile>(file =>
    {
        _ = file.SchemaReference("./schemas/keys.schema.json");
        var keys = file.Required("keys", Shape.Map(Formats.Slug, KeyEntry.Shape), "KMS keys by name; a key taken out of this file is deleted after its waiting period");
        return fields => new()
        {
            Keys = [.. keys.Of(fields).OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => new Sourced<KeyEntry>(key.Value with { Key = key.Value.Key with { Name = key.Key } }, key.Where))],
        };
    });

    private static void Hold(KeysFile file, AreaCheck check)
    {
        foreach (var (key, where) in file.Keys)
        {
            foreach (var account in key.Accounts)
            {
                _ = check.Declared.Accounts.Knows(account.Value, account.Where);
            }

            foreach (var region in key.Regions ?? [])
            {
                GovernedRegions.Require(check, region);
            }

            foreach (var reader in key.Readers)
            {
                _ = check.Declared.PermissionSets.Knows(reader.Value, reader.Where);
            }
        }
    }
}

/// <summary>A key as written.</summary>
internal sealed record KeyEntry
{
    /// <summary>Complete but for its accounts where none is written.</summary>
    public required KeyPolicy Key { get; init; }

    public required IReadOnlyList<Sourced<string>> Accounts { get; init; }

    public IReadOnlyList<Sourced<string>>? Regions { get; init; }

    public required IReadOnlyList<Sourced<string>> Readers { get; init; }

    /// <summary>With the management account where no account is written.</summary>
    public KeyPolicy Resolved(LandingZone landingZone) => Accounts.Count > 0 ? Key : Key with { Accounts = [landingZone.ManagementAccount] };

    public static Shape<KeyEntry> Shape { get; } = Shapes.Shape.Object<KeyEntry>(key =>
    {
        var description = key.Required("description", Shapes.Shape.Text(8_192), "What the key encrypts");
        var accounts = key.Optional(
            "accounts", Shapes.Shape.List(Shapes.Shape.Text(Formats.Name, 50), minimum: 1), [], "Accounts that each have a key of this name; left out, the management account", null, "root");
        var regions = key.Optional<IReadOnlyList<Sourced<string>>?>(
            "regions", Shapes.Shape.List(Shapes.Shape.Text(Formats.Region), minimum: 1)!, null, "Regions that each have a key of this name; left out, the home region");
        var rotation = key.Required("rotation", Rotation, "Whether AWS makes new key material by itself, and how often");
        var window = key.Required(
            "deletionWindowDays", Shapes.Shape.Integer(7, 30), "Days that a deletion waits and can be taken back: what was encrypted is lost with the key", 30);
        var services = key.Optional("services", Shapes.Shape.List(ServiceUses.OfKeys), [], "AWS services that encrypt with the key; what each may do follows from its name");
        var readers = key.Optional(
            "readers", Shapes.Shape.List(Shapes.Shape.Text(Formats.IamName, 32)), [], "Permission sets whose people may decrypt with the key", null, "AuditorReadOnly");
        var tags = key.Optional("tags", Shapes.Shape.Map(Formats.TagKey, Shapes.Shape.Text(256)), [], "Tags on the key; the ownership tag is added");
        return fields => new()
        {
            Key = new()
            {
                Name = "",
                Description = description.Of(fields),
                Accounts = [.. accounts.Of(fields).Select(account => account.Value)],
                Regions = regions.Of(fields) is { } written ? [.. written.Select(region => region.Value).Order(StringComparer.Ordinal)] : null,
                RotationDays = rotation.Of(fields).Days,
                DeletionWindowDays = window.Of(fields),
                Services = [.. services.Of(fields).Select(service => service.Value).Distinct().Order()],
                Readers = [.. readers.Of(fields).Select(reader => reader.Value).Order(StringComparer.Ordinal)],
                Tags = tags.Of(fields).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal),
            },
            Accounts = accounts.Of(fields),
            Regions = regions.Of(fields),
            Readers = readers.Of(fields),
        };
    });

    private static Shape<RotationEntry> Rotation => Shapes.Shape.Object<RotationEntry>(rotation =>
    {
        var enabled = rotation.Required("enabled", Shapes.Shape.Boolean, "false stops the rotation; old key material is kept either way");
        // 90 to 2560: KMS API Reference, EnableKeyRotation, RotationPeriodInDays, read 2026-11.
        var days = rotation.Optional("days", Shapes.Shape.Integer(90, 2_560), 365, "Days between rotations", () => 365);
        return fields => new(enabled.Of(fields) ? days.Of(fields) : null);
    });

    /// <summary>Days between rotations; null for none.</summary>
    private sealed record RotationEntry(int? Days);
}
