using System.Text.Json.Nodes;
using SecretScoops.Governance.Remediation.Remediations;
using SecretScoops.Governance.Remediation.Remediations.S3;

namespace SecretScoops.Governance.Remediation.Tests.Remediations;

/// <summary>What breaks the rules of buckets, by policies as people write them.</summary>
public sealed class BucketJudgementTests
{
    private static readonly Demands s_none = new(new Dictionary<string, string>(), "prod");

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::1:root","*"]},"NotAction":"s3:PutObject","Resource":"arn:aws:s3:::b/*"}""", true)]
    [InlineData("""{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::1:root"},"Action":"s3:g*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","0.0.0.0/1"]}}}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":{"StringLike":{"aws:PrincipalOrgID":"o-*"}}}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:principalorgid":"o-1"}}}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:PutObject","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject","Resource":"*"}""", false)]
    public void Everybody_reads_where_no_fixed_condition_holds_a_statement_for_everybody(string statement, bool isPublic) =>
        Assert.Equal(isPublic, new BucketsNoPublicRead().Judge(Image(statement), s_none).Count > 0);

    [Theory]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", true)]
    [InlineData("""{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"*","Resource":["arn:aws:s3:::b/*","arn:aws:s3:::b"],"Condition":{"BoolIfExists":{"AWS:SecureTransport":[false]}}}""", true)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", false)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", false)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"},"StringEquals":{"aws:userid":"x"}}}""", false)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"Bool":{"aws:SecureTransport":"true"}}}""", false)]
    [InlineData("""{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::1:root"},"Action":"s3:*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", false)]
    public void Plain_HTTP_is_denied_only_by_a_statement_that_nothing_narrows(string statement, bool holds) =>
        Assert.Equal(holds, new BucketsTlsOnly().Judge(Image(statement), s_none).Count == 0);

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/x"},"Action":"s3:Put*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"444455556666"},"NotAction":"s3:GetObject","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":["s3:GetObject","s3:PutObject"],"Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:*","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"444455556666"}}}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"AROACKCEVSQ6C2EXAMPLE"},"Action":"s3:*","Resource":"*"}""", false)]
    public void Another_account_may_read_and_not_rule(string statement, bool breaks) =>
        Assert.Equal(breaks, new BucketsNoForeignWriters().Judge(Image(statement), s_none).Count > 0);

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::444455556666:root","arn:aws:iam::111122223333:root"]},"Action":"s3:*","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}""")]
    public void What_a_fix_adds_keeps_the_rule_and_touches_nobody_of_the_own_account(string statement)
    {
        var remediation = new BucketsNoForeignWriters();
        var denial = Assert.Single(remediation.Judge(Image(statement), s_none)).Should!.ToJsonString();

        Assert.Empty(remediation.Judge(Image(statement, denial), s_none));
        Assert.DoesNotContain("arn:aws:iam::111122223333", denial, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_without_a_name_keeps_its_digest_in_whatever_order_S3_lists_its_parts()
    {
        var one = Image("""{"Effect":"Allow","Principal":{"AWS":["a","b"]},"Action":["s3:GetObject"],"Resource":"*"}""", """{"Sid":"Other","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}""");
        var two = Image("""{"Sid":"Other","Effect":"Deny","Principal":"*","Action":["s3:*"],"Resource":"*"}""", """{"Effect":"Allow","Principal":{"AWS":["b","a"]},"Action":"s3:GetObject","Resource":["*"]}""");

        Assert.True(JsonNode.DeepEquals(one, two), $"{one.ToJsonString()}\n{two.ToJsonString()}");
    }

    [Fact]
    public void A_bucket_that_takes_access_logs_keeps_the_only_encryption_that_S3_delivers_them_into() =>
        Assert.Empty(new BucketsEncryptedWithKms().Judge(Image("""{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"*"}"""), s_none));

    private static JsonObject Image(params string[] statements) => new()
    {
        ["name"] = "b",
        ["arn"] = "arn:aws:s3:::b",
        ["account"] = "111122223333",
        ["policy"] = BucketPolicy.Image($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}"""),
        ["acl"] = new JsonObject { ["ownership"] = null, ["owner"] = "o", ["grants"] = new JsonObject() },
    };
}
