using System.Text;
using CsCheck;
using SecretScoops.Governance.Guardrails;
using Xunit;

namespace SecretScoops.Governance.Tests.Guardrails;

public sealed class PolicyDocumentTests
{
    private static readonly Gen<string> s_text = OneOf("*", "arn:aws:s3:::logs/*", "arn:aws:iam::*:role/a b", "é\"\\", "${aws:PrincipalTag/Team, 'x'}", "A", "a");
    private static readonly Gen<IReadOnlyList<string>> s_texts = s_text.Array[1, 4].Select(texts => (IReadOnlyList<string>)[.. texts.Distinct()]);
    private static readonly Gen<IReadOnlyList<string>> s_actions =
        OneOf("s3:GetObject", "s3:Put*", "ec2:RunInstances", "*", "kms:Decrypt").Array[1, 4].Select(texts => (IReadOnlyList<string>)[.. texts.Distinct()]);

    private static readonly Gen<Condition> s_condition = Gen.Select(
        OneOf("StringEquals", "ForAnyValue:StringLike", "ArnNotLikeIfExists", "Bool"), OneOf("aws:PrincipalArn", "aws:RequestTag/Team", "aws:TagKeys"), s_texts,
        (operation, key, values) => new Condition(operation, key, values));

    private static readonly Gen<Statement> s_statement = Gen.Select(
        OneOf<string?>(null, "One", "Two"), Gen.Bool, Gen.Bool, s_actions, s_texts, s_condition.Array[0, 3],
        (sid, allow, not, actions, resources, conditions) => new Statement
        {
            Sid = sid,
            Effect = allow ? Effect.Allow : Effect.Deny,
            Action = new(not, actions),
            Resource = new(!not, resources),
            Conditions = [.. conditions.DistinctBy(condition => (condition.Operator, condition.Key))],
        });

    private static readonly Gen<PolicyDocument> s_document = s_statement.Array[1, 4].Select(statements => new PolicyDocument("2012-10-17", null, statements));

    [Fact]
    public void Canonical_text_is_a_document_with_the_same_canonical_text() =>
        s_document.Sample(document => PolicyDocument.Parse(document.Canonical).Canonical == document.Canonical);

    [Fact]
    public void Minifying_never_changes_the_meaning() => s_document.Sample(document => PolicyDocument.Parse(document.Minified).Equals(document));

    [Fact]
    public void Minified_text_is_ascii_without_white_space_outside_strings() => s_document.Sample(document =>
        document.Minified.All(char.IsAscii) && document.Length == document.Minified.Length && Outside(document.Minified).All(character => !char.IsWhiteSpace(character)));

    [Fact]
    public void Order_spacing_case_and_wrapping_make_no_difference() => Gen.Select(s_document, Gen.Int).Sample(
        (document, seed) => PolicyDocument.Parse(Rewritten(document, new Random(seed))).Equals(document));

    [Fact]
    public void Another_value_is_another_meaning() => Gen.Select(s_document, Gen.Int).Sample((document, seed) =>
    {
        var random = new Random(seed);
        var statements = document.Statements.ToArray();
        var at = random.Next(statements.Length);
        var statement = statements[at];
        statements[at] = random.Next(5) switch
        {
            0 => statement with { Effect = statement.Effect == Effect.Allow ? Effect.Deny : Effect.Allow, Sid = "Other" },
            1 => statement with { Action = statement.Action with { Patterns = [.. statement.Action.Patterns, "sqs:SendMessage"] } },
            2 => statement with { Resource = statement.Resource! with { Patterns = [.. statement.Resource.Patterns, "ARN"] } },
            3 => statement with { Action = statement.Action with { Not = !statement.Action.Not }, Sid = "Other" },
            _ => statement with { Conditions = [.. statement.Conditions, new("NumericEquals", "s3:max-keys", ["1"])] },
        };
        return !new PolicyDocument("2012-10-17", null, statements).Equals(document);
    });

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"S3:getobject","Resource":"*"}}""", """{"Statement":[{"Resource":["*"],"Action":["s3:GetObject","s3:GETOBJECT"],"Effect":"Deny"}],"Version":"2012-10-17"}""")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"bool":{"AWS:SecureTransport":false}}}}""", """{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":["false"]}}}]}""")]
    public void Two_ways_of_writing_one_meaning_are_equal(string left, string right) => Assert.Equal(PolicyDocument.Parse(left), PolicyDocument.Parse(right));

    [Theory]
    [InlineData("aws:RequestTag/team", "aws:RequestTag/Team")]
    [InlineData("aws:PrincipalArn", "aws:SourceArn")]
    public void Keys_of_tags_keep_their_case(string left, string right)
    {
        string Document(string key) => """{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"KEY":"x"}}}}""".Replace("KEY", key, StringComparison.Ordinal);

        Assert.NotEqual(PolicyDocument.Parse(Document(left)), PolicyDocument.Parse(Document(right)));
    }

    [Fact]
    public void Resources_keep_their_case() => Assert.NotEqual(
        PolicyDocument.Parse("""{"Statement":{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::A"}}"""),
        PolicyDocument.Parse("""{"Statement":{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::a"}}"""));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Statement":[null]}""")]
    [InlineData("""{"Statement":{"Effect":"Perhaps","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Deny","Resource":"*"}}""")]
    public void What_is_no_document_is_refused_with_a_reason(string text)
    {
        Assert.False(PolicyDocument.TryParse(text, out _, out var fault));
        Assert.NotEmpty(fault.What);
        _ = Assert.Throws<FormatException>(() => PolicyDocument.Parse(text));
    }

    [Fact]
    public void Documents_of_other_policy_types_are_read_back() => Assert.Equal(
        """{"Id":"x","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root","Service":["a","b"]},"Action":"sts:AssumeRole"}}""",
        PolicyDocument.Parse("""{ "Id": "x", "Statement": [ { "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam::111122223333:root"], "Service": ["a", "b"] }, "Action": "sts:AssumeRole" } ] }""").Minified);

    [Fact]
    public void Any_text_is_either_a_document_or_refused() => Gen.Select(s_document, Gen.Int).Sample((document, seed) =>
    {
        var random = new Random(seed);
        var text = new StringBuilder(document.Minified);
        _ = text.Remove(random.Next(text.Length), 1).Insert(random.Next(text.Length), "{}[]\",:*"[random.Next(8)]);
        return PolicyDocument.TryParse(text.ToString(), out var read, out var fault) == (fault is null) && (read is null) == (fault is not null);
    });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>Another way of writing the same.</summary>
    private static string Rewritten(PolicyDocument document, Random random)
    {
        string Space() => random.Next(3) switch { 0 => "", 1 => " ", _ => "\n\t" };
        string Join(IEnumerable<string> parts)
        {
            var shuffled = parts.ToArray();
            random.Shuffle(shuffled);
            return string.Join($"{Space()},{Space()}", shuffled);
        }

        string Text(string text) => System.Text.Json.Nodes.JsonValue.Create(text).ToJsonString();
        string Values(IReadOnlyList<string> values, Func<string, string> change) => values.Count == 1 && random.Next(2) == 0
            ? Text(change(values[0]))
            : $"[{Join(values.Concat(values.Take(random.Next(2))).Select(value => Text(change(value))))}]";
        string Same(string text) => text;
        string Case(string text) => random.Next(2) == 0 ? text.ToUpperInvariant() : text;
        string Member(string key, string value) => $"{Space()}{Text(key)}{Space()}:{Space()}{value}";
        string Statement(Statement statement)
        {
            var members = new List<string>
            {
                Member("Effect", Text(statement.Effect.ToString())),
                Member(statement.Action.Not ? "NotAction" : "Action", Values(statement.Action.Patterns, Case)),
                Member(statement.Resource!.Not ? "NotResource" : "Resource", Values(statement.Resource.Patterns, Same)),
            };
            if (statement.Sid is { } sid)
            {
                members.Add(Member("Sid", Text(sid)));
            }

            if (statement.Conditions.Count > 0)
            {
                members.Add(Member("Condition", $"{{{Join(statement.Conditions.GroupBy(condition => condition.Operator)
                    .Select(group => Member(Case(group.Key), $"{{{Join(group.Select(condition => Member(condition.Key, Values(condition.Values, Same))))}}}")))}}}"));
            }

            return $"{{{Join(members)}}}";
        }

        return $"{{{Join([Member("Version", "\"2012-10-17\""), Member("Statement", $"[{Join(document.Statements.Select(Statement))}]")])}}}";
    }

    private static IEnumerable<char> Outside(string json)
    {
        var inside = false;
        for (var at = 0; at < json.Length; at++)
        {
            if (inside && json[at] == '\\')
            {
                at++;
            }
            else if (json[at] == '"')
            {
                inside = !inside;
            }
            else if (!inside)
            {
                yield return json[at];
            }
        }
    }
}
