namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>A temporary folder for one test: home, working folder and files of the programs it starts. Deleted at the end.</summary>
public sealed class Desk : IDisposable
{
    /// <summary>The folder's full path.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("secret-scoops-").FullName;

    /// <summary>The full path of a file or folder on the desk.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>
    /// What every program gets: the PATH, this desk as home, what Python's version switch needs, and no AWS profile, configuration
    /// or metadata service of the machine.
    /// </summary>
    public Dictionary<string, string> Environment()
    {
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = Folder,
            ["TMPDIR"] = Folder,
            ["LANG"] = "C.UTF-8",
            ["NO_COLOR"] = "1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            // The launcher may restore into this checkout; what it writes there must not point into a desk that is gone.
            ["NUGET_PACKAGES"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        };
        foreach (var name in (string[])["PATH", "DOTNET_ROOT", "PYENV_ROOT", "PYENV_VERSION"])
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        return environment;
    }

    /// <summary>As <see cref="Environment"/>, with credentials, region and endpoint for AWS.</summary>
    public Dictionary<string, string> EnvironmentFor(AwsAccess access)
    {
        var environment = Environment();
        foreach (var (name, value) in access.Variables)
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
