using CsCheck;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Policies;
using Xunit;

namespace SecretScoops.Governance.Tests.Policies;

public sealed class ExemptionsTests
{
    private const string Example = "exemptions/dev-website-public.json";
    private const string Bucket = "arn:aws:s3:::secret-scoops-dev-website";
    private static readonly DateTimeOffset s_inForce = new(2027, 2, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("\"approver\": \"security@secretscoops.example\"", "\"approver\": \" ADA@secretscoops.example \"", "approved-by-themselves exemptions/dev-website-public.json:8:15: \" ADA@secretscoops.example \" approved it and requested it", "somebody else")]
    [InlineData("\"approver\": \"security@secretscoops.example\"", "\"approver\": \"Web-Team@secretscoops.example\"", "approved-by-themselves exemptions/dev-website-public.json:8:15: \"Web-Team@secretscoops.example\" approved it and owns the resource", "somebody else")]
    [InlineData("\"approver\": \"security@secretscoops.example\"", "\"approver\": \"   \"", "blank-text exemptions/dev-website-public.json:8:15", "says something")]
    [InlineData("\"approver\": \"security@secretscoops.example\",", "", "missing-property exemptions/dev-website-public.json:1:1: required property \"approver\" is missing", "neither the requester nor the owner")]
    [InlineData(",\n  \"expires\": \"2027-11-30\"", "", "missing-property exemptions/dev-website-public.json:1:1: required property \"expires\" is missing", "at most 366 days")]
    [InlineData("\"2027-11-30\"", "\"never\"", "invalid-time exemptions/dev-website-public.json:", "write a day such as")]
    [InlineData("\"2027-11-30\"", "\"2027-02-30\"", "invalid-time exemptions/dev-website-public.json:32:14: there is no time \"2027-02-30\"", "write a day such as")]
    [InlineData("\"2027-11-30\"", "\"2027-11-30T10:00:00\"", "invalid-time", "write a day such as")]
    [InlineData("\"2027-11-30\"", "\"9999-12-31T23:59:59-14:00\"", "invalid-time", "write a day such as")]
    [InlineData("\"2026-12-01\"", "\"0001-01-01T00:00:00+14:00\"", "invalid-time", "write a day such as")]
    [InlineData("\"2027-11-30\"", "\"2027-12-03\"", "exempt-too-long exemptions/dev-website-public.json:32:14: the exemption lasts from 2026-12-01 00:00 UTC to 2027-12-03 00:00 UTC", "renew it")]
    [InlineData("\"2027-11-30\"", "\"2026-12-01\"", "expires-before-it-begins exemptions/dev-website-public.json:32:14", "expire later")]
    [InlineData("\"id\": \"dev-website-public\"", "\"id\": \"dev-website\"", "id-is-not-file-name exemptions/dev-website-public.json:4:9: the exemption is called \"dev-website\", and its file \"dev-website-public\"", "same name")]
    [InlineData("\"buckets-tls-only\"", "\"buckets-tls-onyl\"", "unknown-control exemptions/dev-website-public.json:14:5: there is no control \"buckets-tls-onyl\"", "did you mean \"buckets-tls-only\"?")]
    [InlineData("\"environments\": [\n      \"dev\"", "\"environments\": [\n      \"dve\"", "unknown-environment exemptions/dev-website-public.json:21:7: there is no environment \"dve\"", "did you mean \"dev\"?")]
    [InlineData("\"accounts\": [\n      \"dev\"", "\"accounts\": [\n      \"dve\"", "unknown-account exemptions/dev-website-public.json:18:7: there is no account \"dve\"", "did you mean \"dev\"?")]
    [InlineData("\"environments\": [\n      \"dev\"", "\"environments\": [\n      \"uat\"", "account-not-in-environments exemptions/dev-website-public.json:18:7", "narrow each other")]
    [InlineData("\"controls\": [", "\"control\": \"ssh-closed\", \"controls\": [", "exemption-controls exemptions/dev-website-public.json:1:1: the exemption names controls in two places", "either")]
    [InlineData("\"ticket\"", "\"tickt\"", "unknown-property exemptions/dev-website-public.json:10:3", "did you mean \"ticket\"?")]
    [InlineData("\"expires\": ", "\"expires\": \"2027-01-01\", \"expires\": ", "duplicate-property exemptions/dev-website-public.json:32:28", "keep one of them")]
    [InlineData("\"secret-scoops-dev-website\"", "\"a bucket\"", "invalid-resource exemptions/dev-website-public.json:27:7", "without spaces")]
    [InlineData("{", "[", "invalid-json", "")]
    public void A_fault_is_an_error_with_place_and_remedy_and_the_file_exempts_nothing(string old, string replacement, string expected, string remedy)
    {
        using var policies = new PolicyCopy().Edit(Example, old, replacement);

        Assert.Contains(expected, policies.Faults(), StringComparison.Ordinal);
        Assert.Contains(remedy, policies.Faults(), StringComparison.Ordinal);
        Assert.Null(policies.Read().Bundle);
        var atWork = PolicyFolder.ReadAtWork(policies.Folder).Bundle!.Exemptions;
        Assert.Null(atWork.Find("buckets-no-public-read", "dev", "dev", "eu-west-1", [Bucket], s_inForce).InForce);
        Assert.NotEmpty(atWork.Unreadable);
    }

    [Theory]
    [InlineData("\"*\"", "\"dev\"", "\"dev\"", "Warning")]
    [InlineData("\"arn:aws:s3:::*\"", "\"dev\"", "\"dev\"", "Warning")]
    [InlineData("\"*\"", "\"prod\"", "\"prod\"", "Error")]
    [InlineData("\"*\"", null, "\"prod\"", "Error")]
    [InlineData("\"*\"", "\"prod\"", null, "Error")]
    [InlineData("\"*\"", "\"root\"", null, "Error")]
    [InlineData("\"*\"", null, "\"dev\", \"root\"", "Error")]
    public void An_exemption_for_everything_is_warned_of_and_refused_in_production(string resource, string? account, string? environment, string severity)
    {
        using var policies = new PolicyCopy();
        string?[] scope = [account is null ? null : $"\"accounts\": [{account}]", environment is null ? null : $"\"environments\": [{environment}]", $"\"resources\": [{resource}]"];
        var written = $$"""
            {"id": "wide", "owner": "o", "requestedBy": "r", "requestedOn": "2026-12-01", "approver": "a", "reason": "why", "ticket": "T-1", "control": "ssh-closed",
             "scope": {{{string.Join(", ", scope.Where(part => part is not null))}}}, "expires": "2027-01-01T00:00:00+01:00"}
            """;

        var reading = policies.Write("exemptions/wide.json", written).Read();

        Assert.Equal(("exempts-everything", severity), reading.Faults.Select(fault => (fault.Code, fault.Severity.ToString())).Single());
        Assert.Equal(severity == "Error", reading.Bundle is null);
    }

    [Fact]
    public void The_example_exempts_its_bucket_in_its_time_and_nothing_else()
    {
        var book = PolicyFolder.Read(RealPolicies.Folder).Bundle!.Exemptions;

        Assert.Empty(book.Unreadable);
        Assert.Equal("dev-website-public", book.Find("buckets-no-public-read", "dev", "dev", "eu-west-1", [Bucket], s_inForce).InForce?.Id);
        Assert.Null(book.Find("buckets-no-public-read", "dev", "dev", "eu-west-1", [Bucket + "2"], s_inForce).InForce);
        Assert.Null(book.Find("buckets-no-public-write", "dev", "dev", "eu-west-1", [Bucket], s_inForce).InForce);
        Assert.Null(book.Find("buckets-no-public-read", "prod", "prod", "eu-west-1", [Bucket], s_inForce).InForce);
    }

    [Theory]
    [InlineData("2027-11-22T23:59:59Z", null)]
    [InlineData("2027-11-23T00:00:00Z", "exemption-ends-soon exemptions/dev-website-public.json:32:14: exemption \"dev-website-public\" expires on 2027-11-30 00:00 UTC; then what it covers is acted upon")]
    [InlineData("2027-11-30T00:00:00Z", "exemption-expired exemptions/dev-website-public.json:32:14: exemption \"dev-website-public\" expired on 2027-11-30 00:00 UTC and exempts nothing")]
    public void The_end_of_an_exemption_is_warned_of_by_the_clock(string now, string? told)
    {
        using var policies = ExampleAlone();

        var reading = PolicyFolder.Read(policies.Folder, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.NotNull(reading.Bundle);
        Assert.Equal(told is null ? 0 : 1, reading.Faults.Count(fault => fault.Severity == Severity.Warning));
        Assert.All(reading.Faults, fault => Assert.StartsWith(told!, $"{fault.Code} {fault}".Replace(policies.Folder + "/", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void The_exemption_in_the_readme_could_be_used_as_it_stands()
    {
        var readme = File.ReadAllText(Path.Combine(RealPolicies.Folder, "README.md"));
        var begins = readme.IndexOf("{\n  \"$schema\": \"../schemas/exemption.schema.json\"", StringComparison.Ordinal);
        using var policies = new PolicyCopy().Write("exemptions/uat-load-test.json", readme[begins..readme.IndexOf("```", begins, StringComparison.Ordinal)]);

        Assert.Equal("", policies.Faults());
    }

    [Fact]
    public void What_is_wrong_in_one_exemption_hinders_neither_the_others_nor_the_functions()
    {
        using var policies = ExampleAlone().Write("exemptions/broken.json", "{").Write("exemptions/empty.json", "").Write("exemptions/deep/old.json", "{}");

        var strict = policies.Read();
        var atWork = PolicyFolder.ReadAtWork(policies.Folder);

        Assert.Null(strict.Bundle);
        Assert.Equal(3, atWork.Bundle!.Exemptions.Unreadable.Count);
        Assert.Equal(strict.Faults, atWork.Faults);
        Assert.Equal("dev-website-public", Assert.Single(atWork.Bundle.Exemptions.All).Id);
        Assert.StartsWith("sha256:", atWork.Bundle.Fingerprint, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_elsewhere_stops_the_functions_too()
    {
        using var policies = new PolicyCopy().Edit("remediations.json", "\"mode\": \"alert\"", "\"mode\": \"auto\"");

        Assert.Null(PolicyFolder.ReadAtWork(policies.Folder).Bundle);
    }

    [Fact]
    public void Exemptions_and_remediations_are_part_of_the_fingerprint()
    {
        using var policies = new PolicyCopy();
        var before = policies.Read().Bundle!.Fingerprint;

        var shorter = policies.Edit(Example, "2027-11-30", "2027-11-29").Read().Bundle!.Fingerprint;
        var dry = policies.Edit("remediations.json", "\"dryRun\": false", "\"dryRun\": true").Read().Bundle!.Fingerprint;

        Assert.Equal(3, new HashSet<string>([before, shorter, dry]).Count);
    }

    [Fact]
    public void A_mutated_exemption_that_has_faults_exempts_nothing()
    {
        using var policies = ExampleAlone();
        var bytes = File.ReadAllBytes(policies.At(Example));
        var faulty = 0;

        Gen.Select(Gen.Int[1, 3], Gen.Int).Sample(
            (mutations, seed) =>
            {
                var random = new Random(seed);
                var mutated = bytes;
                for (var mutation = 0; mutation < mutations; mutation++)
                {
                    mutated = Mutation.Of(mutated, random);
                }

                _ = policies.Write(Example, mutated);
                var reading = PolicyFolder.ReadAtWork(policies.Folder);
                Assert.NotNull(reading.Bundle);
                var book = reading.Bundle.Exemptions;
                var hasFaults = reading.Faults.Any(fault => fault.Severity == Severity.Error);
                faulty += hasFaults ? 1 : 0;
                Assert.Equal(hasFaults, book.Unreadable.Count > 0);
                Assert.Equal(hasFaults ? 0 : 1, book.All.Count);
                Assert.True(!hasFaults || book.Find("buckets-no-public-read", "dev", "dev", "eu-west-1", [Bucket], s_inForce).InForce is null, $"seed {seed}");
            },
            iter: 150, threads: 1);

        Assert.True(faulty > 50, $"only {faulty} mutations made a fault");
    }

    // So that what is counted does not hang on which others there are.
    private static PolicyCopy ExampleAlone()
    {
        var policies = new PolicyCopy();
        Directory.GetFiles(policies.At("exemptions")).Where(file => file != policies.At(Example)).ToList().ForEach(File.Delete);
        return policies;
    }
}
