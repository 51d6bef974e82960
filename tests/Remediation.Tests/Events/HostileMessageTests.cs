using System.Text;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Events;
using static SecretScoops.Governance.Remediation.Tests.Events.Fixture;

namespace SecretScoops.Governance.Remediation.Tests.Events;

/// <summary>Messages that can never succeed are refused with a reason, and none throws.</summary>
public sealed class HostileMessageTests
{
    private const string NonCompliant = "config-rules-compliance-change-NON_COMPLIANT";

    [Theory]
    [InlineData("", Refusals.Truncated)]
    [InlineData("   ", Refusals.Truncated)]
    [InlineData("{", Refusals.Truncated)]
    [InlineData("""{"id":"x""", Refusals.Truncated)]
    [InlineData("""{"id":tru""", Refusals.Truncated)]
    [InlineData("hello", Refusals.Malformed)]
    [InlineData("[]", Refusals.Malformed)]
    [InlineData("null", Refusals.Malformed)]
    [InlineData("{} {}", Refusals.Malformed)]
    [InlineData("{}", Refusals.Malformed)]
    [InlineData("""{"id":"\ud800"}""", Refusals.Malformed)]
    [InlineData("""{"\udc00":1}""", Refusals.Malformed)]
    [InlineData("""{"Type":"SubscriptionConfirmation"}""", Refusals.Unknown)]
    [InlineData("""{"Type":"Notification","Message":7}""", Refusals.Malformed)]
    [InlineData("""{"Type":"Notification","Message":"{"}""", Refusals.Truncated)]
    [InlineData("""{"Type":"Notification","Message":"{\"Type\":\"Notification\",\"Message\":\"{}\"}"}""", Refusals.Malformed)]
    public void What_is_no_event_is_refused(string body, string code)
    {
        Assert.Equal(code, RefusedFor(Doorbells.Read(Encoding.UTF8.GetBytes(body), Ours)));
    }

    [Fact]
    public void Every_cut_of_an_event_is_told_as_truncated()
    {
        var whole = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(NonCompliant)).TrimEnd());

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Equal(Refusals.Truncated, RefusedFor(Doorbells.Read(whole.AsSpan(0, length), Ours))));
    }

    [Theory]
    [InlineData("resourceId")]
    [InlineData("\\u0072esourceId")]
    public void An_event_that_says_two_things_at_once_is_refused_however_it_spells_the_key(string key)
    {
        var body = Encoding.UTF8.GetString(Bytes(NonCompliant)).Replace("\"awsRegion\"", $"\"{key}\":\"sg-other\",\"awsRegion\"", StringComparison.Ordinal);

        Assert.Contains("twice", Assert.IsType<Reading.Refused>(Doorbells.Read(Encoding.UTF8.GetBytes(body), Ours)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_UTF8_is_refused()
    {
        Assert.Equal(Refusals.Malformed, RefusedFor(Doorbells.Read([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}'], Ours)));
    }

    [Fact]
    public void Deep_nesting_is_refused_before_it_costs()
    {
        var deep = $$"""{"detail":{{string.Concat(Enumerable.Repeat("[", 100_000))}}{{string.Concat(Enumerable.Repeat("]", 100_000))}}}""";

        Assert.Equal(Refusals.Malformed, RefusedFor(Doorbells.Read(Encoding.UTF8.GetBytes(deep), Ours)));
    }

    [Fact]
    public void What_no_queue_delivers_is_refused_unread()
    {
        var padded = With(NonCompliant, tree => tree["padding"] = new string('x', Belief.QueueLimitBytes));

        Assert.Equal(Refusals.Oversized, RefusedFor(Doorbells.Read(padded, Ours)));
        OnlyDoorbell(Doorbells.Read(With(NonCompliant, tree => tree["padding"] = new string('x', 300_000)), Ours));
    }

    [Fact]
    public void An_event_that_SNS_wrapped_is_the_same_event()
    {
        var wrapped = new JsonObject { ["Type"] = "Notification", ["MessageId"] = "m", ["TopicArn"] = "arn:aws:sns:eu-west-2:111122223333:t", ["Message"] = Encoding.UTF8.GetString(Bytes(NonCompliant)) };

        var (plain, inside) = (OnlyDoorbell(Read(NonCompliant)), OnlyDoorbell(Doorbells.Read(Encoding.UTF8.GetBytes(wrapped.ToJsonString()), Ours)));
        Assert.Equal((plain.EventId, plain.IncidentOf("x"), plain.Trigger), (inside.EventId, inside.IncidentOf("x"), inside.Trigger));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("detail-type")]
    [InlineData("source")]
    [InlineData("account")]
    [InlineData("region")]
    [InlineData("time")]
    [InlineData("detail")]
    public void An_envelope_lacks_nothing_and_has_texts(string key)
    {
        Assert.Contains(key, Assert.IsType<Reading.Refused>(Read(NonCompliant, tree => tree.AsObject().Remove(key))).Why, StringComparison.Ordinal);
        Assert.Equal(Refusals.Malformed, RefusedFor(Read(NonCompliant, tree => tree[key] = 7)));
        Assert.Equal(Refusals.Malformed, RefusedFor(Read(NonCompliant, tree => tree[key] = new JsonArray())));
    }

    [Theory]
    [InlineData("\u0007")]
    [InlineData("sg-1\r\nSubject: paid")]
    public void A_name_with_control_characters_reaches_nobodys_mail(string id)
    {
        Assert.Equal(Refusals.Malformed, RefusedFor(Read(NonCompliant, tree => tree["detail"]!["resourceId"] = id)));
    }

    [Theory]
    [InlineData("11112222333")]
    [InlineData("１１１１２２２２３３３３")]
    [InlineData("111122223333 ")]
    public void An_account_is_twelve_digits(string account)
    {
        Assert.Equal(Refusals.Malformed, RefusedFor(Read(NonCompliant, tree => tree["account"] = account)));
    }

    [Theory]
    [InlineData("config-rules-compliance-change-NON_COMPLIANT")]
    [InlineData("securityhub-findings-imported-consolidated")]
    [InlineData("guardduty-finding-AccessKey")]
    [InlineData("cloudtrail-AuthorizeSecurityGroupIngress")]
    public void An_event_of_an_account_that_is_not_ours_is_refused(string name)
    {
        Assert.Equal(Refusals.ForeignAccount, RefusedFor(Read(name, tree => tree["account"] = Stranger)));
    }

    [Fact]
    public void A_region_that_is_not_governed_is_refused()
    {
        Assert.Equal(Refusals.RegionNotGoverned, RefusedFor(Read(NonCompliant, tree => tree["detail"]!["awsRegion"] = "ap-south-2")));
    }

    [Theory]
    [InlineData("config-rules-compliance-change-NON_COMPLIANT")]
    [InlineData("securityhub-findings-imported-consolidated")]
    [InlineData("guardduty-finding-AccessKey")]
    [InlineData("cloudtrail-AuthorizeSecurityGroupIngress")]
    public void An_event_under_anothers_source_is_forged(string name)
    {
        Assert.Equal(Refusals.Forged, RefusedFor(Read(name, tree => tree["source"] = "shop.orders")));
    }

    [Fact]
    public void An_event_that_nothing_reads_is_refused_since_the_rule_that_sends_it_is_too_wide()
    {
        Assert.Equal(Refusals.Unknown, RefusedFor(Read(NonCompliant, tree => (tree["source"], tree["detail-type"]) = ("aws.ec2", "EC2 Instance State-change Notification"))));
    }
}
