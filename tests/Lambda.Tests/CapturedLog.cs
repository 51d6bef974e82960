using System.Text;
using System.Text.Json;

namespace SecretScoops.Governance.Lambda.Tests;

/// <summary>The log of a test: each line is read as JSON when it is written, so that a line that is none fails the writer.</summary>
internal sealed class CapturedLog : MemoryStream
{
    private readonly Lock _gate = new();
    private readonly List<JsonElement> _lines = [];
    private readonly List<(Func<JsonElement, bool> Wanted, TaskCompletionSource<JsonElement> Found)> _waiting = [];

    public IReadOnlyList<JsonElement> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var text = Encoding.UTF8.GetString(buffer);
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        using var document = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
        lock (_gate)
        {
            var line = document.RootElement.Clone();
            _lines.Add(line);
            _waiting.Where(each => each.Wanted(line)).ToList().ForEach(each => each.Found.TrySetResult(line));
        }
    }

    /// <summary>The first line whose message begins so, now or later.</summary>
    public Task<JsonElement> LineAsync(string message)
    {
        bool Wanted(JsonElement line) => line.GetProperty("message").GetString()!.StartsWith(message, StringComparison.Ordinal);
        lock (_gate)
        {
            var found = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_lines.Find(Wanted) is { ValueKind: JsonValueKind.Object } line)
            {
                found.SetResult(line);
            }
            else
            {
                _waiting.Add((Wanted, found));
            }

            return found.Task.Soon();
        }
    }
}
