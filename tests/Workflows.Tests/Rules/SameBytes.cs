using System.Text.RegularExpressions;

namespace SecretScoops.Governance.Workflows.Tests.Rules;

/// <summary>One job builds one artifact, named by its digest; every job that deploys takes that one, verifies it, and builds nothing.</summary>
internal static partial class SameBytes
{
    private const string FromBuild = "${{ needs.build.outputs.digest }}";
    private const string InBuild = "${{ steps.pack.outputs.digest }}";

    /// <summary>Where it is not so.</summary>
    public static IEnumerable<string> Offences(Workflow workflow)
    {
        if (!workflow.Delivers)
        {
            yield break;
        }

        var uploads = workflow.Jobs.SelectMany(job => job.Steps.Where(step => step.Uses("actions/upload-artifact")).Select(step => (Job: job, Name: step.With.Text("name")))).ToList();
        if (uploads is not [{ Job.Id: "build", Name: { } uploaded }] || !uploaded.EndsWith($"-{InBuild}", StringComparison.Ordinal))
        {
            yield return $"{workflow.Name}: one artifact is to be uploaded, by job build, named by its digest";
            yield break;
        }

        var build = workflow.Job("build");
        if (build.Node.Map("outputs").Text("digest") != InBuild || build.IndexOf(step => step.Uses("actions/attest-build-provenance")) == int.MaxValue)
        {
            yield return $"{build.Place}: is to tell the digest, and to attest";
        }

        foreach (var offence in workflow.Jobs.Where(job => job.Deploys).SelectMany(job => Deploying(job, uploaded.Replace(InBuild, FromBuild, StringComparison.Ordinal))))
        {
            yield return offence;
        }

        if (workflow.Jobs.Where(job => job.Deploys).Select(Verification).Distinct(StringComparer.Ordinal).Count() != 1)
        {
            yield return $"{workflow.Name}: the environments do not verify alike";
        }
    }

    private static IEnumerable<string> Deploying(Job job, string artifact)
    {
        var downloads = job.Steps.Where(step => step.Uses("actions/download-artifact")).ToList();
        if (downloads is not [var download] || download.With.Text("name") != artifact || download.With.Pairs().Count() != 1)
        {
            yield return $"{job.Place}: is to download {artifact}, of this run, and nothing else";
        }

        var deploy = job.IndexOf(step => step.Run == $"./deploy/deploy --environment {job.Id} --artifact \"$PWD\"");
        var enter = job.IndexOf(Credentials.AreTakenBy);
        var digest = job.IndexOf(step => step.Node.Map("env").Text("DIGEST") == FromBuild && step.Run?.Contains("sha256sum --check --strict", StringComparison.Ordinal) == true);
        var attestation = job.IndexOf(step => step.Run?.Contains("gh attestation verify ", StringComparison.Ordinal) == true);
        if (!(digest < enter && attestation < enter && enter < deploy && deploy < int.MaxValue))
        {
            yield return $"{job.Place}: digest and attestation are verified, then credentials taken, then the release's own deploy script run";
        }

        foreach (var step in job.Steps.Where(step => step.Uses("actions/checkout") || step.Node.Text("uses")?.StartsWith("actions/setup-", StringComparison.Ordinal) == true || Builds().IsMatch(step.Run ?? "")))
        {
            yield return $"{step.Place}: builds, or could: {step.Node.Text("uses") ?? step.Run}";
        }
    }

    private static string Verification(Job job) => string.Join('\n', job.Steps.Where(step => step.Run?.Contains("gh attestation verify ", StringComparison.Ordinal) == true).Select(step => step.Run));

    [GeneratedRegex(@"\b(dotnet|msbuild|npm|npx|yarn|pip|make|gcc|clang|cargo|go (build|run)|docker|sam build|zip|git (clone|checkout|pull|fetch)|curl|wget)\b|\.ci/|\./build\b|^\s*\./baseline\b", RegexOptions.Multiline)]
    private static partial Regex Builds();
}
