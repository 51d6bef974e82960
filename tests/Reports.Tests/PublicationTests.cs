using System.Security.Cryptography;
using SecretScoops.Governance.Reports.Formats;
using SecretScoops.Governance.Reports.Model;
using SecretScoops.Governance.Reports.Publishing;
using Xunit;

namespace SecretScoops.Governance.Reports.Tests;

/// <summary>A report is there whole or not at all.</summary>
public sealed class PublicationTests : IDisposable
{
    private static readonly IReadOnlyList<ReportFormat> formats = [.. ReportFormat.All.Where(each => each.Name != "html")];
    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory("publication-tests-");

    private string Target => Path.Combine(parent.FullName, "report");

    [Fact]
    public void Each_file_is_what_its_format_makes_with_its_length_and_hash()
    {
        List<Finding> findings = [.. Made.Findings(700)];

        var files = new Publication(Target).Write(Made.Report(findings), findings, formats, null, TestContext.Current.CancellationToken);
        Assert.Equal(formats.Select(each => each.File), files.Select(each => each.Name));
        Assert.All(files.Zip(formats), each =>
        {
            var written = File.ReadAllBytes(Path.Combine(Target, each.First.Name));
            Assert.Equal(Made.Written(each.Second.Name, findings), written);
            Assert.Equal(written.Length, each.First.Bytes);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(written)), each.First.Sha256);
        });
        Assert.Equal(["report"], Left());
    }

    [Fact]
    public void What_belongs_to_it_is_added_before_it_is_shown()
    {
        var files = new Publication(Target).Write(Made.Report([]), [], formats, (directory, files) =>
        {
            Assert.False(Directory.Exists(Target));
            File.WriteAllText(Path.Combine(directory, "manifest.json"), $"{files.Count}");
        }, TestContext.Current.CancellationToken);

        Assert.Equal($"{files.Count}", File.ReadAllText(Path.Combine(Target, "manifest.json")));
    }

    [Fact]
    public void Nothing_is_left_when_a_finding_cannot_be_had()
    {
        static IEnumerable<Finding> Broken()
        {
            foreach (var finding in Made.Findings(1_000))
            {
                yield return finding;
            }

            throw new IOException("the spool is gone");
        }

        var fault = Assert.Throws<IOException>(() => new Publication(Target).Write(Made.Report([]), Broken(), formats, null, TestContext.Current.CancellationToken));
        Assert.Equal("the spool is gone", fault.Message);
        Assert.Empty(Left());
    }

    [Fact]
    public void Nothing_is_left_when_a_writer_fails_and_its_own_words_are_told()
    {
        ReportFormat broken = new("broken", "broken.txt", (report, file) => new Broken(report, file));

        var fault = Assert.Throws<IOException>(() =>
            new Publication(Target).Write(Made.Report([]), Made.Findings(1_000), [.. formats, broken], null, TestContext.Current.CancellationToken));
        Assert.Equal("no room", fault.Message);
        Assert.Empty(Left());
    }

    [Fact]
    public void Nothing_is_left_when_it_is_cancelled()
    {
        using CancellationTokenSource cancelled = new();

        IEnumerable<Finding> Cancelling()
        {
            foreach (var finding in Made.Findings(1_000))
            {
                if (finding.Control == "iam-no-users")
                {
                    cancelled.Cancel();
                }

                yield return finding;
            }
        }

        Assert.Throws<OperationCanceledException>(() => new Publication(Target).Write(Made.Report([]), Cancelling(), formats, null, cancelled.Token));
        Assert.Empty(Left());
    }

    [Fact]
    public void A_directory_with_something_in_it_is_refused_and_left_as_it_was()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "mine.txt"), "mine");

        var fault = Assert.Throws<IOException>(() => new Publication(Target).Write(Made.Report([]), [], formats, null, TestContext.Current.CancellationToken));
        Assert.Contains("is not empty", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Directory.EnumerateFiles(Target).Select(Path.GetFileName));
    }

    [Fact]
    public void An_empty_directory_is_taken()
    {
        Directory.CreateDirectory(Target);

        new Publication(Target + Path.DirectorySeparatorChar).Write(Made.Report([]), [], formats, null, TestContext.Current.CancellationToken);
        Assert.Equal(formats.Count, Directory.EnumerateFiles(Target).Count());
    }

    public void Dispose() => parent.Delete(recursive: true);

    private IEnumerable<string?> Left() => parent.EnumerateFileSystemInfos().Select(each => each.Name);

    private sealed class Broken(Report report, Stream file) : ReportWriter(report)
    {
        public override void Begin()
        {
        }

        public override void Write(Finding finding) => throw new IOException("no room");

        public override void End()
        {
        }

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            throw new IOException("no room for the end either");
        }
    }
}
