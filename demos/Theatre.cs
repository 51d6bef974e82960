using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Alerts;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Demo;

/// <summary>Shows what came of a scene, and holds it against how it was to end.</summary>
/// <param name="page">Where it is shown.</param>
/// <param name="stage">Where it happened.</param>
internal sealed class Theatre(Page page, Stage stage)
{
    private const int LongestValue = 120;

    // For people's eyes: quotes stay quotes.
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How often something did not end as told.</summary>
    public int Failures { get; private set; }

    /// <summary>A step in a word or two.</summary>
    public static string Word(LedgerStep step) => AlertText.Word(step);

    /// <summary>What was done, by whom, and what the queue got of it.</summary>
    public void Broken(Scene scene, string broken, Run run)
    {
        page.Beside("broken", broken);
        if (run.Events.FirstOrDefault(each => (string?)each["detail"]?["eventName"] == scene.Call) is not { } got)
        {
            page.Beside("queue", $"got no {scene.Call}");
            return;
        }

        var session = got["detail"]!["userIdentity"]!;
        page.Beside("by", $"{(string?)session["sessionContext"]?["sessionIssuer"]?["arn"]}, in a session named {((string)session["arn"]!).Split('/')[^1]}");
        page.Beside("queue", $"{got["detail-type"]}: {((string)got["source"]!)[4..]} {scene.Call}, account {stage.NameOf((string)got["account"]!)}, {got["region"]}");
    }

    /// <summary>Decision, change and alert.</summary>
    public void Came(Scene scene, Run run)
    {
        var last = run.Written.LastOrDefault(line => IsOf(line, scene.Control));
        if (last is null)
        {
            page.Beside("decision", run.Log.Select(line => $"{line["message"]}: {line["why"]}").FirstOrDefault() ?? "none");
            return;
        }

        page.Beside("decision", $"{Decision(run, scene.Control)}: {last.Why}", last.Step is LedgerStep.Failed ? page.Paint.Red : null);
        foreach (var violation in last.Violations)
        {
            page.Beside(last.Step == LedgerStep.Fixed ? "change" : "wrong", last.Step == LedgerStep.Fixed ? Change(last, violation) : violation.What);
        }

        if (last.Until is { } until)
        {
            page.Beside("until", until.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        }

        // One event may be about several rules; what is mended for one may be mended for the next.
        foreach (var other in run.Written.Where(line => !IsOf(line, scene.Control) && line.Step != LedgerStep.Claimed))
        {
            page.Beside("also", $"{other.Incident.Split('|')[0]}: {Word(other.Step)}");
        }

        foreach (var heard in run.Told.Where(heard => heard.Control == scene.Control))
        {
            page.Beside("alert", $"{heard.Subject} → {heard.Topic}", page.Paint.Yellow);
        }
    }

    /// <summary>Holds the ledger's last line, the alert and the resource itself against how it was to end.</summary>
    public async Task JudgeAsync(Scene scene, Run run, CancellationToken cancel)
    {
        var last = run.Written.LastOrDefault(line => IsOf(line, scene.Control));
        var holds = await scene.HoldsAsync(stage.Look(scene.Account), cancel);
        // What is exempted need not be told again and again.
        var (wrote, told) = (last?.Step == scene.Ends, scene.Ends == LedgerStep.Exempted || run.Told.Any(heard => heard.Control == scene.Control));
        Check(
            wrote && told && holds == scene.IsMended,
            (scene.IsMended ? "the rule holds again, and nothing else changed" : "the resource is as people left it") + string.Create(CultureInfo.InvariantCulture, $"; {run.Took.TotalMilliseconds:0} ms from queue to alert"),
            $"the ledger says {(last is null ? "nothing" : $"{Word(last.Step)}: {last.Why}")}; the rule {(holds ? "holds" : "does not hold")}; people were{(told ? "" : " not")} told");
    }

    /// <summary>The ledger's last line, without a word as long as it is right.</summary>
    public void Require(Scene scene, Run run)
    {
        if (run.Written.LastOrDefault(line => IsOf(line, scene.Control))?.Step != scene.Ends)
        {
            Check(false, "", $"the ledger does not say {Word(scene.Ends)}");
        }
    }

    /// <summary>Says how it ended.</summary>
    public void Check(bool isRight, string right, string wrong)
    {
        Failures += isRight ? 0 : 1;
        page.Beside(isRight ? "✓" : "✗", isRight ? right : $"NOT AS TOLD: {wrong}", isRight ? page.Paint.Green : page.Paint.Red);
    }

    private static bool IsOf(LedgerEntry line, string control) => line.Incident.StartsWith($"{control}|", StringComparison.Ordinal);

    private static string Decision(Run run, string control) => run.Written.LastOrDefault(line => IsOf(line, control))!.Step switch
    {
        LedgerStep.Fixed when run.Written.Any(line => IsOf(line, control) && line.DecidedBy is not null) => "approved",
        LedgerStep.Fixed => "auto",
        LedgerStep.Held => "approve",
        LedgerStep.Alerted => "alert",
        LedgerStep.Waiting => "grace",
        var step => Word(step),
    };

    private static string Change(LedgerEntry entry, ViolationLine violation) =>
        $"{violation.Atom}: {Shown(entry.Before, violation.Atom)} → {Shown(entry.After, violation.Atom)}";

    private static string Shown(JsonObject? image, string atom)
    {
        var text = (image is null ? null : Images.At(image, atom))?.ToJsonString(s_plain) ?? "absent";
        // With room between members, so that lines can break there.
        text = text.Replace(",\"", ", \"", StringComparison.Ordinal);
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
    }
}
