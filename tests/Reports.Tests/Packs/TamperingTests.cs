using SecretScoops.Governance.Reports.Packs;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests.Packs;

/// <summary>Whatever is done to a pack, verifying finds it and names it.</summary>
public sealed class TamperingTests : IDisposable
{
    private readonly Shelf shelf = new();

    [Fact]
    public async Task A_pack_is_whole_as_it_was_made()
    {
        var check = await shelf.Verify(await shelf.Pack(0));

        Assert.Empty(check.Faults);
        Assert.True(check.Whole);
        Assert.Equal((await shelf.Trusted()).Expected, check.SignedBy);
        Assert.Contains("proves nothing about who signed", Assert.Single(check.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_byte_that_is_flipped_is_found_and_its_file_is_named()
    {
        var pack = await shelf.Pack(0);
        var random = new Random(20261127);

        foreach (var file in Directory.GetFiles(pack))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var places = bytes.Length <= 1500 ? Enumerable.Range(0, bytes.Length) : Enumerable.Range(0, 400).Select(_ => random.Next(bytes.Length));
            foreach (var place in places)
            {
                var bit = (byte)(1 << random.Next(8));
                bytes[place] ^= bit;
                await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

                var check = await shelf.Verify(pack);

                // A flipped manifest is told by its signature.
                var name = Path.GetFileName(file) == PackManifest.FileName ? "manifest" : Path.GetFileName(file);
                Assert.False(check.Whole, $"{file} with byte {place} xor {bit} is thought whole");
                Assert.Contains(check.Faults, fault => fault.Where.Name.Contains(name, StringComparison.Ordinal));
                bytes[place] ^= bit;
            }

            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }

        Assert.True((await shelf.Verify(pack)).Whole);
    }

    [Theory]
    [InlineData("report.json")]
    [InlineData("report.csv")]
    [InlineData("empty.txt")]
    [InlineData("manifest.json")]
    [InlineData("manifest.sig")]
    [InlineData("public-key.pem")]
    public async Task A_file_that_was_taken_out_emptied_cut_lengthened_or_made_a_link_or_a_directory_is_named(string name)
    {
        var pack = await shelf.Pack(0);
        var file = Path.Combine(pack, name);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var aside = Path.Combine(shelf.Folder, "aside");
        await File.WriteAllBytesAsync(aside, bytes, TestContext.Current.CancellationToken);

        await Named(() => { });
        await Named(() => File.WriteAllBytes(file, [.. bytes, 0]));
        await Named(() => File.CreateSymbolicLink(file, aside));
        await Named(() => File.CreateSymbolicLink(file, "/nowhere"));
        await Named(() => Directory.CreateDirectory(file));
        await Named(() => File.Move(Put(Path.Combine(pack, "renamed")), Path.Combine(pack, "renamed.txt")));
        if (bytes.Length > 0)
        {
            await Named(() => File.WriteAllBytes(file, []));
            await Named(() => File.WriteAllBytes(file, bytes[..^1]));
        }

        string Put(string path)
        {
            File.WriteAllBytes(path, bytes);
            return path;
        }

        async Task Named(Action spoil)
        {
            File.Delete(file);
            spoil();

            var check = await shelf.Verify(pack);

            // A manifest that still can be read is told by its signature.
            Assert.Contains(check.Faults, fault => fault.Where.Name == file || (name == PackManifest.FileName && fault.What.Contains("does not hold over manifest.json", StringComparison.Ordinal)));
            File.Delete(Path.Combine(pack, "renamed.txt"));
            if (Directory.Exists(file))
            {
                Directory.Delete(file);
            }

            File.Delete(file);
            Put(file);
            Assert.True((await shelf.Verify(pack)).Whole);
        }
    }

    [Theory]
    [InlineData("extra.html", "is not in the manifest")]
    [InlineData(".hidden", "is not in the manifest")]
    [InlineData("REPORT.JSON", "which has report.json")]
    [InlineData("Manifest.json", "which has manifest.json")]
    [InlineData("folder/", "is a directory")]
    [InlineData(".git/", "is a directory")]
    [InlineData("evil\u001b[2J.txt", "is not in the manifest")]
    public async Task Whatever_was_added_is_named(string name, string expected)
    {
        var pack = await shelf.Pack(0);
        var path = Path.Combine(pack, name.TrimEnd('/'));
        if (name.EndsWith('/'))
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        }

        var fault = Assert.Single((await shelf.Verify(pack)).Faults);

        Assert.Equal(path, fault.Where.Name);
        Assert.Contains(expected, fault.What, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', string.Join('\n', PackTelling.Text(await shelf.Verify(pack))));
    }

    [Fact]
    public async Task Files_that_changed_places_are_both_named_and_so_is_everything_else_at_once()
    {
        var pack = await shelf.Pack(0);
        File.Move(Path.Combine(pack, "report.csv"), Path.Combine(pack, "aside"));
        File.Move(Path.Combine(pack, "report.json"), Path.Combine(pack, "report.csv"));
        File.Move(Path.Combine(pack, "aside"), Path.Combine(pack, "report.json"));
        File.Delete(Path.Combine(pack, "manifest.sig"));
        await File.WriteAllTextAsync(Path.Combine(pack, "extra"), "", TestContext.Current.CancellationToken);

        var named = (await shelf.Verify(pack)).Faults.Select(fault => Path.GetFileName(fault.Where.Name)).Order(StringComparer.Ordinal);

        Assert.Equal(["extra", "manifest.sig", "report.csv", "report.json"], named);
    }

    [Fact]
    public async Task A_pipe_is_told_and_not_waited_for()
    {
        var pack = await shelf.Pack(0);
        foreach (var name in (string[])["report.csv", "empty.txt", "manifest.sig"])
        {
            File.Delete(Path.Combine(pack, name));
            using var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(pack, name)]);
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var check = await shelf.Verify(pack);

        Assert.Contains(check.Faults, fault => fault.Where.Name.EndsWith("report.csv", StringComparison.Ordinal));
        Assert.Contains(check.Faults, fault => fault.Where.Name.EndsWith("manifest.sig", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_that_are_no_text_are_told_too()
    {
        var pack = await shelf.Pack(0);
        await Shell("touch");

        var faults = (await shelf.Verify(pack)).Faults;

        // .NET cannot delete them.
        await Shell("rm");
        Assert.Contains(faults, fault => fault.Code == "extra");
        Assert.True((await shelf.Verify(pack)).Whole);

        async Task Shell(string program)
        {
            using var shell = System.Diagnostics.Process.Start("bash", ["-c", $"{program} \"$0\"/$'\\xff' \"$0\"/$'\\xfe'", pack]);
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task What_is_no_pack_is_told_as_that()
    {
        await shelf.Pack(0);
        var file = Path.Combine(shelf.Folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        Assert.Contains("there is no such directory", await Told(Path.Combine(shelf.Folder, "nowhere")), StringComparison.Ordinal);
        Assert.Contains("is a file", await Told(file), StringComparison.Ordinal);
        Assert.Contains("is no report pack", await Told(Path.Combine(shelf.Folder, "keys")), StringComparison.Ordinal);
        Assert.Contains("name one of the packs in it: \"2026-11-26\"", await Told(shelf.Reports), StringComparison.Ordinal);

        async Task<string> Told(string path) => Assert.Single((await shelf.Verify(path)).Faults).ToString();
    }

    public void Dispose() => shelf.Dispose();
}
