using System.CommandLine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Policies;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline schema</c>: writes the JSON Schemas of the policy files.</summary>
internal static class SchemaCommand
{
    public static Command Create(CommonOptions options, Renderers renderers)
    {
        var @out = new Option<string>("--out") { Description = "The folder to write to", HelpName = "DIR", DefaultValueFactory = _ => "policies/schemas" };
        var command = new Command("schema", "Write the JSON Schemas of the policy files") { @out, options.NoColor };
        command.SetAction(parsed => Run(parsed.GetValue(@out)!, renderers.For(options.Read(parsed))));
        return command;
    }

    private static int Run(string directory, Renderer renderer)
    {
        try
        {
            Directory.CreateDirectory(directory);
            foreach (var (name, text) in PolicySchemas.Export())
            {
                File.WriteAllText(Path.Combine(directory, name), text);
                renderer.Note($"wrote {Path.Combine(directory, name)}");
            }

            return ExitCodes.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            renderer.Error(new() { Code = "file", What = e.Message, Where = new(directory), Remedy = "check the path and its permissions" }, e);
            return ExitCodes.Error;
        }
    }
}
