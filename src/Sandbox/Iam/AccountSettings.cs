using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>What holds for a whole account, and for root users of the whole organization.</summary>
internal sealed partial class IamSandbox
{
    private const string Principal = "iam.amazonaws.com";
    private const string CredentialsManagement = "RootCredentialsManagement";
    private const string Sessions = "RootSessions";

    /// <remarks>What is left out goes back to AWS's default: IAM API Reference, UpdateAccountPasswordPolicy, "does not support partial updates", read 2026-11.</remarks>
    public override UpdateAccountPasswordPolicyResponse UpdateAccountPasswordPolicy(UpdateAccountPasswordPolicyRequest request, Call call)
    {
        Iam(call).PasswordPolicy = new StoredPasswordPolicy
        {
            MinimumLength = request.MinimumPasswordLength ?? 6,
            Symbols = request.RequireSymbols ?? false,
            Numbers = request.RequireNumbers ?? false,
            Uppercase = request.RequireUppercaseCharacters ?? false,
            Lowercase = request.RequireLowercaseCharacters ?? false,
            UsersMayChange = request.AllowUsersToChangePassword ?? false,
            MaxAge = request.MaxPasswordAge is > 0 ? request.MaxPasswordAge : null,
            Reuse = request.PasswordReusePrevention is > 0 ? request.PasswordReusePrevention : null,
            HardExpiry = request.HardExpiry ?? false,
        };
        return new UpdateAccountPasswordPolicyResponse();
    }

    public override GetAccountPasswordPolicyResponse GetAccountPasswordPolicy(GetAccountPasswordPolicyRequest request, Call call)
    {
        var policy = PasswordPolicy(call);
        return new GetAccountPasswordPolicyResponse
        {
            PasswordPolicy = new PasswordPolicy
            {
                MinimumPasswordLength = policy.MinimumLength,
                RequireSymbols = policy.Symbols,
                RequireNumbers = policy.Numbers,
                RequireUppercaseCharacters = policy.Uppercase,
                RequireLowercaseCharacters = policy.Lowercase,
                AllowUsersToChangePassword = policy.UsersMayChange,
                ExpirePasswords = policy.MaxAge is not null,
                MaxPasswordAge = policy.MaxAge,
                PasswordReusePrevention = policy.Reuse,
                HardExpiry = policy.HardExpiry,
            },
        };
    }

    public override DeleteAccountPasswordPolicyResponse DeleteAccountPasswordPolicy(DeleteAccountPasswordPolicyRequest request, Call call)
    {
        _ = PasswordPolicy(call);
        Iam(call).PasswordPolicy = null;
        return new DeleteAccountPasswordPolicyResponse();
    }

    /// <remarks>An alias is unique in the world, and a second replaces the first: IAM User Guide, "Use an alias for your AWS account ID", read 2026-11.</remarks>
    public override CreateAccountAliasResponse CreateAccountAlias(CreateAccountAliasRequest request, Call call)
    {
        if (world.State.Accounts.Exists(account => account.Iam?.Alias == request.AccountAlias))
        {
            throw new EntityAlreadyExistsException($"The account alias {request.AccountAlias} already exists.");
        }

        Iam(call).Alias = request.AccountAlias;
        return new CreateAccountAliasResponse();
    }

    public override ListAccountAliasesResponse ListAccountAliases(ListAccountAliasesRequest request, Call call) =>
        new() { AccountAliases = Iam(call).Alias is { } alias ? [alias] : [], IsTruncated = false };

    public override DeleteAccountAliasResponse DeleteAccountAlias(DeleteAccountAliasRequest request, Call call)
    {
        var iam = Iam(call);
        iam.Alias = iam.Alias == request.AccountAlias ? null : throw new NoSuchEntityException($"The Account Alias {request.AccountAlias} cannot be found.");
        return new DeleteAccountAliasResponse();
    }

    public override GetAccountSummaryResponse GetAccountSummary(GetAccountSummaryRequest request, Call call)
    {
        var (iam, root) = (Iam(call), RootUser.Of(world, world.Account(call)));
        return new GetAccountSummaryResponse
        {
            SummaryMap = new(StringComparer.Ordinal)
            {
                ["Users"] = iam.Users.Count,
                ["UsersQuota"] = 5000,
                ["Groups"] = iam.Groups.Count,
                ["GroupsQuota"] = 300,
                ["Roles"] = iam.Roles.Count,
                ["RolesQuota"] = 1000,
                ["Policies"] = iam.Policies.Count,
                ["PoliciesQuota"] = 1500,
                ["Providers"] = iam.Providers.Count,
                ["MFADevices"] = iam.MfaDevices.Count,
                ["MFADevicesInUse"] = iam.MfaDevices.Count(static device => device.UserName is not null),
                ["AccessKeysPerUserQuota"] = MostAccessKeys,
                ["AttachedPoliciesPerRoleQuota"] = MostAttached,
                ["VersionsPerPolicyQuota"] = MostVersions,
                ["PolicySizeQuota"] = ManagedPolicySize,
                ["AccountMFAEnabled"] = root.Mfa ? 1 : 0,
                ["AccountPasswordPresent"] = root.Password ? 1 : 0,
                ["AccountAccessKeysPresent"] = root.AccessKeys > 0 ? 1 : 0,
                ["AccountSigningCertificatesPresent"] = 0,
            },
        };
    }

    public override ListOrganizationsFeaturesResponse ListOrganizationsFeatures(ListOrganizationsFeaturesRequest request, Call call)
    {
        var features = Features(call);
        return new ListOrganizationsFeaturesResponse { OrganizationId = world.State.Organization!.Id, EnabledFeatures = features };
    }

    public override EnableOrganizationsRootCredentialsManagementResponse EnableOrganizationsRootCredentialsManagement(EnableOrganizationsRootCredentialsManagementRequest request, Call call) =>
        new() { OrganizationId = world.State.Organization?.Id, EnabledFeatures = Switch(call, CredentialsManagement, on: true) };

    public override DisableOrganizationsRootCredentialsManagementResponse DisableOrganizationsRootCredentialsManagement(DisableOrganizationsRootCredentialsManagementRequest request, Call call) =>
        new() { OrganizationId = world.State.Organization?.Id, EnabledFeatures = Switch(call, CredentialsManagement, on: false) };

    public override EnableOrganizationsRootSessionsResponse EnableOrganizationsRootSessions(EnableOrganizationsRootSessionsRequest request, Call call) =>
        new() { OrganizationId = world.State.Organization?.Id, EnabledFeatures = Switch(call, Sessions, on: true) };

    public override DisableOrganizationsRootSessionsResponse DisableOrganizationsRootSessions(DisableOrganizationsRootSessionsRequest request, Call call) =>
        new() { OrganizationId = world.State.Organization?.Id, EnabledFeatures = Switch(call, Sessions, on: false) };

    private List<string> Switch(Call call, string feature, bool on)
    {
        var features = Features(call);
        features.Remove(feature);
        if (on)
        {
            features.Add(feature);
            features.Sort(StringComparer.Ordinal);
        }

        return features;
    }

    private List<string> Features(Call call)
    {
        if (world.State.Organization is null)
        {
            throw new OrganizationNotFoundException("The request could not be processed because your organization could not be found.");
        }

        if (!world.Administers(call.AccountId, Principal))
        {
            throw new AccountNotManagementOrDelegatedAdministratorException("The account making the request is not the management account or delegated administrator account for root access.");
        }

        if (!world.HasTrustedAccess(Principal))
        {
            throw new ServiceAccessNotEnabledException("Trusted access for IAM in AWS Organizations is not enabled.");
        }

        return AccountRoles.Of(world, world.State.Accounts.Find(account => account.Id == world.State.ManagementAccountId)!).OrganizationFeatures;
    }

    private StoredPasswordPolicy PasswordPolicy(Call call) => Iam(call).PasswordPolicy
        ?? throw new NoSuchEntityException($"The Password Policy with domain name {call.AccountId} cannot be found.");
}
