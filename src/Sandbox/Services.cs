using SecretScoops.Governance.Sandbox.Doors;
using SecretScoops.Governance.Sandbox.Wire;

namespace SecretScoops.Governance.Sandbox;

/// <summary>The services that there are.</summary>
internal static class Services
{
    /// <summary>Each with its side of the wire.</summary>
    public static IReadOnlyList<(IWireService Wire, IBehaviour Behaviour)> All(World world) =>
    [
        Of(new Organizations.OrganizationsSandbox(world), static each => new Wire.Organizations.OrganizationsWireService(each)),
        Of(new SsoAdmin.SsoAdminSandbox(world), static each => new Wire.SsoAdmin.SsoAdminWireService(each)),
        Of(new IdentityStore.IdentityStoreSandbox(world), static each => new Wire.IdentityStore.IdentityStoreWireService(each)),
        Of(new Sts.StsSandbox(world), static each => new Wire.Sts.StsWireService(each)),
        Of(new CloudTrail.CloudTrailSandbox(world), static each => new Wire.CloudTrail.CloudTrailWireService(each)),
        Of(new Config.ConfigSandbox(world), static each => new Wire.Config.ConfigWireService(each)),
        Of(new SecurityHub.SecurityHubSandbox(world), static each => new Wire.SecurityHub.SecurityHubWireService(each)),
        Of(new GuardDuty.GuardDutySandbox(world), static each => new Wire.GuardDuty.GuardDutyWireService(each)),
        Of(new Sns.SnsSandbox(world), static each => new Wire.Sns.SnsWireService(each)),
        Of(new Sqs.SqsSandbox(world), static each => new Wire.Sqs.SqsWireService(each)),
        Of(new Events.EventsSandbox(world), static each => new Wire.Events.EventsWireService(each)),
        Of(new Iam.IamSandbox(world), static each => new Wire.Iam.IamWireService(each)),
        Of(new S3.S3Sandbox(world), static each => new Wire.S3.S3WireService(each)),
        Of(new S3Control.S3ControlSandbox(world), static each => new Wire.S3Control.S3ControlWireService(each)),
        Of(new Kms.KmsSandbox(world), static each => new Wire.Kms.KmsWireService(each)),
        Of(new Ec2.Ec2Sandbox(world), static each => new Wire.Ec2.Ec2WireService(each)),
        Of(new AccessAnalyzer.AccessAnalyzerSandbox(world), static each => new Wire.AccessAnalyzer.AccessAnalyzerWireService(each)),
        Of(new Accounts.AccountsSandbox(world), static each => new Wire.Accounts.AccountsWireService(each)),
        Of(new Logs.LogsSandbox(world), static each => new Wire.Logs.LogsWireService(each)),
        Of(new DynamoDb.DynamoDbSandbox(world), static each => new Wire.DynamoDb.DynamoDbWireService(each)),
    ];

    /// <summary>The service that a request is for: one that it is signed for, as nearly any path is one of S3's. Both halves are null where there is none.</summary>
    public static (IWireService Wire, IBehaviour Behaviour) Meant(IReadOnlyList<(IWireService Wire, IBehaviour Behaviour)> services, WireRequest request, CredentialScope? scope) =>
        services.FirstOrDefault(each => (scope is null ? each.Wire.IsNamedInRequest : each.Wire.SigningName == scope.Service) && each.Wire.Accepts(request));

    private static (IWireService Wire, IBehaviour Behaviour) Of<T>(T behaviour, Func<T, IWireService> wire)
        where T : IBehaviour =>
        (wire(behaviour), behaviour);
}
