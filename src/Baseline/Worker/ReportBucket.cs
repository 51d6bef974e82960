using Amazon.S3;
using Amazon.S3.Model;
using SecretScoops.Governance.Aws;
using SecretScoops.Governance.Reports.Packs;

namespace SecretScoops.Governance.Baseline.Worker;

/// <summary>
/// The bucket of report packs, which is a chain as a directory of packs is: each lies in a folder named by <see cref="PackNames.Folder"/>. No object is written twice, for the bucket locks them.
/// <c>report.yml</c> does the same with the AWS CLI.
/// </summary>
/// <param name="s3">In the bucket's account.</param>
/// <param name="bucket">Its name.</param>
internal sealed class ReportBucket(IAmazonS3 s3, string bucket)
{
    private const string Report = "report.json";

    /// <summary>
    /// Fetches what the next pack needs of those before: all manifests with their signatures, to be chained to the last, and the newest report, which has the figures of the trend. The signature is put last: a folder
    /// without one was not put to its end, and is no pack.
    /// </summary>
    /// <param name="directory">Made where it is missing.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task FetchAsync(string directory, CancellationToken cancel)
    {
        Directory.CreateDirectory(directory);
        var keys = await KeysAsync(prefix: null, cancel);
        var packs = keys.Select(key => key.Split('/')).Where(key => key is [var pack, PackManifest.SignatureFile] && PackNames.IsFolder(pack)).Select(key => key[0]).Order(StringComparer.Ordinal).ToList();
        foreach (var pack in packs)
        {
            Directory.CreateDirectory(Path.Combine(directory, pack));
            foreach (var file in (string[])[PackManifest.FileName, PackManifest.SignatureFile, .. pack == packs[^1] ? [Report] : Array.Empty<string>()])
            {
                using var answer = await s3.GetObjectAsync(new() { BucketName = bucket, Key = $"{pack}/{file}" }, cancel);
                await using var to = File.Create(Path.Combine(directory, pack, file));
                await answer.ResponseStream.CopyToAsync(to, cancel);
            }
        }
    }

    /// <summary>Puts a pack, its signature last. Where something of its name is there, put by somebody who died, its folder gets a number.</summary>
    /// <param name="pack">Its directory.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="AmazonS3Exception">Somebody else puts a pack of this name at the same time.</exception>
    public async Task KeepAsync(string pack, CancellationToken cancel)
    {
        var name = Path.GetFileName(pack);
        var taken = (await KeysAsync(name, cancel)).Select(key => key.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var folder = PackNames.Numbered(name).First(each => !taken.Contains(each));
        foreach (var file in Directory.EnumerateFiles(pack).OrderBy(Rank).ThenBy(file => file, StringComparer.Ordinal))
        {
            await s3.PutObjectAsync(new() { BucketName = bucket, Key = $"{folder}/{Path.GetFileName(file)}", FilePath = file, IfNoneMatch = "*" }, cancel);
        }
    }

    private static int Rank(string file) => Path.GetFileName(file) switch { PackManifest.SignatureFile => 2, PackManifest.FileName => 1, _ => 0 };

    private async Task<IReadOnlyList<string>> KeysAsync(string? prefix, CancellationToken cancel) => await Paged.AllAsync(async token =>
    {
        var page = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, ContinuationToken = token }, cancel);
        return (page.S3Objects?.ConvertAll(each => each.Key), page.NextContinuationToken);
    });
}
