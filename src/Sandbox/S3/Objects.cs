using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.S3;

namespace SecretScoops.Governance.Sandbox.S3;

/// <summary>Objects: small ones, with versions and locks.</summary>
internal sealed partial class S3Sandbox
{
    // The state holds every object and is written whole.
    private const int LargestObject = 5 * 1024 * 1024;

    private readonly Pages objects = new(world.Options, 1_000, static () => Invalid("InvalidArgument", "The continuation token provided is incorrect"));

    public override PutObjectResponse PutObject(PutObjectRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        Ask(bucket, call, "s3:PutObject", request.Key!);
        var body = request.Body ?? [];
        if (body.Length > LargestObject)
        {
            throw Invalid("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size of the sandbox");
        }

        if (request.IfNoneMatch == "*" && Current(bucket, request.Key) is { DeleteMarker: false })
        {
            throw new WireException("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
        }

        var made = Add(bucket, new()
        {
            Key = request.Key!,
            VersionId = NewVersion(bucket),
            Body = body,
            ContentType = request.ContentType,
            ETag = ETag(body),
            LastModified = world.Now,
            Encryption = request.ServerSideEncryption ?? bucket.Encryption,
            KmsKeyId = request.SSEKMSKeyId ?? bucket.KmsKeyId,
            LockMode = request.ObjectLockMode ?? bucket.LockMode,
            RetainUntil = request.ObjectLockRetainUntilDate ?? (bucket.LockMode is null ? null : world.Now.AddDays(bucket.LockDays ?? 0).AddYears(bucket.LockYears ?? 0)),
        });
        return new() { ETag = made.ETag, VersionId = Shown(made), ServerSideEncryption = made.Encryption, SSEKMSKeyId = made.KmsKeyId };
    }

    public override GetObjectResponse GetObject(GetObjectRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        Ask(bucket, call, request.VersionId is null ? "s3:GetObject" : "s3:GetObjectVersion", request.Key!);
        var found = Version(bucket, request.Key, request.VersionId);
        return new()
        {
            Body = found.Body,
            ContentLength = found.Body.Length,
            ContentType = found.ContentType ?? "binary/octet-stream",
            ETag = found.ETag,
            LastModified = found.LastModified,
            VersionId = Shown(found),
            ServerSideEncryption = found.Encryption,
            SSEKMSKeyId = found.KmsKeyId,
            ObjectLockMode = found.LockMode,
            ObjectLockRetainUntilDate = found.RetainUntil,
        };
    }

    public override HeadObjectResponse HeadObject(HeadObjectRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        Ask(bucket, call, "s3:GetObject", request.Key!);
        var found = Version(bucket, request.Key, request.VersionId);
        return new()
        {
            ContentLength = found.Body.Length,
            ContentType = found.ContentType ?? "binary/octet-stream",
            ETag = found.ETag,
            LastModified = found.LastModified,
            VersionId = Shown(found),
            ServerSideEncryption = found.Encryption,
            SSEKMSKeyId = found.KmsKeyId,
        };
    }

    public override DeleteObjectResponse DeleteObject(DeleteObjectRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        Ask(bucket, call, request.VersionId is null ? "s3:DeleteObject" : "s3:DeleteObjectVersion", request.Key!);
        var (version, marker) = Delete(bucket, request.Key!, request.VersionId, request.BypassGovernanceRetention == true);
        return new() { VersionId = version, DeleteMarker = marker ? true : null };
    }

    public override DeleteObjectsResponse DeleteObjects(DeleteObjectsRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        var answer = new DeleteObjectsResponse { Deleted = [], Errors = [] };
        foreach (var asked in request.Delete?.Objects ?? [])
        {
            try
            {
                Ask(bucket, call, asked.VersionId is null ? "s3:DeleteObject" : "s3:DeleteObjectVersion", asked.Key!);
                var (version, marker) = Delete(bucket, asked.Key!, asked.VersionId, request.BypassGovernanceRetention == true);
                answer.Deleted.Add(new() { Key = asked.Key, VersionId = asked.VersionId, DeleteMarker = marker ? true : null, DeleteMarkerVersionId = marker ? version : null });
            }
            catch (WireException refusal)
            {
                answer.Errors.Add(new() { Key = asked.Key, VersionId = asked.VersionId, Code = refusal.Code, Message = refusal.Message });
            }
        }

        return answer;
    }

    public override GetObjectTaggingResponse GetObjectTagging(GetObjectTaggingRequest request, Call call)
    {
        _ = Version(Bucket(request.Bucket, call), request.Key, request.VersionId);
        return new() { TagSet = [] };
    }

    public override ListObjectsV2Response ListObjectsV2(ListObjectsV2Request request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        var current = bucket.Objects.Select(each => each.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(key => Current(bucket, key)!)
            .Where(each => !each.DeleteMarker && each.Key.StartsWith(request.Prefix ?? "", StringComparison.Ordinal) && string.CompareOrdinal(each.Key, request.StartAfter ?? "") > 0)
            .ToList();
        var below = current.ToLookup(each => Folder(each.Key, request.Prefix ?? "", request.Delimiter));
        var (page, next) = objects.Cut(below[null], request.MaxKeys, request.ContinuationToken);
        return new()
        {
            Name = bucket.Name,
            Prefix = request.Prefix,
            Delimiter = request.Delimiter,
            MaxKeys = request.MaxKeys ?? 1_000,
            KeyCount = page.Count,
            IsTruncated = next is not null,
            NextContinuationToken = next,
            ContinuationToken = request.ContinuationToken,
            CommonPrefixes = [.. below.Select(group => group.Key).OfType<string>().Order(StringComparer.Ordinal).Select(prefix => new CommonPrefix { Prefix = prefix })],
            Contents = page.ConvertAll(each => new Wire.S3.Object { Key = each.Key, ETag = each.ETag, LastModified = each.LastModified, Size = each.Body.Length, StorageClass = "STANDARD" }),
        };
    }

    public override ListObjectVersionsResponse ListObjectVersions(ListObjectVersionsRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        var newestFirst = bucket.Objects.AsEnumerable().Reverse().Where(each => each.Key.StartsWith(request.Prefix ?? "", StringComparison.Ordinal))
            .OrderBy(each => each.Key, StringComparer.Ordinal);
        var (page, next) = objects.Cut(newestFirst, request.MaxKeys, request.KeyMarker is { Length: > 0 } marker ? marker : null);
        return new()
        {
            Name = bucket.Name,
            Prefix = request.Prefix,
            KeyMarker = request.KeyMarker ?? "",
            MaxKeys = request.MaxKeys ?? 1_000,
            IsTruncated = next is not null,
            NextKeyMarker = next,
            Versions = [.. page.Where(each => !each.DeleteMarker).Select(each => new ObjectVersion
            {
                Key = each.Key,
                VersionId = each.VersionId,
                IsLatest = ReferenceEquals(Current(bucket, each.Key), each),
                ETag = each.ETag,
                LastModified = each.LastModified,
                Size = each.Body.Length,
                StorageClass = "STANDARD",
            })],
            DeleteMarkers = [.. page.Where(each => each.DeleteMarker).Select(each => new DeleteMarkerEntry
            {
                Key = each.Key,
                VersionId = each.VersionId,
                IsLatest = ReferenceEquals(Current(bucket, each.Key), each),
                LastModified = each.LastModified,
            })],
        };
    }

    [SuppressMessage("Security", "CA5351", Justification = "S3's ETag of a small object is its MD5; nothing is secured with it")]
    private static string ETag(byte[] body) => $"\"{Convert.ToHexStringLower(MD5.HashData(body))}\"";

    private static StoredObject? Current(StoredBucket bucket, string? key) => bucket.Objects.FindLast(each => each.Key == key);

    private static string? Shown(StoredObject found) => found.VersionId == "null" ? null : found.VersionId;

    private static string? Folder(string key, string prefix, string? delimiter) =>
        !string.IsNullOrEmpty(delimiter) && key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is >= 0 and var at ? key[..(at + delimiter.Length)] : null;

    private static StoredObject Version(StoredBucket bucket, string? key, string? version)
    {
        var found = version is null ? Current(bucket, key) : bucket.Objects.Find(each => each.Key == key && each.VersionId == version);
        return found is null or { DeleteMarker: true }
            ? throw (version is null ? Missing("NoSuchKey", "The specified key does not exist.") : Missing("NoSuchVersion", "The specified version does not exist."))
            : found;
    }

    private static StoredObject Add(StoredBucket bucket, StoredObject made)
    {
        if (made.VersionId == "null")
        {
            bucket.Objects.RemoveAll(each => each.Key == made.Key && each.VersionId == "null");
        }

        bucket.Objects.Add(made);
        return made;
    }

    private string NewVersion(StoredBucket bucket) => bucket.Versioning == "Enabled" ? world.Ids.Letters(32) : "null";

    private (string? Version, bool Marker) Delete(StoredBucket bucket, string key, string? version, bool bypass)
    {
        if (version is null && bucket.Versioning is not null)
        {
            var marker = Add(bucket, new() { Key = key, VersionId = NewVersion(bucket), DeleteMarker = true, ETag = "", LastModified = world.Now });
            return (marker.VersionId, true);
        }

        var found = bucket.Objects.Find(each => each.Key == key && each.VersionId == (version ?? "null"));
        if (found is { RetainUntil: { } until, LockMode: { } mode } && until > world.Now && !(mode == "GOVERNANCE" && bypass))
        {
            throw new WireException("AccessDenied", string.Create(CultureInfo.InvariantCulture, $"Access Denied because object protected by object lock until {until:O}."), 403);
        }

        if (found is not null)
        {
            bucket.Objects.Remove(found);
        }

        return (version, found?.DeleteMarker == true);
    }
}
