using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Resilience;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Ledger;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Pipeline;
using SecretScoops.Governance.Remediation.Remediations;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation;

/// <summary>
/// Every remediation, on moto: a resource is broken by somebody, the event comes twice at once, and it is mended once; nothing else in any account differs, people are told once,
/// the ledger has one history whose chain holds, a third delivery does nothing, and what can be taken back is taken back. It calls what it declared, and all that it declared.
/// </summary>
[KeepsCalls]
public sealed class FixTests(MotoServer moto) : IClassFixture<MotoServer>
{
    /// <summary>Every control that has scenarios.</summary>
    public static TheoryData<string> Controls => [.. Scenarios.All.Select(s => s.Control).Distinct()];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Controls))]
    public async Task What_breaks_a_control_is_mended_once_and_nothing_else_is_touched(string control)
    {
        var remediation = AllRemediations.List.Single(r => r.Control == control);
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scenario in Scenarios.All.Where(s => s.Control == control))
        {
            await moto.Empty();
            await using var ward = await Ward.OpenAsync(moto.Access.Endpoint, control, scenario.Parameters, scenario.InManagementAccount);
            ward.Answer = scenario.Answer;
            var id = await scenario.BreakAsync(ward.Member, Cancel);
            made.UnionWith(await new Case(ward, remediation, scenario, id).PlayAsync());
        }

        var declared = remediation.Reads.Concat(remediation.Writes).Select(need => need.For ?? need.Action).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], declared.Where(action => !made.Contains(action)).Select(action => $"{action} is declared and was never called"));
    }

    [Fact]
    public void Every_control_of_the_policies_has_a_remediation_and_every_remediation_a_scenario()
    {
        Assert.Equal([], RemediationCatalogue.All.Keys.Except(AllRemediations.List.Select(r => r.Control)));
        Assert.Equal([], AllRemediations.List.Select(r => r.Control).Except(Scenarios.All.Select(s => s.Control)));
    }

    /// <summary>One scenario from breaking to undo.</summary>
    private sealed class Case(Ward ward, Governance.Remediation.Remediations.Remediation remediation, Scenario scenario, string id)
    {
        private string Environment => scenario.InManagementAccount ? "ROOT" : "PROD";

        private string Event { get; } = scenario.Event(remediation, id, ward.AccountId, ward.Member.Region);

        public async Task<IReadOnlySet<string>> PlayAsync()
        {
            var before = await ward.EverythingAsync();
            var (intake, connection) = ward.Open();
            using (connection)
            {
                var taken = await Task.WhenAll(intake.TakeAsync(Ward.Bytes(Event), Cancel), intake.TakeAsync(Ward.Bytes(Event), Cancel));

                if (!scenario.CanBeFixed)
                {
                    await ToldOnlyAsync(taken, before);
                    var called = Called(connection.Trace.Calls);
                    Assert.Equal([], remediation.Writes.Select(need => need.Action).Where(called.Contains));
                    return called;
                }

                var history = await MendedAsync(taken, before);
                await NothingLeftAsync(intake);
                await TakenBackAsync(intake, history);
                return Called(connection.Trace.Calls);
            }
        }

        private static IEnumerable<Handled> Of(IEnumerable<Taken> taken) => taken.SelectMany(t => t is Taken.Worked worked ? worked.Incidents
            : throw new InvalidOperationException($"{t}"));

        private async Task<History> MendedAsync(Taken[] taken, IReadOnlyDictionary<string, IReadOnlyList<string>> before)
        {
            var handled = Of(taken).Where(h => h.Incident.Control == scenario.Control).ToList();
            Assert.True(handled.Count(h => h.Ending == Ending.Fixed) == 1, $"{scenario.Name}: {string.Join("; ", handled.Select(h => $"{h.Ending}: {h.Why}"))}");
            await ListedAsync(handled[0].Incident);
            var after = await ward.EverythingAsync();
            Assert.Equal(scenario.Changes.Order(StringComparer.Ordinal), Differing(before, after).Order(StringComparer.Ordinal));
            Assert.All(scenario.Changes, sort => Assert.True(
                Math.Max(before.GetValueOrDefault(sort, []).Except(after.GetValueOrDefault(sort, [])).Count(), after.GetValueOrDefault(sort, []).Except(before.GetValueOrDefault(sort, [])).Count())
                    <= scenario.ChangedOfASort,
                $"{scenario.Name}: more than {scenario.ChangedOfASort} of {sort} changed: {string.Join('\n', before.GetValueOrDefault(sort, []).Except(after.GetValueOrDefault(sort, [])))}\nto\n{string.Join('\n', after.GetValueOrDefault(sort, []).Except(before.GetValueOrDefault(sort, [])))}"));
            var history = await ward.Ledger().ReadAsync(handled[0].Incident, Cancel);
            Assert.Equal([], LedgerChain.Faults(history.Entries));
            Assert.Equal([LedgerStep.Claimed, LedgerStep.Fixed], history.Entries.Select(e => e.Step));
            Assert.NotNull(history.Entries[0].Before);
            var (subject, json) = Assert.Single(await ward.ToldAsync());
            Assert.StartsWith($"[{Environment}] fixed: ", subject, StringComparison.Ordinal);
            Assert.Equal((scenario.Control, "fixed", handled[0].Incident.ToString()), ((string)json["control"]!, (string)json["step"]!, (string)json["incident"]!));
            return history;
        }

        private async Task NothingLeftAsync(Intake intake)
        {
            var before = await ward.EverythingAsync();

            var again = Assert.IsType<Taken.Worked>(await intake.TakeAsync(Ward.Bytes(Event), Cancel));

            Assert.All(again.Incidents.Where(h => h.Incident.Control == scenario.Control), h => Assert.Equal(Ending.Nothing, h.Ending));
            Assert.Equal([], Differing(before, await ward.EverythingAsync()));
            Assert.Empty(await ward.ToldAsync());
        }

        private async Task TakenBackAsync(Intake intake, History history)
        {
            var asked = history.Next(history.Last! with { Step = LedgerStep.UndoAsked, Why = "it was meant so", DecidedBy = "arn:aws:iam::123456789012:role/SecurityTeam", Violations = [], Before = null, After = null, Calls = [] });
            Assert.True(await ward.Ledger().AppendAsync(asked, Cancel));

            var taken = await intake.TakeAsync(Ward.Bytes(IncidentCall.Message(history.Incident, "Decision", "undo-1", TimeProvider.System.GetUtcNow())), Cancel);

            var handled = Assert.Single(Of([taken]));
            var last = (await ward.Ledger().ReadAsync(history.Incident, Cancel)).Last!;
            Assert.True(handled.Ending == (scenario.CanBeUndone ? Ending.Undone : Ending.Left), $"{handled.Ending}: {handled.Why}");
            Assert.Equal(scenario.CanBeUndone ? LedgerStep.Undone : LedgerStep.UndoRefused, last.Step);
            if (scenario.CanBeUndone)
            {
                var fix = history.Last!;
                Assert.All(fix.Violations, v => Assert.True(SameAgain(Images.At(fix.Before!, v.Atom), last.After!, v.Atom), $"{v.Atom} is not what it was: {last.After!.ToJsonString()}"));
                var exempt = Assert.Single(Of([await intake.TakeAsync(Ward.Bytes(Event), Cancel)]), h => h.Incident.Control == scenario.Control);
                Assert.True(exempt.Ending == Ending.Left, $"{exempt.Ending}: {exempt.Why}");
            }
        }

        // What AWS makes anew has another id: a rule of a security group is then found by what it says.
        private static bool SameAgain(JsonNode? was, JsonObject image, string atom) =>
            JsonNode.DeepEquals(was, Images.At(image, atom))
            || (Images.At(image, atom[..atom.LastIndexOf('/')]) is JsonObject siblings && siblings.Any(s => JsonNode.DeepEquals(s.Value, was)));

        private async Task ToldOnlyAsync(Taken[] taken, IReadOnlyDictionary<string, IReadOnlyList<string>> before)
        {
            var handled = Of(taken).Where(h => h.Incident.Control == scenario.Control).ToList();
            Assert.True(handled.Exists(h => h.Ending == Ending.Left && h.Violations.Count > 0), $"{scenario.Name}: {string.Join("; ", handled.Select(h => $"{h.Ending}: {h.Why}"))}");
            await ListedAsync(handled[0].Incident);
            Assert.Equal([], Differing(before, await ward.EverythingAsync()));
            var history = await ward.Ledger().ReadAsync(handled[0].Incident, Cancel);
            Assert.Equal([LedgerStep.Alerted], history.Entries.Select(e => e.Step));
            // The second delivery of one event tells again, in the same words: whoever took the first may have died before telling.
            var told = (await ward.ToldAsync()).Select(t => t.Subject).ToList();
            Assert.InRange(told.Count, 1, 2);
            Assert.StartsWith($"[{Environment}] needs you: ", Assert.Single(told.Distinct()), StringComparison.Ordinal);
        }

        private async Task ListedAsync(Incident incident)
        {
            var demands = new Demands(ward.Rules.Rules[scenario.Control].Parameters, Environment) { Declared = ward.Bundle };
            var listed = await CallsOfTest.DuringAsync(CallsOfTest.Member, ward.Outside, () => remediation.ListAsync(ward.Member, demands, Cancel));
            Assert.Equal(remediation.CanList, listed is not null);
            Assert.True(listed is null || listed.Contains(incident.ResourceId), $"{scenario.Name}: {incident.ResourceId} is not among those that are looked at: {string.Join(", ", listed ?? [])}");
        }

        private static IEnumerable<string> Differing(IReadOnlyDictionary<string, IReadOnlyList<string>> before, IReadOnlyDictionary<string, IReadOnlyList<string>> after) =>
            before.Keys.Union(after.Keys).Where(sort => !before.GetValueOrDefault(sort, []).SequenceEqual(after.GetValueOrDefault(sort, [])));

        // In the member account everything is the remediation's own doing, but for the question who we are, which needs no right.
        private HashSet<string> Called(IReadOnlyCollection<TracedCall> calls)
        {
            var declared = remediation.Reads.Concat(remediation.Writes).Select(need => need.Action).ToHashSet(StringComparer.Ordinal);
            var made = new HashSet<string>(StringComparer.Ordinal);
            foreach (var call in calls.Where(c => c.AccountId == ward.AccountId && c.Service != "sts" && !(IsOffice(c) && !declared.Contains(ApiActions.ActionOf(c.Service, c.Operation)))))
            {
                // S3 and S3 Control sign with one name.
                string[] actions = [ApiActions.ActionOf(call.Service, call.Operation), ApiActions.ActionOf(call.Service == "s3" ? "s3control" : call.Service, call.Operation)];
                Assert.True(actions.Any(declared.Contains), $"{scenario.Name}: {call.Service}:{call.Operation} was called and not declared");
                made.UnionWith(actions);
            }

            CallsOfTest.AddOf("remediate", calls);

            return made;
        }

        // In the management account the ledger and the alerts are not the remediation's.
        private bool IsOffice(TracedCall call) => scenario.InManagementAccount && (call.Service is "dynamodb" or "sns");
    }
}
