using Amazon.SecurityHub;
using Amazon.SecurityHub.Model;
using SecretScoops.Governance.Addresses;
using SecretScoops.Governance.Aws.Sessions;
using Resource = SecretScoops.Governance.Baseline.Engine.Resource;

namespace SecretScoops.Governance.Baseline.Resources.SecurityHubs;

/// <summary>
/// The calls of <see cref="SecurityHubKind"/>. A reading takes DescribeHub, GetEnabledStandards, one BatchGetStandardsControlAssociations for each hundred controls of the
/// enabled standards, and one BatchGetSecurityControls for each hundred that have parameters; which those are is asked once for each region.
/// </summary>
/// <param name="kind">The pure half.</param>
internal sealed class SecurityHubsAws(SecurityHubKind kind) : ScopedSetting<SecurityHubAttributes>(kind, Places.Regions)
{
    /// <inheritdoc/>
    /// <remarks>The batch calls ask for DescribeStandardsControls too (Service Authorization Reference, "AWS Security Hub", dependent actions, read 2026-11).</remarks>
    public override IReadOnlyList<Need> ReadPermissions =>
    [
        "securityhub:DescribeHub", "securityhub:GetEnabledStandards", "securityhub:ListSecurityControlDefinitions", "securityhub:BatchGetStandardsControlAssociations",
        "securityhub:BatchGetSecurityControls", new("securityhub:DescribeStandardsControls", For: "securityhub:BatchGetStandardsControlAssociations"),
    ];

    /// <inheritdoc/>
    /// <remarks>The service-linked role is made by EnableSecurityHub; changing associations asks for UpdateStandardsControl too (the same reference).</remarks>
    public override IReadOnlyList<Need> WritePermissions =>
    [
        "securityhub:EnableSecurityHub", "securityhub:DisableSecurityHub", "securityhub:UpdateSecurityHubConfiguration", "securityhub:BatchEnableStandards",
        "securityhub:BatchDisableStandards", "securityhub:BatchUpdateStandardsControlAssociations", new("securityhub:UpdateStandardsControl", For: "securityhub:BatchUpdateStandardsControlAssociations"), "securityhub:UpdateSecurityControl",
        Need.LinkedRole("securityhub.amazonaws.com", "securityhub:EnableSecurityHub"),
    ];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Scope>> ScopesAsync(AwsWorld world, CancellationToken cancel) => SecurityHubSetup.Of(world.Policies) is { } setup
        ? [.. (await base.ScopesAsync(world, cancel)).Where(scope => SecurityHubKind.Desired(setup, scope) is not null)]
        : [];

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Resource>> ReadInAsync(Scope scope, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var desired = SecurityHubKind.Desired(SecurityHubSetup.Of(world.Policies)!, scope)!;
        try
        {
            if (await SecurityHubReading.HubAsync(session, cancel) is { } hub)
            {
                return [await SeenAsync(scope, desired, hub, session, world, cancel)];
            }
        }
        catch (InvalidAccessException)
        {
            // Not subscribed, as of this call.
        }

        // Nothing is there, unless off is what is asked for.
        return desired.Enabled ? [] : [Seen(scope, new() { Enabled = false })];
    }

    private async Task<Resource> SeenAsync(Scope scope, SecurityHubAttributes desired, DescribeHubResponse hub, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        var seen = new SecurityHubAttributes
        {
            Enabled = true,
            ConfigRecorder = desired.ConfigRecorder,
            FindingGenerator = desired.FindingGenerator is null ? null : hub.ControlFindingGenerator?.Value,
            AutoEnableControls = desired.AutoEnableControls is null ? null : hub.AutoEnableControls,
        };
        if (desired.Standards is null)
        {
            return Seen(scope, seen);
        }

        var standards = new HubStandards(scope, session, world);
        var subscriptions = await standards.SubscriptionsAsync(cancel);
        var controls = new HubControls(session, await standards.ControlsAsync(subscriptions, cancel));
        return Seen(scope, seen with
        {
            Standards = [.. subscriptions.Select(HubStandards.Seen).OrderBy(each => each.Name, StringComparer.Ordinal)],
            DisabledControls = controls.WithAbsent(await controls.DisabledAsync(cancel), desired.DisabledControls!),
            ControlParameters = controls.WithAbsent(await controls.ParametersAsync(cancel), desired.ControlParameters!),
        });
    }

    /// <inheritdoc/>
    protected override async Task SetAsync(Address address, SecurityHubAttributes desired, AwsWorld world, CancellationToken cancel)
    {
        var session = world.SessionOf(address);
        var hub = await SecurityHubReading.HubAsync(session, cancel);
        if (!desired.Enabled)
        {
            if (hub is not null)
            {
                await session.SecurityHub.DisableSecurityHubAsync(new(), cancel);
            }

            return;
        }

        if (hub is null)
        {
            await SecurityHubReading.SubscribeAsync(session, desired.FindingGenerator, cancel);
        }

        await SecurityHubReading.PatientlyAsync(() => BringAsync(address, desired, session, world, cancel), world, cancel);
    }

    private static async Task BringAsync(Address address, SecurityHubAttributes desired, AwsSession session, AwsWorld world, CancellationToken cancel)
    {
        await ConfigureAsync(session, await session.SecurityHub.DescribeHubAsync(new(), cancel), desired, cancel);
        if (desired.Standards is null)
        {
            return;
        }

        var standards = new HubStandards(address.Within!.Value, session, world);
        var subscriptions = await standards.BringAsync(address, [.. desired.Standards.Select(each => each.Name)], cancel);
        var controls = new HubControls(session, await standards.ControlsAsync(subscriptions, cancel));
        await controls.BringAsync(address, desired.DisabledControls!, cancel);
        await controls.BringAsync(desired.ControlParameters!, cancel);
    }

    private static async Task ConfigureAsync(AwsSession session, DescribeHubResponse hub, SecurityHubAttributes desired, CancellationToken cancel)
    {
        var controls = desired.AutoEnableControls is { } on && on != hub.AutoEnableControls;
        var generator = desired.FindingGenerator is { } wanted && wanted != hub.ControlFindingGenerator?.Value;
        if (controls || generator)
        {
            await session.SecurityHub.UpdateSecurityHubConfigurationAsync(
                new()
                {
                    AutoEnableControls = controls ? desired.AutoEnableControls : null,
                    ControlFindingGenerator = generator ? ControlFindingGenerator.FindValue(desired.FindingGenerator) : null,
                },
                cancel);
        }
    }

    private Resource Seen(Scope scope, SecurityHubAttributes attributes) => kind.Of(scope.Address(kind.Name, SecurityHubSetup.Default), attributes);
}
