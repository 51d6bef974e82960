using System.CommandLine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline explain</c>: what the policies declare, setting by setting, with a sentence for each.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommonOptions options, Renderers renderers, Output output)
    {
        var @out = new Option<string?>("--out") { Description = "The file to write; left out, the terminal", HelpName = "FILE" };
        var requirements = new Option<bool>("--requirements") { Description = "Tell instead where each requirement of the architecture is declared, prevented, detected, repaired and reported" };
        var command = new Command("explain", "Tell every setting of the policies, its value and why it is there, as Markdown") { options.Policies, @out, requirements, options.NoColor };
        command.SetAction(parsed => Run(
            options.Read(parsed).Policies, parsed.GetValue(@out),
            parsed.GetValue(requirements) ? static (_, bundle) => RequirementsDocument.Of(bundle) : static (folder, _) => Explanation.Of(PolicyFiles.Read(folder), PolicySchemas.Export()),
            renderers.For(options.Read(parsed)), output));
        return command;
    }

    private static int Run(string folder, string? path, Func<string, PolicyBundle, string> tell, Renderer renderer, Output output)
    {
        var reading = PolicyFolder.Read(folder);
        if (reading.Bundle is not { } bundle)
        {
            renderer.Validated(reading);
            return ExitCodes.Error;
        }

        var text = tell(folder, bundle);
        if (path is null)
        {
            output.Result.Write(text);
            return ExitCodes.Done;
        }

        try
        {
            File.WriteAllText(path, text);
            renderer.Note($"wrote {path}");
            return ExitCodes.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            renderer.Error(new() { Code = "file", What = e.Message, Where = new(path), Remedy = "check the path and its permissions" }, e);
            return ExitCodes.Error;
        }
    }
}
