using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using SecretScoops.Governance.Baseline.Remediations;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Remediation.Commands;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.Demo;

/// <summary><c>./demo remediation</c>: from a call that breaks a rule to the alert, and what happens when people disagree.</summary>
/// <param name="page">Where it is shown.</param>
/// <param name="stage">Where it happens.</param>
/// <param name="time">The clock.</param>
internal sealed class RemediationDemo(Page page, Stage stage, TimeProvider time)
{
    private readonly Belt belt = new(stage, time);
    private readonly Theatre theatre = new(page, stage);

    private int shown;
    private int skipped;

    /// <summary>Shows it, and keeps what is left of it in a file where one is named; the answer is 0 when everything ended as told.</summary>
    public static async Task<int> RunAsync(Page page, string policies, string? keep, TimeProvider time, CancellationToken cancel)
    {
        page.Line(page.Paint.Bold("Remediation, from the call that breaks a rule to the alert"));
        page.Line();
        var begun = time.GetTimestamp();
        using var stage = await Stage.SetUpAsync(policies, time, cancel);
        page.Paragraph(string.Create(CultureInfo.InvariantCulture,
            $"The default policies made a landing zone in a sandbox in this process: {stage.Changes} changes in {time.GetElapsedTime(begun).TotalSeconds:0.0} s.") + " "
            + "Calls go through the AWS SDK. The sandbox records each as CloudTrail does; the landing zone's own EventBridge rules carry those that matter to the bus of the root account and on to the "
            + "queue, where the function takes them that runs in Lambda. In AWS, guardrails would refuse many of these calls to these people; the sandbox does not evaluate guardrails, so that "
            + "there is something to mend.");
        var ended = await new RemediationDemo(page, stage, time).PlayAsync(cancel);
        if (keep is not null)
        {
            stage.Keep(keep);
            page.Beside("kept", $"as it ended: ./baseline report --rehearse {keep}");
        }

        return ended;
    }

    private async Task<int> PlayAsync(CancellationToken cancel)
    {
        if (await TryAsync(Scenes.OpenBucket, cancel) is { } first)
        {
            await DuplicatesAsync(first, cancel);
        }

        foreach (var scene in Scenes.Automatic)
        {
            await TryAsync(scene, cancel);
        }

        if (await TryAsync(Scenes.Held, cancel) is not null)
        {
            await ApproveAsync(Scenes.Held, cancel);
        }

        await TryAsync(Scenes.Exempt, cancel);
        await UndoAsync(Scenes.OpenBucket, cancel);
        await ForgeAsync(cancel);
        await FightAsync(cancel);
        return await CountAsync(cancel);
    }

    // Null where this build cannot mend it.
    private async Task<Run?> TryAsync(Scene scene, CancellationToken cancel)
    {
        if (AllRemediations.List.All(remediation => remediation.Control != scene.Control))
        {
            skipped++;
            page.Heading(++shown, scene.Title, scene.Control);
            page.Beside("skipped", $"this build has no remediation {scene.Control}");
            page.Line();
            return null;
        }

        page.Heading(++shown, scene.Title, $"{scene.Control}, {scene.Account.ToUpperInvariant()}");
        try
        {
            return await PlayAsync(scene, cancel);
        }
        catch (AmazonServiceException refused)
        {
            theatre.Check(false, "", $"{refused.ErrorCode}: {refused.Message}");
            return null;
        }
        finally
        {
            page.Line();
        }
    }

    private async Task<Run> PlayAsync(Scene scene, CancellationToken cancel)
    {
        var broken = await scene.BreakAsync(stage.As(scene.Who, scene.Account), cancel);
        var run = await belt.RunAsync(cancel);
        theatre.Broken(scene, broken, run);
        theatre.Came(scene, run);
        await theatre.JudgeAsync(scene, run, cancel);
        return run;
    }

    private async Task DuplicatesAsync(Run first, CancellationToken cancel)
    {
        page.Heading(++shown, "The same event again, four copies, two functions at once", Scenes.OpenBucket.Control);
        var again = await belt.TwiceAtOnceAsync(first.Events.First(each => (string?)each["detail"]?["eventName"] == Scenes.OpenBucket.Call).ToJsonString(), cancel);
        var endings = again.Log.Where(line => (string?)line["message"] == "handled").Select(line => $"{Report.Word(Enum.Parse<Ending>((string)line["ending"]!))}: {line["why"]}").Distinct();
        page.Beside("decision", string.Join("; ", endings));
        page.Beside("ledger", $"{again.Written.Count} new lines, {again.Told.Count} alerts");
        theatre.Check(again.Written.Count == 0 && again.Told.Count == 0 && again.Log.Count >= 4, "nothing was done twice", "something was done twice");
        page.Line();
    }

    private async Task ApproveAsync(Scene scene, CancellationToken cancel)
    {
        page.Heading(++shown, "Somebody else approves, and only then it is done", scene.Control);
        var waiting = (await Docket().WaitingAsync(cancel)).Single(history => history.Incident.Control == scene.Control);
        page.Beside("approved", $"./baseline remediations approve {waiting.Incident.ShortId} --reason \"partners need no policy\", as {Person.Sam.Role}");
        await Docket().ApproveAsync(waiting.Incident.ShortId, "partners need no policy", cancel);
        var fixedNow = scene with { Ends = LedgerStep.Fixed };
        var run = await belt.RunAsync(cancel);
        theatre.Came(fixedNow, run);
        await theatre.JudgeAsync(fixedNow, run, cancel);
        page.Line();
    }

    private async Task UndoAsync(Scene scene, CancellationToken cancel)
    {
        page.Heading(++shown, "A fix is taken back", scene.Control);
        var incident = new Incident(scene.Control, stage.Id(scene.Account), stage.Home.Region, "AWS::S3::Bucket", Scenes.Orders);
        page.Beside("undone", $"./baseline remediations undo {incident.ShortId} --reason \"the shop reads it\", as {Person.Sam.Role}");
        await Docket().UndoAsync(incident.ShortId, "the shop reads it", cancel);
        var undone = scene with { Ends = LedgerStep.Undone };
        var run = await belt.RunAsync(cancel);
        theatre.Came(undone, run);
        await theatre.JudgeAsync(undone, run, cancel);
        page.Line();
    }

    private async Task ForgeAsync(CancellationToken cancel)
    {
        page.Heading(++shown, "A forged event names an account that is not ours", "no control");
        var forged = new JsonObject
        {
            ["version"] = "0",
            ["id"] = Guid.NewGuid().ToString(),
            ["detail-type"] = "AWS API Call via CloudTrail",
            ["source"] = "aws.s3",
            ["account"] = "999999999999",
            ["time"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["region"] = stage.Home.Region,
            ["resources"] = new JsonArray(),
            ["detail"] = new JsonObject(),
        };
        await belt.SendAsync(forged.ToJsonString(), cancel);
        var run = await belt.RunAsync(cancel);
        var refused = run.Log.FirstOrDefault(line => (string?)line["message"] == "refused");
        page.Beside("decision", $"refused ({refused?["code"]}): {refused?["why"]}");
        var dead = (await stage.Home.Sqs.GetQueueUrlAsync(stage.Rules.DeadLetterQueue, cancel)).QueueUrl;
        var letters = (await stage.Home.Sqs.ReceiveMessageAsync(dead, cancel)).Messages ?? [];
        page.Beside("kept", $"in {stage.Rules.DeadLetterQueue}, with the reason");
        theatre.Check(letters.Count == 1 && run.Written.Count == 0, "nothing was touched", "it was not refused");
        page.Line();
    }

    private async Task FightAsync(CancellationToken cancel)
    {
        var (first, last) = (Scenes.Fight[0], Scenes.Fight[^1]);
        page.Heading(++shown, first.Title, $"{first.Control}, {first.Account.ToUpperInvariant()}");
        foreach (var scene in Scenes.Fight.SkipLast(1))
        {
            var broken = await scene.BreakAsync(stage.As(scene.Who, scene.Account), cancel);
            var run = await belt.RunAsync(cancel);
            page.Beside("broken", $"{broken}, by role {scene.Who.Role}: fixed");
            theatre.Require(scene, run);
        }

        await PlayAsync(last, cancel);
        page.Line();
    }

    private async Task<int> CountAsync(CancellationToken cancel)
    {
        var (histories, lines, faults) = (0, new List<LedgerEntry>(), new List<string>());
        await foreach (var history in stage.Ledger.AllAsync(cancel))
        {
            histories++;
            lines.AddRange(history.Entries);
            faults.AddRange(LedgerChain.Faults(history.Entries));
        }

        page.Line(page.Paint.Bold("In the end"));
        page.Beside("ledger", $"{histories} incidents, {lines.Count} lines, {(faults.Count == 0 ? "each tied to the one before by its hash: the chain holds" : $"and the chain is broken: {string.Join("; ", faults)}")}");
        page.Beside("events", $"{belt.Carried} messages, {belt.Own} of them about what remediation itself did, which it knows and leaves");
        page.Beside("count", string.Join(", ", lines.Where(line => line.Step is not (LedgerStep.Claimed or LedgerStep.UndoAsked)).GroupBy(line => line.Step).OrderBy(group => group.Key).Select(group => $"{group.Count()} {Theatre.Word(group.Key)}")));
        var failed = theatre.Failures + faults.Count;
        page.Beside("result", (failed == 0 ? "everything ended as told" : $"{failed} did not end as told") + (skipped == 0 ? "" : $"; {skipped} skipped, since this build cannot mend them"), failed == 0 ? page.Paint.Green : page.Paint.Red);
        return failed == 0 ? 0 : 1;
    }

    private Docket Docket() => new(stage.As(Person.Sam, stage.Policies.LandingZone.ManagementAccount), stage.Rules, time);
}
