using System.Text.Json;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>How a program ended and what it said.</summary>
public sealed record Finished
{
    /// <summary>The command as a person would type it, for messages.</summary>
    public required string Command { get; init; }

    /// <summary>128 + signal number when a signal ended it, as shells count.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Standard output, whole.</summary>
    public required string Output { get; init; }

    /// <summary>Standard error, whole.</summary>
    public required string Errors { get; init; }

    /// <summary>From start to end, as the clock on the wall says.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Fails the test, with all that the program said, unless it ended with one of the <paramref name="codes"/>.</summary>
    public Finished ExpectExitCode(params int[] codes)
    {
        Assert.True(Array.IndexOf(codes, ExitCode) >= 0, $"expected exit code {string.Join(" or ", codes)}\n{this}");
        return this;
    }

    /// <summary>Standard output as JSON; an empty output is an empty object, since the AWS CLI prints nothing where AWS answers nothing.</summary>
    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(Output) ? "{}" : Output);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"the output is not JSON: {exception.Message}\n{this}", exception);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"$ {Command}\nexit code {ExitCode} after {Elapsed.TotalSeconds:0.0} s\n--- errors\n{End(Errors)}\n--- output\n{End(Output)}";

    // xunit cuts long messages at their end, where programs say what went wrong.
    private static string End(string text) => text.Length <= 1500 ? text : $"[…]{text[^1500..]}";
}
