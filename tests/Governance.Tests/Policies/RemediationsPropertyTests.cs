using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Policies.Files;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

/// <summary>A stance is never bolder than what is stated, whatever somebody makes of the file.</summary>
public sealed class RemediationsPropertyTests
{
    private static readonly string[] s_words = ["\"auto\"", "\"approve\"", "\"alert\"", "false", "{}", "{\"mode\": \"auto\"}", "{\"mode\": \"approve\", \"graceMinutes\": 5}", "true", "null", "[]", "7"];
    private static readonly string[] s_classes = ["none", "traffic-cut", "restart", "irreversible"];
    private static readonly string[] s_environments = ["dev", "uat", "prod", "root", "default", "nowhere", ""];

    [Fact]
    public void A_stance_is_never_bolder_than_stated_however_the_file_is_changed()
    {
        var real = JsonNode.Parse(File.ReadAllText(Path.Combine(RealPolicies.Folder, "remediations.json")))!.AsObject();
        var read = 0;

        Gen.Select(Gen.Int, Gen.Int[1, 12]).Sample(
            (seed, changes) =>
            {
                var random = new Random(seed);
                var changed = real.DeepClone().AsObject();
                for (var change = 0; change < changes; change++)
                {
                    Change(changed, random);
                }

                var faults = new FaultLog();
                var policy = RemediationsFile.Read(Encoding.UTF8.GetBytes(changed.ToJsonString()), "remediations.json", faults);
                Assert.Equal(policy is null, faults.HasErrors);
                if (policy is null)
                {
                    return;
                }

                read++;
                foreach (var control in policy.Rules.Keys.Append("no-such-control"))
                {
                    foreach (var environment in s_environments)
                    {
                        foreach (var outage in Enum.GetValues<Outage>())
                        {
                            Assert.True(
                                policy.StanceOf(control, environment, outage).Mode >= Boldest(changed, control, environment, outage), $"seed {seed}: {control} in {environment}, {outage}");
                        }
                    }
                }
            },
            iter: 150, threads: 1);

        Assert.True(read > 20, $"only {read} files could be read: the property was hardly tried");
    }

    /// <summary>The boldest word that stands anywhere in the file for this control, environment and class; by itself, without the reader.</summary>
    private static RemediationMode Boldest(JsonObject file, string control, string environment, Outage outage)
    {
        var rule = file["rules"]?[control];
        if (rule is null || environment == "default" || file["matrix"]?[environment] is null || file["enabled"]?.GetValueKind() != System.Text.Json.JsonValueKind.True)
        {
            return RemediationMode.Alert;
        }

        var there = rule["environments"]?[environment];
        if (there?.GetValueKind() == System.Text.Json.JsonValueKind.False)
        {
            return RemediationMode.Alert;
        }

        var row = outage switch { Outage.None => "none", Outage.TrafficCut => "traffic-cut", Outage.Restart => "restart", _ => "irreversible" };
        JsonNode?[] said = [there is JsonValue ? there : there?["mode"], rule["mode"], file["matrix"]![environment]![row], file["matrix"]!["default"]?[row]];
        return said.FirstOrDefault(node => node is not null)?.ToString() switch { "auto" => RemediationMode.Auto, "approve" => RemediationMode.Approve, _ => RemediationMode.Alert };
    }

    /// <summary>A mode set or taken away somewhere, mostly a valid one.</summary>
    private static void Change(JsonObject file, Random random)
    {
        var rule = file["rules"]!.AsObject().ElementAt(random.Next(file["rules"]!.AsObject().Count)).Value as JsonObject ?? [];
        var environments = rule["environments"] as JsonObject ?? [];
        if (random.Next(3) == 0 && environments.Parent is null)
        {
            rule["environments"] = environments;
        }

        var (at, key) = random.Next(8) switch
        {
            0 => (file, "enabled"),
            1 => (file["matrix"]!.AsObject(), s_environments[random.Next(5)]),
            2 or 3 => (file["matrix"]![s_environments[random.Next(5)]] as JsonObject ?? [], s_classes[random.Next(s_classes.Length)]),
            4 or 5 => (rule, "mode"),
            _ => (environments, s_environments[random.Next(5)]),
        };
        var word = s_words[random.Next(random.Next(12) == 0 ? s_words.Length : 3)];
        if (random.Next(4) == 0)
        {
            _ = at.Remove(key);
        }
        else
        {
            at[key] = JsonNode.Parse(key == "enabled" && word[0] == '"' ? "true" : key is "default" or "dev" or "uat" && at.ContainsKey("prod") && at.Parent == file ? "{}" : word);
        }
    }
}
