using SecretScoops.Governance.Sandbox.Kms;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.CloudTrail;

namespace SecretScoops.Governance.Sandbox.CloudTrail;

/// <summary>What must be there before CloudTrail takes a trail: trusted access, a bucket and a key whose policies let it write, a log group.</summary>
/// <remarks>CloudTrail API Reference, CreateTrail and UpdateTrail, errors; CloudTrail User Guide, "Preparing for creating a trail for your organization"; read 2026-11.</remarks>
internal sealed partial class CloudTrailSandbox
{
    private void RequireOrganization(Call call, bool organization)
    {
        if (!organization)
        {
            return;
        }

        if (world.State.Organization is not { } found)
        {
            throw new OrganizationsNotInUseException("Your account is not a member of an organization.");
        }

        if (!world.Administers(call.AccountId, Principal))
        {
            throw new NotOrganizationMasterAccountException("The request could not be processed because your account is not the management account of the organization.");
        }

        if (found.FeatureSet != "ALL")
        {
            throw new OrganizationNotInAllFeaturesModeException("All features must be enabled for the organization.");
        }

        if (!world.HasTrustedAccess(Principal))
        {
            throw new CloudTrailAccessNotEnabledException("CloudTrail trusted access is not enabled for the organization. Enable it with EnableAWSServiceAccess.");
        }
    }

    /// <summary>Holds a trail, as it would be, against all that it needs; and puts the key's ARN in place of any other name of it.</summary>
    private void Check(StoredTrail trail, string owner)
    {
        if (trail is { MultiRegion: true, GlobalServiceEvents: false })
        {
            throw new InvalidParameterCombinationException("Multi-Region trail must include global service events.");
        }

        if (!world.State.Buckets.TryGetValue(trail.Bucket, out var bucket))
        {
            throw new S3BucketDoesNotExistException($"S3 bucket {trail.Bucket} does not exist!");
        }

        if (!TakesFiles(bucket, trail, owner))
        {
            throw new InsufficientS3BucketPolicyException($"Incorrect S3 bucket policy is detected for bucket: {trail.Bucket}");
        }

        if (trail.KmsKeyArn is { } name)
        {
            trail.KmsKeyArn = Key(name, bucket, trail, owner).Arn;
        }

        if (trail.LogGroupArn is not null || trail.LogRoleArn is not null)
        {
            CheckLogGroup(trail, owner);
        }
    }

    private bool TakesFiles(StoredBucket bucket, StoredTrail trail, string owner)
    {
        var prefix = trail.Prefix is null ? "" : $"{trail.Prefix}/";
        string[] folders = trail.Organization ? [owner, world.State.Organization!.Id] : [owner];
        return Allows("s3:GetBucketAcl", "")
            && folders.All(folder => Allows("s3:PutObject", $"/{prefix}AWSLogs/{folder}/CloudTrail/{trail.HomeRegion}/file.json.gz"));

        bool Allows(string action, string key) => AccessPolicy.Ask(bucket.Policy, PolicyRequest.OfService(
            world, Principal, action, $"arn:aws:s3:::{bucket.Name}{key}", trail.Arn, owner, ("s3:x-amz-acl", "bucket-owner-full-control"))) == Verdict.Allowed;
    }

    private StoredKey Key(string name, StoredBucket bucket, StoredTrail trail, string owner)
    {
        var key = KmsSandbox.Find(world, owner, trail.HomeRegion, name);
        if (key is null || !key.Arn.Contains($":{bucket.Region}:", StringComparison.Ordinal))
        {
            throw new KmsKeyNotFoundException($"KMS key {name} does not exist, or is not in the region of the S3 bucket.");
        }

        if (key.State != "Enabled")
        {
            throw new KmsException($"KMS key {key.Arn} is disabled.");
        }

        string[] actions = bucket.BucketKey ? ["kms:GenerateDataKey", "kms:Decrypt"] : ["kms:GenerateDataKey"];
        return actions.All(action => AccessPolicy.Ask(key.Policy, PolicyRequest.OfService(world, Principal, action, key.Arn, trail.Arn, owner)) == Verdict.Allowed)
            ? key
            : throw new InsufficientEncryptionPolicyException($"Insufficient permissions to access S3 bucket {bucket.Name} or KMS key {key.Arn}.");
    }

    private void CheckLogGroup(StoredTrail trail, string owner)
    {
        // arn:aws:logs:eu-west-1:123456789012:log-group:NAME:*
        var parts = trail.LogGroupArn?.Split(':') ?? [];
        if (parts is not [_, _, "logs", var region, var account, "log-group", var name, "*"] || account != owner || region != trail.HomeRegion
            || world.Region(account, region).Logs?.Groups.ContainsKey(name) != true)
        {
            throw new InvalidCloudWatchLogsLogGroupArnException("CloudTrail cannot validate the specified log group ARN.");
        }

        // Whether the role exists is IAM's affair, and is not looked up.
        if (trail.LogRoleArn?.StartsWith("arn:aws:iam::", StringComparison.Ordinal) != true)
        {
            throw new InvalidCloudWatchLogsRoleArnException("You must specify a role ARN as well as a log group.");
        }
    }
}
