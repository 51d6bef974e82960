using System.Security.Cryptography;
using System.Text;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Iam;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>What users sign in with: passwords, access keys, MFA devices; and the report of all of it.</summary>
internal sealed partial class IamSandbox
{
    // "IAM and AWS STS quotas", read 2026-11.
    private const int MostAccessKeys = 2;

    // IAM User Guide, "Getting credential reports", read 2026-11: made anew after four hours.
    private static readonly TimeSpan reportLife = TimeSpan.FromHours(4);

    public override CreateLoginProfileResponse CreateLoginProfile(CreateLoginProfileRequest request, Call call)
    {
        var user = User(call, request.UserName);
        if (user.PasswordAt is not null)
        {
            throw new EntityAlreadyExistsException($"Login Profile for user {user.Name} already exists.");
        }

        CheckPassword(Iam(call), request.Password);
        (user.PasswordAt, user.PasswordResetRequired) = (world.Now, request.PasswordResetRequired ?? false);
        return new CreateLoginProfileResponse { LoginProfile = Login(user) };
    }

    public override GetLoginProfileResponse GetLoginProfile(GetLoginProfileRequest request, Call call) => new() { LoginProfile = Login(WithPassword(call, request.UserName)) };

    public override UpdateLoginProfileResponse UpdateLoginProfile(UpdateLoginProfileRequest request, Call call)
    {
        var user = WithPassword(call, request.UserName);
        if (request.Password is not null)
        {
            CheckPassword(Iam(call), request.Password);
        }

        user.PasswordResetRequired = request.PasswordResetRequired ?? user.PasswordResetRequired;
        return new UpdateLoginProfileResponse();
    }

    public override DeleteLoginProfileResponse DeleteLoginProfile(DeleteLoginProfileRequest request, Call call)
    {
        WithPassword(call, request.UserName).PasswordAt = null;
        return new DeleteLoginProfileResponse();
    }

    public override CreateAccessKeyResponse CreateAccessKey(CreateAccessKeyRequest request, Call call)
    {
        var user = User(call, request.UserName);
        if (user.AccessKeys.Count >= MostAccessKeys)
        {
            throw new LimitExceededException($"Cannot exceed quota for AccessKeysPerUser: {MostAccessKeys}");
        }

        var key = new StoredAccessKey { Id = "AKIA" + world.Ids.Letters(16).ToUpperInvariant(), CreatedAt = world.Now };
        user.AccessKeys.Add(key);
        return new CreateAccessKeyResponse
        {
            AccessKey = new AccessKey
            {
                UserName = user.Name,
                AccessKeyId = key.Id,
                Status = "Active",
                SecretAccessKey = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(key.Id)))[..40],
                CreateDate = key.CreatedAt,
            },
        };
    }

    public override ListAccessKeysResponse ListAccessKeys(ListAccessKeysRequest request, Call call)
    {
        var user = User(call, request.UserName);
        var (shown, next) = pages.Cut(
            user.AccessKeys.Select(key => new AccessKeyMetadata { UserName = user.Name, AccessKeyId = key.Id, Status = key.Active ? "Active" : "Inactive", CreateDate = key.CreatedAt }), request.MaxItems, request.Marker);
        return new ListAccessKeysResponse { AccessKeyMetadata = shown, IsTruncated = next is not null, Marker = next };
    }

    public override UpdateAccessKeyResponse UpdateAccessKey(UpdateAccessKeyRequest request, Call call)
    {
        Key(User(call, request.UserName), request.AccessKeyId!).Active = request.Status == "Active";
        return new UpdateAccessKeyResponse();
    }

    public override DeleteAccessKeyResponse DeleteAccessKey(DeleteAccessKeyRequest request, Call call)
    {
        var user = User(call, request.UserName);
        user.AccessKeys.Remove(Key(user, request.AccessKeyId!));
        return new DeleteAccessKeyResponse();
    }

    /// <remarks>Use is not recorded: every key looks as if it had never been used.</remarks>
    public override GetAccessKeyLastUsedResponse GetAccessKeyLastUsed(GetAccessKeyLastUsedRequest request, Call call) => new()
    {
        UserName = Iam(call).Users.Find(user => user.AccessKeys.Exists(key => key.Id == request.AccessKeyId))?.Name
            ?? throw new WireException("AccessDenied", $"User: {call.PrincipalArn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key {request.AccessKeyId}", 403),
        AccessKeyLastUsed = new AccessKeyLastUsed { ServiceName = "N/A", Region = "N/A" },
    };

    public override CreateVirtualMFADeviceResponse CreateVirtualMFADevice(CreateVirtualMFADeviceRequest request, Call call)
    {
        var serial = Arn(call, "mfa", request.Path ?? "/", request.VirtualMFADeviceName!);
        if (Iam(call).MfaDevices.Exists(device => device.SerialNumber == serial))
        {
            throw new EntityAlreadyExistsException("MFADevice entity at the same path and name already exists.");
        }

        Iam(call).MfaDevices.Add(new StoredMfaDevice { SerialNumber = serial });
        return new CreateVirtualMFADeviceResponse { VirtualMFADevice = new VirtualMFADevice { SerialNumber = serial, Base32StringSeed = Encoding.ASCII.GetBytes("SANDBOX"), QRCodePNG = [] } };
    }

    public override EnableMFADeviceResponse EnableMFADevice(EnableMFADeviceRequest request, Call call)
    {
        var (user, device) = (User(call, request.UserName), Device(call, request.SerialNumber!));
        (device.UserName, device.EnabledAt) = device.UserName is null ? (user.Name, world.Now) : throw new EntityAlreadyExistsException("MFA Device is already in use.");
        return new EnableMFADeviceResponse();
    }

    public override DeactivateMFADeviceResponse DeactivateMFADevice(DeactivateMFADeviceRequest request, Call call)
    {
        var device = Device(call, request.SerialNumber!);
        (device.UserName, device.EnabledAt) = (null, null);
        return new DeactivateMFADeviceResponse();
    }

    public override DeleteVirtualMFADeviceResponse DeleteVirtualMFADevice(DeleteVirtualMFADeviceRequest request, Call call)
    {
        var device = Device(call, request.SerialNumber!);
        if (device.UserName is not null)
        {
            throw new DeleteConflictException("MFA VirtualDevice in use. Must deactivate first.");
        }

        Iam(call).MfaDevices.Remove(device);
        return new DeleteVirtualMFADeviceResponse();
    }

    public override ListMFADevicesResponse ListMFADevices(ListMFADevicesRequest request, Call call)
    {
        var user = User(call, request.UserName);
        var devices = Iam(call).MfaDevices.Where(device => device.UserName == user.Name).Select(static device => new MFADevice { UserName = device.UserName, SerialNumber = device.SerialNumber, EnableDate = device.EnabledAt });
        var (shown, next) = pages.Cut(devices, request.MaxItems, request.Marker);
        return new ListMFADevicesResponse { MFADevices = shown, IsTruncated = next is not null, Marker = next };
    }

    public override ListVirtualMFADevicesResponse ListVirtualMFADevices(ListVirtualMFADevicesRequest request, Call call)
    {
        var devices = Iam(call).MfaDevices
            .Where(device => request.AssignmentStatus switch { "Assigned" => device.UserName is not null, "Unassigned" => device.UserName is null, _ => true })
            .Select(device => new VirtualMFADevice
            {
                SerialNumber = device.SerialNumber,
                EnableDate = device.EnabledAt,
                User = device.UserName is { } name ? Shown(call, User(call, name), whole: false) : null,
            });
        var (shown, next) = pages.Cut(devices, request.MaxItems, request.Marker);
        return new ListVirtualMFADevicesResponse { VirtualMFADevices = shown, IsTruncated = next is not null, Marker = next };
    }

    public override GenerateCredentialReportResponse GenerateCredentialReport(GenerateCredentialReportRequest request, Call call)
    {
        var iam = Iam(call);
        var fresh = iam.CredentialReportAt is { } made && world.Now - made < reportLife;
        iam.CredentialReportAt = fresh ? iam.CredentialReportAt : world.Now;
        return new GenerateCredentialReportResponse { State = fresh ? "COMPLETE" : "STARTED" };
    }

    public override GetCredentialReportResponse GetCredentialReport(GetCredentialReportRequest request, Call call)
    {
        if (Iam(call).CredentialReportAt is not { } made)
        {
            throw new CredentialReportNotPresentException("Credential report not present. Use the GenerateCredentialReport operation to create one.");
        }

        return world.Now - made < reportLife
            ? new GetCredentialReportResponse { Content = Encoding.UTF8.GetBytes(CredentialReport.Of(world, call.AccountId, Iam(call))), ReportFormat = "text/csv", GeneratedTime = made }
            : throw new CredentialReportExpiredException("The most recent credential report has expired. Use the GenerateCredentialReport operation to create one.");
    }

    private static LoginProfile Login(StoredIamUser user) => new() { UserName = user.Name, CreateDate = user.PasswordAt, PasswordResetRequired = user.PasswordResetRequired };

    private static void CheckPassword(StoredIam iam, string? password)
    {
        // Without a policy of the account's own: eight characters, IAM User Guide, "Default password policy", read 2026-11.
        var rules = iam.PasswordPolicy ?? new StoredPasswordPolicy { MinimumLength = 8 };
        var fault = password is null || password.Length < rules.MinimumLength ? $"length {rules.MinimumLength} or greater"
            : rules.Uppercase && !password.Any(char.IsAsciiLetterUpper) ? "at least one uppercase letter"
            : rules.Lowercase && !password.Any(char.IsAsciiLetterLower) ? "at least one lowercase letter"
            : rules.Numbers && !password.Any(char.IsAsciiDigit) ? "at least one number"
            : rules.Symbols && password.All(char.IsAsciiLetterOrDigit) ? "at least one symbol"
            : null;
        if (fault is not null)
        {
            throw new PasswordPolicyViolationException($"Password does not conform to the account password policy: it should have {fault}.");
        }
    }

    private static StoredAccessKey Key(StoredIamUser user, string id) => user.AccessKeys.Find(key => key.Id == id)
        ?? throw new NoSuchEntityException($"The Access Key with id {id} cannot be found.");

    private StoredIamUser WithPassword(Call call, string? name) => User(call, name) is { PasswordAt: not null } user ? user : throw Missing("login profile of user", name ?? call.PrincipalArn);

    private StoredMfaDevice Device(Call call, string serial) => Iam(call).MfaDevices.Find(device => device.SerialNumber == serial)
        ?? throw new NoSuchEntityException($"VirtualMFADevice with serial number {serial} doesn't exist.");
}
