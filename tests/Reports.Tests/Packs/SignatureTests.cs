using System.Security.Cryptography;
using System.Text;
using SecretScoops.Governance.Reports.Packs;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests.Packs;

/// <summary>Only a key that was trusted beforehand makes a pack whole; the one in the pack never does.</summary>
public sealed class SignatureTests : IDisposable
{
    private readonly Shelf shelf = new();

    [Fact]
    public async Task The_key_in_the_pack_is_not_trusted_by_itself()
    {
        var pack = await shelf.Pack(0);

        var check = await PackVerification.VerifyAsync(pack, Trust.Nobody, null, TestContext.Current.CancellationToken);

        var fault = Assert.Single(check.Faults);
        Assert.Contains("which nobody vouched for", fault.What, StringComparison.Ordinal);
        Assert.Contains(check.SignedBy!, fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_in_the_pack_is_as_good_as_its_fingerprint_and_no_other_fingerprint_is()
    {
        var pack = await shelf.Pack(0);
        var fingerprint = (await shelf.Trusted()).Expected!;

        Assert.True((await PackVerification.VerifyAsync(pack, Trust.Of(fingerprint[7..].ToUpperInvariant()), null, TestContext.Current.CancellationToken)).Whole);

        var other = await PackVerification.VerifyAsync(pack, Trust.Of(new string('0', 64)), null, TestContext.Current.CancellationToken);
        Assert.Equal("other-key", Assert.Single(other.Faults).Code);
    }

    [Fact]
    public async Task A_pack_that_another_key_signed_anew_is_told_with_both_fingerprints()
    {
        using var thief = LocalKey.Open(Path.Combine(shelf.Folder, "thief.pem"));
        var pack = await shelf.Pack(0, thief);

        var fault = Assert.Single((await shelf.Verify(pack)).Faults);

        Assert.Equal("other-key", fault.Code);
        Assert.Contains(VerifyingKey.Of(await thief.PublicKeyAsync(TestContext.Current.CancellationToken)).Fingerprint, fault.What, StringComparison.Ordinal);
        Assert.Contains((await shelf.Trusted()).Expected!, fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_of_another_report_with_its_own_signature_names_every_file_that_is_not_its_own()
    {
        var (first, second) = (await shelf.Pack(0), await shelf.Pack(1));
        foreach (var name in (string[])[PackManifest.FileName, PackManifest.SignatureFile])
        {
            File.Copy(Path.Combine(first, name), Path.Combine(second, name), overwrite: true);
        }

        var check = await shelf.Verify(second);

        Assert.Equal("report.json", Path.GetFileName(Assert.Single(check.Faults).Where.Name));
    }

    [Fact]
    public async Task A_manifest_that_was_signed_over_another_report_is_told_with_both()
    {
        var pack = await shelf.Pack(0, claimed: header => header with { Id = Guid.NewGuid(), PolicyFingerprint = "sha256:other" });

        var faults = (await shelf.Verify(pack)).Faults;

        Assert.Equal(["other-report", "other-report"], faults.Select(fault => fault.Code));
        Assert.Contains("its id is", faults[0].What, StringComparison.Ordinal);
        Assert.Contains("its policy fingerprint is", faults[1].What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"report.csv\"", "\"../report.csv\"", "bad-name")]
    [InlineData("\"report.csv\"", "\"/etc/passwd\"", "bad-name")]
    [InlineData("\"report.csv\"", "\"..\"", "bad-name")]
    [InlineData("\"report.csv\"", "\"a\\\\b\"", "bad-name")]
    [InlineData("\"report.csv\"", "\"manifest.json\"", "bad-name")]
    [InlineData("\"report.csv\"", "\"report.csv\\n\"", "bad-name")]
    [InlineData("\"report.csv\"", "\"Report.json\"", "twice")]
    [InlineData("ECDSA_SHA_256", "HMAC_SHA_256", "other-algorithm")]
    [InlineData("\"format\":\"secret-scoops-report-pack\"", "\"format\":\"another\"", "bad-manifest")]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":2", "bad-manifest")]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":1,\"formatVersion\":1", "bad-manifest")]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":1,\"unknown\":1", "bad-manifest")]
    [InlineData("\"files\":[", "\"files\":[null,", "bad-manifest")]
    [InlineData("\"previous\":null", "\"previous\":[]", "bad-manifest")]
    [InlineData("\"length\":4", "\"length\":-4", "altered")]
    public async Task A_manifest_that_is_rightly_signed_and_wrongly_written_is_refused(string old, string spoiled, string code)
    {
        var pack = await shelf.Pack(0);
        var path = Path.Combine(pack, PackManifest.FileName);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(old, text, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text.Replace(old, spoiled, StringComparison.Ordinal));
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(pack, PackManifest.SignatureFile), await shelf.Signer.SignAsync(SHA256.HashData(bytes), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Contains((await shelf.Verify(pack)).Faults, fault => fault.Code == code);
    }

    [Fact]
    public async Task A_manifest_of_two_megabytes_is_not_read()
    {
        var pack = await shelf.Pack(0);
        await File.WriteAllBytesAsync(Path.Combine(pack, PackManifest.FileName), new byte[2 << 20], TestContext.Current.CancellationToken);

        Assert.Contains("no pack's has more than", Assert.Single((await shelf.Verify(pack)).Faults).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signer_whose_signature_is_not_its_keys_makes_no_pack()
    {
        using var one = LocalKey.Open(Path.Combine(shelf.Folder, "one.pem"));

        await Assert.ThrowsAsync<InvalidDataException>(() => shelf.Pack(0, new TwoFaced(one, shelf.Signer)));

        Assert.False(File.Exists(Path.Combine(shelf.Reports, "2026-11-26", PackManifest.FileName)));
    }

    [Fact]
    public async Task A_local_key_is_its_owners_alone_and_stays_the_same()
    {
        var path = Path.Combine(shelf.Folder, "new", "key.pem");
        using var made = LocalKey.Open(path);
        using var again = LocalKey.Open(path);

        Assert.Equal(await made.PublicKeyAsync(TestContext.Current.CancellationToken), await again.PublicKeyAsync(TestContext.Current.CancellationToken));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<InvalidDataException>(() => LocalKey.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_public_key_of_the_curve_is_refused_in_words()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Contains("it is a private key", Told(p256.ExportPkcs8PrivateKeyPem()), StringComparison.Ordinal);
        Assert.Contains("no key of the curve P-256", Told(p384.ExportSubjectPublicKeyInfoPem()), StringComparison.Ordinal);
        Assert.Contains("no key of the curve P-256", Told(rsa.ExportSubjectPublicKeyInfoPem()), StringComparison.Ordinal);
        Assert.Contains("no PEM file", Told("hello"), StringComparison.Ordinal);

        static string Told(string pem) => Assert.Throws<InvalidDataException>(() => VerifyingKey.OfPem(pem)).Message;
    }

    public void Dispose() => shelf.Dispose();

    private sealed class TwoFaced(ISigner shown, ISigner signs) : ISigner
    {
        public string Algorithm => shown.Algorithm;

        public string KeyId => "two-faced";

        public bool Rehearsal => true;

        public Task<byte[]> PublicKeyAsync(CancellationToken cancel) => shown.PublicKeyAsync(cancel);

        public Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancel) => signs.SignAsync(digest, cancel);
    }
}
