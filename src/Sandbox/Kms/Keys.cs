using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.Kms;

namespace SecretScoops.Governance.Sandbox.Kms;

/// <summary>Keys: making, states, policies, rotation.</summary>
internal sealed partial class KmsSandbox
{
    private const string OnlyPolicy = "default";
    private const int YearlyRotation = 365;

    public override CreateKeyResponse CreateKey(CreateKeyRequest request, Call call)
    {
        if (request.Origin is not (null or "AWS_KMS") || request.MultiRegion == true || request.CustomKeyStoreId is not null || request.XksKeyId is not null)
        {
            throw NotOffered(KmsSchemas.CreateKey);
        }

        var spec = request.KeySpec ?? request.CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
        if (spec != "SYMMETRIC_DEFAULT" && request.KeyUsage is null)
        {
            throw new WireException("ValidationException", "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.", 400);
        }

        var id = world.Ids.Uuid();
        var key = new StoredKey
        {
            Id = id,
            Arn = $"arn:aws:kms:{call.Region}:{call.AccountId}:key/{id}",
            Description = request.Description ?? "",
            Policy = Checked(request.Policy ?? Default(call), call, request.BypassPolicyLockoutSafetyCheck == true),
            Spec = spec,
            Usage = request.KeyUsage ?? "ENCRYPT_DECRYPT",
            CreatedAt = world.Now,
        };
        Tag(key, request.Tags ?? []);
        Kms(call).Keys.Add(key);
        return new() { KeyMetadata = Shown(key, call) };
    }

    public override DescribeKeyResponse DescribeKey(DescribeKeyRequest request, Call call) => new() { KeyMetadata = Shown(Key(call, request.KeyId!, byAlias: true), call) };

    public override ListKeysResponse ListKeys(ListKeysRequest request, Call call)
    {
        var (page, next) = pages.Cut(Kms(call).Keys, request.Limit ?? 100, request.Marker);
        return new() { Keys = page.ConvertAll(key => new KeyListEntry { KeyId = key.Id, KeyArn = key.Arn }), NextMarker = next, Truncated = next is not null };
    }

    public override UpdateKeyDescriptionResponse UpdateKeyDescription(UpdateKeyDescriptionRequest request, Call call)
    {
        ForChange(call, request.KeyId!).Description = request.Description!;
        return new();
    }

    public override EnableKeyResponse EnableKey(EnableKeyRequest request, Call call)
    {
        ForChange(call, request.KeyId!).State = "Enabled";
        return new();
    }

    public override DisableKeyResponse DisableKey(DisableKeyRequest request, Call call)
    {
        ForChange(call, request.KeyId!).State = "Disabled";
        return new();
    }

    public override ScheduleKeyDeletionResponse ScheduleKeyDeletion(ScheduleKeyDeletionRequest request, Call call)
    {
        var key = ForChange(call, request.KeyId!);
        var window = request.PendingWindowInDays ?? 30;
        if (window is < 7 or > 30)
        {
            throw new WireException("ValidationException", "PendingWindowInDays must be between 7 and 30", 400);
        }

        (key.State, key.DeletionDate) = ("PendingDeletion", world.Now.AddDays(window));
        return new() { KeyId = key.Arn, DeletionDate = key.DeletionDate, KeyState = key.State, PendingWindowInDays = window };
    }

    /// <remarks>The key comes back disabled: KMS API Reference, CancelKeyDeletion, read 2026-11.</remarks>
    public override CancelKeyDeletionResponse CancelKeyDeletion(CancelKeyDeletionRequest request, Call call)
    {
        var key = Key(call, request.KeyId!);
        if (key.State != "PendingDeletion")
        {
            throw new KMSInvalidStateException($"{key.Arn} is not pending deletion.");
        }

        (key.State, key.DeletionDate) = ("Disabled", null);
        return new() { KeyId = key.Arn };
    }

    public override GetKeyPolicyResponse GetKeyPolicy(GetKeyPolicyRequest request, Call call)
    {
        RequireDefault(request.PolicyName);
        return new() { Policy = Key(call, request.KeyId!).Policy, PolicyName = OnlyPolicy };
    }

    public override ListKeyPoliciesResponse ListKeyPolicies(ListKeyPoliciesRequest request, Call call)
    {
        _ = Key(call, request.KeyId!);
        return new() { PolicyNames = [OnlyPolicy], Truncated = false };
    }

    public override PutKeyPolicyResponse PutKeyPolicy(PutKeyPolicyRequest request, Call call)
    {
        RequireDefault(request.PolicyName);
        ForChange(call, request.KeyId!).Policy = Checked(request.Policy!, call, request.BypassPolicyLockoutSafetyCheck == true);
        return new();
    }

    public override GetKeyRotationStatusResponse GetKeyRotationStatus(GetKeyRotationStatusRequest request, Call call)
    {
        var key = Symmetric(Key(call, request.KeyId!));
        var on = key is { RotationDays: not null, State: not "PendingDeletion" };
        return new()
        {
            KeyId = key.Arn,
            KeyRotationEnabled = on,
            RotationPeriodInDays = on ? key.RotationDays : null,
            NextRotationDate = on ? key.CreatedAt.AddDays(key.RotationDays!.Value) : null,
        };
    }

    public override EnableKeyRotationResponse EnableKeyRotation(EnableKeyRotationRequest request, Call call)
    {
        var key = Symmetric(ForChange(call, request.KeyId!));
        key.RotationDays = key.State == "Disabled" ? throw new DisabledException(Refused(key)) : request.RotationPeriodInDays ?? YearlyRotation;
        return new();
    }

    public override DisableKeyRotationResponse DisableKeyRotation(DisableKeyRotationRequest request, Call call)
    {
        var key = Symmetric(ForChange(call, request.KeyId!));
        key.RotationDays = key.State == "Disabled" ? throw new DisabledException(Refused(key)) : null;
        return new();
    }

    public override ListGrantsResponse ListGrants(ListGrantsRequest request, Call call)
    {
        _ = Key(call, request.KeyId!);
        return new() { Grants = [], Truncated = false };
    }

    private static StoredKey Symmetric(StoredKey key) =>
        key.Spec == "SYMMETRIC_DEFAULT" ? key : throw new UnsupportedOperationException($"{key.Arn} key usage is not valid for rotation.");

    private static void RequireDefault(string? name)
    {
        if (name is not (null or OnlyPolicy))
        {
            throw new NotFoundException("No such policy exists");
        }
    }

    private static string Default(Call call) =>
        $$"""{"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{call.AccountId}}:root"},"Action":"kms:*","Resource":"*"}]}""";

    private static KeyMetadata Shown(StoredKey key, Call call) => new()
    {
        AWSAccountId = call.AccountId,
        KeyId = key.Id,
        Arn = key.Arn,
        CreationDate = key.CreatedAt,
        Enabled = key.State == "Enabled",
        Description = key.Description,
        KeyUsage = key.Usage,
        KeyState = key.State,
        DeletionDate = key.DeletionDate,
        Origin = "AWS_KMS",
        KeyManager = "CUSTOMER",
        KeySpec = key.Spec,
        CustomerMasterKeySpec = key.Spec,
        EncryptionAlgorithms = key.Spec == "SYMMETRIC_DEFAULT" ? ["SYMMETRIC_DEFAULT"] : null,
        SigningAlgorithms = key.Usage == "SIGN_VERIFY" && curves.TryGetValue(key.Spec, out var curve) ? [curve.Algorithm] : null,
        MultiRegion = false,
    };

    // KMS Developer Guide, "Key policies", "Changing a key policy", read 2026-11: principals must exist, and the caller must be able to change the policy again.
    private string Checked(string policy, Call call, bool bypass)
    {
        if (!PolicyDocument.TryParse(policy, out var document, out var fault))
        {
            throw new MalformedPolicyDocumentException($"Policy contains invalid Json: {fault.What}");
        }

        foreach (var value in document.Statements.SelectMany(statement => statement.Principal?.Members ?? []).Where(member => member.Type == "AWS").SelectMany(member => member.Values))
        {
            var account = value.Split(':') is [_, _, "iam", _, var id, ..] ? id : value.Length == 12 && value.All(char.IsAsciiDigit) ? value : null;
            if (account is not null && !world.State.Accounts.Exists(each => each.Id == account))
            {
                throw new MalformedPolicyDocumentException("Policy contains a statement with one or more invalid principals.");
            }
        }

        return bypass || AccessPolicy.Ask(policy, PolicyRequest.OfCaller(call, "kms:PutKeyPolicy", "*")) == Verdict.Allowed
            ? policy
            : throw new MalformedPolicyDocumentException("The new key policy will not allow you to update the key policy in the future.");
    }
}
