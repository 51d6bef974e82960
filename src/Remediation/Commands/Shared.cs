using System.CommandLine;
using System.Text;
using Amazon.Runtime;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Functions;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Commands;

/// <summary>What the commands do alike.</summary>
internal static class Shared
{
    // A batch has ten messages of 1 MiB at most; nothing that a queue delivers is larger.
    private const long LargestFile = 11L * 1024 * 1024;

    /// <summary><c>--policies</c>, and where they are looked for.</summary>
    public static Option<string> Policies() => new("--policies")
    {
        Description = "Folder of the policies",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("GOVERNANCE_POLICIES") ?? Environment.GetEnvironmentVariable("BASELINE_POLICIES") ?? "policies",
    };

    /// <summary>A file's bytes.</summary>
    /// <exception cref="SetupException">It is not there, or larger than any event.</exception>
    public static byte[] Read(FileInfo file) =>
        !file.Exists ? throw new SetupException($"{file.FullName}: there is no such file")
        : file.Length > LargestFile ? throw new SetupException($"{file.FullName}: {file.Length} bytes are more than any event has")
        : File.ReadAllBytes(file.FullName);

    /// <summary>The messages in what a file holds: those of a batch, or the one event.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Bodies(byte[] bytes) =>
        SqsBatch.TryRead(bytes, out var messages, out _) && messages.Count > 0 ? messages.Select(message => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(message.Body)) : [bytes];

    /// <summary>Turns what goes wrong into a message and an exit code: 1, and 130 when interrupted.</summary>
    public static async Task<int> TellAsync(TextWriter errors, Func<Task<int>> body)
    {
        try
        {
            return await body();
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("interrupted");
            return 130;
        }
        catch (Exception e) when (e is SetupException or FormatException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(e.Message);
            return 1;
        }
        catch (Exception e) when (IsOfAws(e))
        {
            await errors.WriteLineAsync(AwsFaults.From(e, "home", "-").ToString());
            return 1;
        }
    }

    /// <summary>What came of one of several messages; null when AWS refused or could not be reached, and then that is written.</summary>
    public static async Task<Taken?> TryAsync(TextWriter output, Func<Task<Taken>> take)
    {
        try
        {
            return await take();
        }
        catch (Exception e) when (IsOfAws(e))
        {
            await output.WriteLineAsync($"  could not be looked at: {AwsFaults.From(e, "home", "-")}");
            return null;
        }
    }

    private static bool IsOfAws(Exception e) => e is AmazonServiceException or AmazonClientException or AwsSetupException or RoleNotAssumedException or HttpRequestException;
}
