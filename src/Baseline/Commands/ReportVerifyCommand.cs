using System.CommandLine;
using SecretScoops.Governance.Baseline.Engine;
using SecretScoops.Governance.Baseline.Rendering;
using SecretScoops.Governance.Reports.Packs;

namespace SecretScoops.Governance.Baseline.Commands;

/// <summary><c>baseline report verify</c>: whether a report pack is as it was when somebody who is trusted signed it. Exit code 0 says that it is, 1 that it is not.</summary>
internal static class ReportVerifyCommand
{
    public static Command Create(CommonOptions options, Runner runner, Output output)
    {
        var directory = new Argument<string>("DIR") { Description = "The directory of the pack" };
        var key = new Option<string?>("--key") { Description = "The public key to trust, as PEM; get it by another way than the pack", HelpName = "FILE" };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "Or its fingerprint: SHA-256 over the key as DER", HelpName = "SHA256" };
        var previous = new Option<string?>("--previous") { Description = "The pack before; left out, it is looked for beside DIR", HelpName = "DIR" };
        var command = new Command("verify", "Check offline that nobody changed a report pack since it was signed, and name everything that does not fit") { directory, key, fingerprint, previous };
        command.Validators.Add(result =>
        {
            if (result.GetValue(key) is not null && result.GetValue(fingerprint) is not null)
            {
                result.AddError("--key and --fingerprint say the same: give one of them");
            }
        });
        return command.With(options, runner, output, async (parsed, lines, cancel) =>
        {
            var trust = Trusted(parsed.GetValue(key), parsed.GetValue(fingerprint));
            var check = await PackVerification.VerifyAsync(parsed.GetValue(directory)!, trust, parsed.GetValue(previous), cancel);
            lines.Write(
                format => format switch { "json" => PackTelling.Json(check), "markdown" => PackTelling.Markdown(check), _ => PackTelling.Text(check) },
                (line, paint) => line.StartsWith("  ", StringComparison.Ordinal) ? line : check.Whole ? paint.Green(line) : paint.Red(line));
            return check.Whole ? ExitCodes.Done : ExitCodes.Error;
        });
    }

    private static Trust Trusted(string? key, string? fingerprint)
    {
        if (key is null)
        {
            return fingerprint is null ? Trust.Nobody : Trust.Of(fingerprint);
        }

        try
        {
            return new(VerifyingKey.OfPem(File.ReadAllText(key)), null);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new FaultException(new() { Code = "bad-key", What = fault.Message, Where = new(key), Remedy = "name the file with the company's public key, as PEM, after --key" }, fault);
        }
    }
}
