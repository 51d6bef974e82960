using SecretScoops.Governance.Exemptions;
using Xunit;

namespace SecretScoops.Governance.Tests.Exemptions;

public sealed class ExemptionBookTests
{
    private static readonly DateTimeOffset s_from = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_expires = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ExemptionScope s_scope = new() { Accounts = ["dev"], Environments = [], Regions = [], Resources = ["arn:aws:s3:::web-*", "web-?"] };

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(89, true)]
    [InlineData(90, false)]
    public void It_holds_from_its_first_moment_until_just_before_its_last(int days, bool holds) =>
        Assert.Equal(holds, Book(s_scope).Find("c", "dev", "dev", "eu-west-1", ["web-1"], s_from.AddDays(days)).InForce is not null);

    [Fact]
    public void Why_there_is_none_is_said()
    {
        var book = new ExemptionBook([One(s_scope)], [new() { Code = "wrong-type", What = "x", Where = new("exemptions/other.json") }]);

        Assert.StartsWith("exemption e expired on 2027-03-01 00:00 UTC; 1 of the exemption files has faults", book.Find("c", "dev", "dev", null, ["web-1"], s_expires).Why, StringComparison.Ordinal);
        Assert.StartsWith("exemption e does not hold before 2026-12-01", book.Find("c", "dev", "dev", null, ["web-1"], s_from.AddTicks(-1)).Why, StringComparison.Ordinal);
        Assert.StartsWith("no exemption covers it", book.Find("d", "dev", "dev", null, ["web-1"], s_from).Why, StringComparison.Ordinal);
        Assert.Equal("exempted by e (T-1) until 2027-03-01 00:00 UTC: because", book.Find("c", "dev", "dev", null, ["web-1"], s_from).Why);
    }

    [Theory]
    [InlineData("web-1", true)]
    [InlineData("web-", false)]
    [InlineData("web-12", false)]
    [InlineData("WEB-1", false)]
    [InlineData("arn:aws:s3:::web-shop", true)]
    [InlineData("arn:aws:s3:::other", false)]
    public void Patterns_match_the_whole_name_and_capitals_matter(string name, bool holds) =>
        Assert.Equal(holds, Book(s_scope).Find("c", "dev", "dev", null, ["unrelated", name], s_from).InForce is not null);

    [Fact]
    public void Whatever_the_scope_names_narrows_it()
    {
        var narrow = Book(s_scope with { Environments = ["dev"], Regions = ["eu-west-1"] });

        Assert.NotNull(narrow.Find("c", "dev", "dev", "eu-west-1", ["web-1"], s_from).InForce);
        Assert.Null(narrow.Find("c", "dev", "uat", "eu-west-1", ["web-1"], s_from).InForce);
        Assert.Null(narrow.Find("c", "uat", "dev", "eu-west-1", ["web-1"], s_from).InForce);
        Assert.Null(narrow.Find("c", "dev", "dev", "eu-central-1", ["web-1"], s_from).InForce);
        Assert.Null(narrow.Find("c", "dev", "dev", null, ["web-1"], s_from).InForce);
        Assert.Null(narrow.Find("c", "dev", "dev", "eu-west-1", [], s_from).InForce);
    }

    [Fact]
    public void In_an_account_that_nobody_knows_nothing_is_exempt()
    {
        var wide = Book(s_scope with { Environments = ["dev"], Accounts = [], Resources = ["*"] });

        Assert.NotNull(wide.Find("c", "any", "dev", null, ["x"], s_from).InForce);
        Assert.Null(wide.Find("c", null, "dev", null, ["x"], s_from).InForce);
        Assert.Null(wide.Find("c", "any", null, null, ["x"], s_from).InForce);
        Assert.Null(Book(s_scope with { Accounts = [], Resources = ["*"] }).Find("c", "dev", "dev", null, ["x"], s_from).InForce);
    }

    [Fact]
    public void Of_two_the_one_that_lasts_longer_is_named()
    {
        var book = new ExemptionBook([One(s_scope), One(s_scope) with { Id = "longer", Expires = s_expires.AddDays(1) }], []);

        Assert.Equal("longer", book.Find("c", "dev", "dev", null, ["web-1"], s_from).InForce?.Id);
    }

    [Fact]
    public void What_ends_soon_is_listed_soonest_first_and_what_is_over_is_not()
    {
        var book = new ExemptionBook(
            [One(s_scope) with { Id = "later", Expires = s_from.AddDays(7) }, One(s_scope) with { Id = "sooner", Expires = s_from.AddDays(2) }, One(s_scope) with { Id = "over", Expires = s_from }, One(s_scope)], []);

        Assert.Equal(["sooner", "later"], book.ExpiringWithin(ExemptionBook.Notice, s_from).Select(exemption => exemption.Id));
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("**?", true)]
    [InlineData("arn:*", true)]
    [InlineData("arn:aws:s3:::*", true)]
    [InlineData("arn:aws:ec2:*:*:security-group/*", true)]
    [InlineData("arn:aws:rds:eu-west-1:111111111111:db:*", true)]
    [InlineData("arn:aws:s3:::web/*", false)]
    [InlineData("arn:aws:s3:::web-*", false)]
    [InlineData("arn:aws:lambda:eu-west-1:*:function:shop-*", false)]
    [InlineData("sg-0123", false)]
    [InlineData("web?", false)]
    public void A_pattern_that_leaves_open_which_resource_is_meant_is_too_broad(string pattern, bool broad) =>
        Assert.Equal(broad, ExemptionScope.IsTooBroad(pattern));

    private static ExemptionBook Book(ExemptionScope scope) => new([One(scope)], []);

    private static Exemption One(ExemptionScope scope) => new()
    {
        Id = "e",
        Owner = "o",
        RequestedBy = "r",
        Approver = "a",
        Reason = "because",
        Ticket = "T-1",
        Controls = ["c"],
        Scope = scope,
        From = s_from,
        Expires = s_expires,
        Where = new("exemptions/e.json"),
    };
}
