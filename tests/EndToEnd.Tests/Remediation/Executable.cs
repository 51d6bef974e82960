using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Lambda.Tests;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>The function's executable as Lambda starts it: the native one where it was published after the last build, else the build beside these tests.</summary>
/// <remarks><c>REMEDIATION_BINARY</c> names another one.</remarks>
internal static class Executable
{
    /// <summary>Starts it under a runtime API.</summary>
    /// <param name="desk">Its home.</param>
    /// <param name="api">Whom it asks for work.</param>
    /// <param name="endpoint">What answers as AWS.</param>
    /// <param name="changed">Variables added or changed.</param>
    public static RunningProgram Start(Desk desk, RuntimeApi api, Uri endpoint, params (string Name, string Value)[] changed) => Start(null, desk, api, endpoint, changed);

    /// <summary>As the other; <paramref name="deployed"/> is a copy of the native one, or null for none.</summary>
    public static RunningProgram Start(string? deployed, Desk desk, RuntimeApi api, Uri endpoint, params (string Name, string Value)[] changed)
    {
        var environment = desk.EnvironmentFor(new() { Endpoint = endpoint });
        environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = "remediate";
        environment["GOVERNANCE_HANDLER"] = "remediate";
        environment["GOVERNANCE_POLICIES"] = BaselineTool.DefaultPolicies;
        foreach (var (name, value) in changed)
        {
            environment[name] = value;
        }

        var (program, arguments) = deployed is null ? Command() : (deployed, []);
        return RunningProgram.Start(program, arguments, environment, desk.Folder);
    }

    /// <summary>Starts it as people do at home.</summary>
    public static RunningProgram Home(Desk desk, Uri endpoint, params IEnumerable<string> arguments)
    {
        var environment = desk.EnvironmentFor(new() { Endpoint = endpoint });
        environment["GOVERNANCE_POLICIES"] = BaselineTool.DefaultPolicies;
        var (program, first) = Command();
        return RunningProgram.Start(program, first.Concat(arguments), environment, desk.Folder);
    }

    /// <summary>The native one; null where it was not published after the last build, which continuous integration may not have.</summary>
    public static string? Native()
    {
        if (Environment.GetEnvironmentVariable("REMEDIATION_BINARY") is { Length: > 0 } named)
        {
            return named;
        }

        var published = Path.Combine(BaselineTool.RepositoryRoot(), "artifacts", "native", "publish", "Remediation");
        var native = Directory.Exists(published)
            ? Directory.EnumerateDirectories(published, "release*").Select(folder => Path.Combine(folder, "remediation")).FirstOrDefault(IsCurrent)
            : null;
        Assert.False(native is null && Environment.GetEnvironmentVariable("CI") == "true", $"no native executable of this build in {published} — .ci/run publishes it before the tests");
        return native;
    }

    private static (string Program, IEnumerable<string> Arguments) Command() =>
        Native() is { } native ? (native, []) : (Judge.Find("dotnet") ?? throw new InvalidOperationException("no dotnet on the PATH"), [Built]);

    private static string Built => Path.Combine(AppContext.BaseDirectory, "remediation.dll");

    // One of an older build cannot read today's policies, or says something of yesterday's code.
    private static bool IsCurrent(string native) => File.Exists(native) && File.GetLastWriteTimeUtc(native) >= File.GetLastWriteTimeUtc(Built);
}
