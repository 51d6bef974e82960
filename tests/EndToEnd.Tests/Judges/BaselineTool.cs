namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>Our command-line tool as a person meets it: a process, arguments in, exit code and text out.</summary>
/// <remarks><c>SECRETSCOOPS_BASELINE</c> names another build of it, for instance the native one; else the build beside these tests runs.</remarks>
public sealed class BaselineTool(Desk desk, AwsAccess? access = null)
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    /// <summary>Changed or added environment variables, for instance <c>AWS_PROFILE</c>.</summary>
    public Dictionary<string, string> Extra { get; } = [];

    /// <summary>The folder it is started in; the desk at first.</summary>
    public string Folder { get; set; } = desk.Folder;

    /// <summary>The repository's own policies, the default of every command.</summary>
    public static string DefaultPolicies => Path.Combine(RepositoryRoot(), "policies");

    /// <summary>Runs <c>baseline ARGUMENTS</c> to its end.</summary>
    public async Task<Finished> Run(params string[] arguments)
    {
        using var running = Start(arguments);
        return await running.Wait(limit, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts <c>baseline ARGUMENTS</c>; the caller waits, kills or interrupts.</summary>
    public RunningProgram Start(params string[] arguments)
    {
        var environment = access is null ? desk.Environment() : desk.EnvironmentFor(access);
        foreach (var (name, value) in Extra)
        {
            environment[name] = value;
        }

        var (program, first) = Program();
        return RunningProgram.Start(program, [.. first, .. arguments], environment, Folder);
    }

    /// <summary>The folder that holds the solution, found upwards from the tests' own folder.</summary>
    public static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SecretScoops.Governance.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no SecretScoops.Governance.sln above {AppContext.BaseDirectory}");
    }

    /// <summary>Starts it as Lambda starts it, under a runtime API.</summary>
    public RunningProgram StartUnder(string runtimeApi, IEnumerable<(string Name, string Value)> variables)
    {
        Extra["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        foreach (var (name, value) in variables)
        {
            Extra[name] = value;
        }

        return Start();
    }

    private static (string Program, string[] First) Program() =>
        Environment.GetEnvironmentVariable("SECRETSCOOPS_BASELINE") is { Length: > 0 } native
            ? (native, [])
            : (Judge.Find("dotnet") ?? throw new InvalidOperationException("no dotnet on the PATH"), [Path.Combine(AppContext.BaseDirectory, "baseline.dll")]);
}
