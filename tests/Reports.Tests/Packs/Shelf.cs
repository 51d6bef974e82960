using System.Security.Cryptography;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Packs;

namespace SecretScoops.Governance.Reports.Tests.Packs;

/// <summary>A directory of packs, made for one test.</summary>
internal sealed class Shelf : IDisposable
{
    private readonly LocalKey key;

    public Shelf()
        : this(Directory.CreateTempSubdirectory("packs-").FullName)
    {
    }

    /// <summary>In a directory that is somebody else's, and is deleted all the same.</summary>
    public Shelf(string folder)
    {
        Folder = folder;
        key = LocalKey.Open(Path.Combine(Folder, "keys", "signing.pem"));
    }

    public string Folder { get; }

    public string Reports => Path.Combine(Folder, "reports");

    public ISigner Signer => key;

    /// <summary>Trusts the shelf's own key.</summary>
    public async Task<Trust> Trusted() => new(VerifyingKey.Of(await key.PublicKeyAsync(default)), null);

    /// <summary>Seals the made-up report of a week, chained to what is on the shelf.</summary>
    public async Task<string> Pack(int week, ISigner? signer = null, Func<ReportHeader, ReportHeader>? claimed = null, int findings = 8)
    {
        var header = Made.Header with { Id = new($"6f1c2a34-5b6d-4e7f-8a9b-{week:D12}"), At = Made.Now.AddDays(7 * week), Until = Made.Now.AddDays(7 * week) };
        var directory = Path.Combine(Reports, header.At.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var last = PackChain.Last(Reports);
        Directory.CreateDirectory(directory);
        var report = System.Text.Encoding.UTF8.GetString(Made.Written("json", [.. Made.Findings(findings)]))
            .Replace(Made.Header.Id.ToString(), header.Id.ToString(), StringComparison.Ordinal)
            .Replace("\"at\":\"2026-11-26T03:00:00+00:00\",\"until\":", $"\"at\":\"{header.At:yyyy-MM-ddTHH:mm:sszzz}\",\"until\":", StringComparison.Ordinal);
        List<PackFile> files = [Write("report.json", report), Write("report.csv", "a,b\n"), Write("empty.txt", "")];
        await PackSealing.SealAsync(directory, claimed?.Invoke(header) ?? header, files, last, signer ?? Signer, default);
        return directory;

        PackFile Write(string name, string text)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            File.WriteAllBytes(Path.Combine(directory, name), bytes);
            return new(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }

    /// <summary>Verifies with the shelf's own key.</summary>
    public async Task<PackCheck> Verify(string pack, string? previous = null) => await PackVerification.VerifyAsync(pack, await Trusted(), previous, default);

    public void Dispose()
    {
        key.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
