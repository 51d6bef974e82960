using Microsoft.Extensions.Time.Testing;
using SecretScoops.Governance.Baseline.Rendering;

namespace SecretScoops.Governance.Baseline.Tests.Rendering;

/// <summary>What a renderer wrote.</summary>
/// <param name="Result">To standard output.</param>
/// <param name="Diagnostics">To standard error.</param>
internal sealed record Told(string Result, string Diagnostics)
{
    /// <summary>Lets a renderer speak.</summary>
    public static Told By(string format, Action<Renderer> say, int width = 80, bool color = false, bool verbose = false, FakeTimeProvider? time = null, Settings? settings = null)
    {
        using var result = new StringWriter();
        using var diagnostics = new StringWriter();
        var output = new Output { Result = result, Diagnostics = diagnostics, Width = width, Color = color, DiagnosticsColor = color };
        say(new Renderers(output, time ?? new()).For((settings ?? new() { Policies = "policies", Format = format }) with { Format = format, Verbose = verbose }));
        return new(result.ToString(), diagnostics.ToString().ReplaceLineEndings("\n"));
    }
}
