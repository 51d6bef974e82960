using System.Diagnostics;

namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>A temporary folder in which a test runs programs and the scripts of workflows, as a runner would. Deleted at the end.</summary>
public sealed class Desk : IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(2);

    /// <summary>The folder's full path.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("secret-scoops-").FullName;

    /// <summary>A file's full path.</summary>
    public string At(string path) => Path.Combine(Folder, path);

    /// <summary>A file's text.</summary>
    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Writes a file, and the folders above it.</summary>
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    /// <summary>Writes a program: a script of bash. In <c>bin</c> it is found before the machine's of that name.</summary>
    public void Program(string path, string script)
    {
        Write(path, $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>
    /// The full path of a program. In continuous integration (<c>CI=true</c>) a missing one fails the test; elsewhere the test is skipped and says why.
    /// </summary>
    public static string Require(string program, string remedy) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists) ?? Missing($"'{program}' is not on the PATH — {remedy}");

    /// <summary>Fails in continuous integration; skips elsewhere.</summary>
    public static string Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
        return reason;
    }

    /// <summary>Runs the script of a step in <paramref name="folder"/> of the desk with the step's shell, as GitHub documents <c>shell: bash</c>.</summary>
    internal Task<Ended> Run(Step step, string folder = ".", params (string Name, string Value)[] environment)
    {
        Write("step.sh", step.Run!);
        return Run(folder, environment, "bash", "--noprofile", "--norc", "-eo", "pipefail", At("step.sh"));
    }

    /// <summary>Runs a program of the machine, or of <c>bin</c>, in <paramref name="folder"/> of the desk, with nothing of the environment but the given and the PATH.</summary>
    internal async Task<Ended> Run(string folder, (string Name, string Value)[] environment, string program, params string[] arguments)
    {
        Directory.CreateDirectory(At(folder));
        var start = new ProcessStartInfo(Require(program, "install it"), arguments)
        {
            WorkingDirectory = At(folder),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Prepend(("PATH", $"{At("bin")}:{Environment.GetEnvironmentVariable("PATH")}")).Prepend(("HOME", Folder)).Prepend(("LANG", "C.UTF-8")))
        {
            start.Environment[name] = value;
        }

        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(limit);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(bound.Token), process.StandardError.ReadToEndAsync(bound.Token));
            await process.WaitForExitAsync(bound.Token);
            return new Ended(process.ExitCode, await output, await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>How a program ended and what it said.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    /// <summary>Fails the test unless the program ended well.</summary>
    public Ended Well()
    {
        Assert.True(Code == 0, $"ended with {Code}\n{Errors}\n{Output}");
        return this;
    }
}
