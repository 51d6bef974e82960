using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using SecretScoops.Governance.AwsNames;
using SecretScoops.Governance.Remediation.Events;
using static SecretScoops.Governance.Remediation.Tests.Events.Fixture;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>Whatever is done to an event, reading it ends in a reading, and no doorbell leaves the organization.</summary>
public sealed class MutationTests
{
    private const int Samples = 20_000;

    private static readonly string[] s_values =
    [
        "null", "true", "0", "-1e308", "\"\"", "\"x\"", "{}", "[]", "[null]", "[[]]", "{\"a\":{}}", "\"arn:aws:iam::999988887777:role/x\"", "\"arn:aws:ec2:ap-south-2:999988887777:x/y\"",
        "\"999988887777\"", "\"444455556666\"", "\"ap-south-2\"", "\"FAILED\"", "\"9999-12-31T23:59:59Z\"", "\"AWS::::Account\"", "\"AwsAccount\"", "{\"items\":[{}]}", "{\"content\":7}",
    ];

    [Fact]
    public void Bytes_that_are_flipped_dropped_or_doubled_never_throw()
    {
        var edit = Gen.Select(Gen.Int[0, 1_000_000], Gen.Byte, Gen.Int[0, 3]);

        Gen.Select(Gen.OneOf([.. All.Select(Gen.Const)]), edit.Array[1, 8]).Sample(
            (name, edits) => Holds(edits.Aggregate(Bytes(name).AsEnumerable(), (bytes, one) => Edited([.. bytes], one.Item1, one.Item2, one.Item3)).ToArray()), iter: Samples);
    }

    [Fact]
    public void Every_cut_never_throws()
    {
        Gen.Select(Gen.OneOf([.. All.Select(Gen.Const)]), Gen.Double.Unit).Sample((name, share) =>
        {
            var whole = Bytes(name);
            return Holds(whole[..(int)(share * whole.Length)]);
        }, iter: Samples);
    }

    [Fact]
    public void Keys_that_are_gone_and_values_of_other_types_never_throw_and_never_leave_the_organization()
    {
        var edit = Gen.Select(Gen.Int[0, 1_000_000], Gen.OneOf([.. s_values.Select(Gen.Const)]), Gen.Bool);
        var rung = 0;

        Gen.Select(Gen.OneOf([.. All.Select(Gen.Const)]), edit.Array[1, 6]).Sample((name, edits) =>
        {
            var body = With(name, tree =>
            {
                foreach (var (place, value, remove) in edits)
                {
                    Change(tree, place, value, remove);
                }
            });
            _ = Doorbells.Read(body, Ours) is Reading.Rung ? Interlocked.Increment(ref rung) : 0;
            return Holds(body);
        }, iter: Samples);

        Assert.True(rung > Samples / 20, $"only {rung} of {Samples} changed events still ring: the changes are too coarse to say anything about doorbells");
    }

    [Fact]
    public void Changes_within_the_text_that_holds_an_invocation_never_throw()
    {
        var edit = Gen.Select(Gen.Int[0, 1_000_000], Gen.OneOf([.. s_values.Select(Gen.Const)]), Gen.Bool);
        var invocations = All.Where(name => name.StartsWith("config-rule-invoking", StringComparison.Ordinal)).ToArray();

        Gen.Select(Gen.OneOf([.. invocations.Select(Gen.Const)]), edit.Array[1, 4]).Sample((name, edits) => Holds(With(name, tree =>
        {
            var inner = JsonNode.Parse((string)tree["invokingEvent"]!)!;
            foreach (var (place, value, remove) in edits)
            {
                Change(inner, place, value, remove);
            }

            tree["invokingEvent"] = inner.ToJsonString();
        })), iter: Samples);
    }

    [Fact]
    public void Batches_that_are_changed_never_throw()
    {
        var batch = Encoding.UTF8.GetBytes("""{"Records":[{"messageId":"m","body":"{}","attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1764126000000"},"eventSourceARN":"a"}]}""");
        var edit = Gen.Select(Gen.Int[0, 1_000], Gen.Byte, Gen.Int[0, 3]);

        edit.Array[1, 4].Sample(
            edits => SqsBatch.TryRead(edits.Aggregate(batch.AsEnumerable(), (bytes, one) => Edited([.. bytes], one.Item1, one.Item2, one.Item3)).ToArray(), out _, out var refused) || refused.Why.Length > 0,
            iter: Samples);
    }

    /// <summary>Reading ends; a doorbell is about an account of ours, in a governed region or a global one, and what it hands on is printable.</summary>
    private static bool Holds(byte[] body)
    {
        var accepted = RuleInvocation.TryRead(body, Ours, out _, out var refusal) || refusal.Why.Length > 0;
        return accepted && Doorbells.Read(body, Ours) switch
        {
            Reading.Rung rung => rung.Doorbells.Count > 0 && rung.Doorbells.All(IsOurs),
            Reading.Ignored ignored => ignored.Why.Length > 0,
            Reading.Refused refused => refused is { Code.Length: > 0, Why.Length: > 0 },
            _ => false,
        };
    }

    private static bool IsOurs(Doorbell doorbell) =>
        Ours.IsOurs(doorbell.AccountId)
        && (Ours.Regions.Contains(doorbell.Region) || doorbell.Region == ResourceTypes.GlobalRegion)
        && doorbell is { ResourceId.Length: > 0, ResourceType.Length: > 0, Trigger.Name.Length: > 0 }
        && (!Arn.TryParse(doorbell.ResourceArn, out var arn) || arn.Account is "" or "aws" || arn.Account == doorbell.AccountId)
        && !$"{doorbell.ResourceId}{doorbell.ResourceType}{doorbell.Trigger.Name}{doorbell.Actor?.Identity}{string.Concat(doorbell.Hints.Values)}".Any(char.IsControl);

    private static byte[] Edited(byte[] bytes, int place, byte value, int how)
    {
        if (bytes.Length == 0)
        {
            return [value];
        }

        var at = place % bytes.Length;
        return how switch
        {
            0 => [.. bytes[..at], (byte)(bytes[at] ^ value), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], value, .. bytes[at..]],
            _ => [.. bytes, .. bytes[..at]],
        };
    }

    /// <summary>Changes or removes one of all values below the root.</summary>
    private static void Change(JsonNode root, int place, string value, bool remove)
    {
        var places = Places(root).ToList();
        if (places.Count == 0)
        {
            return;
        }

        var (parent, key) = places[place % places.Count];
        switch (parent)
        {
            case JsonObject one when remove:
                one.Remove((string)key);
                break;
            case JsonObject one:
                one[(string)key] = JsonNode.Parse(value);
                break;
            case JsonArray list when remove:
                list.RemoveAt((int)key);
                break;
            case JsonArray list:
                list[(int)key] = JsonNode.Parse(value);
                break;
        }
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(each => Places(each.Value).Prepend((one, each.Key))),
        JsonArray list => list.SelectMany((each, index) => Places(each).Prepend((list, index))),
        _ => [],
    };
}
