using System.Runtime.CompilerServices;

namespace SecretScoops.Governance.Aws.Tests.Sessions;

/// <summary>A home of the tests' own, so that nobody's <c>~/.aws</c> has a say in them.</summary>
/// <remarks>AWSSDK.Core looks up once per process where the configuration is, and only believes in files that exist then.</remarks>
internal static class OwnHome
{
    public static string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("aws-home-").FullName;

    public static string Config { get; } = Path.Combine(Directory, "config");

    [ModuleInitializer]
    internal static void Settle()
    {
        File.WriteAllText(Config, "");
        File.WriteAllText(Path.Combine(Directory, "credentials"), "");
        Environment.SetEnvironmentVariable("HOME", Directory);
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", Config);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(Directory, "credentials"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(Directory, recursive: true);
    }
}
