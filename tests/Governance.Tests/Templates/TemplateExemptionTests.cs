using SecretScoops.Governance.Exemptions;
using SecretScoops.Governance.Templates;
using SecretScoops.Governance.Templates.Checks;
using Xunit;

namespace SecretScoops.Governance.Tests.Templates;

/// <summary>What the policies' exemptions say of a template, and what nothing that a template says can bring about.</summary>
public sealed class TemplateExemptionTests
{
    private const string Named = "Resources: {Rotation: {Type: AWS::Lambda::Function, Properties: {FunctionName: rotation}}}";

    private static readonly DateTimeOffset s_from = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_expires = new(2027, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ExemptionScope s_scope = new() { Accounts = [], Environments = ["prod"], Regions = [], Resources = ["rotation"] };

    [Fact]
    public void What_is_exempt_fails_no_more_and_passes_neither()
    {
        var verdict = Judge(Named, s_scope, s_from);

        Assert.Empty(verdict.Failures);
        Assert.DoesNotContain(verdict.Passed, passed => passed.Control == "functions-in-vpc");
        var finding = Assert.Single(verdict.Exempt);
        Assert.Equal(("functions-in-vpc", "Rotation", "e"), (finding.Control, finding.Resource, finding.Exemption!.InForce!.Id));
    }

    [Theory]
    [InlineData(-1, "does not hold before 2026-12-01")]
    [InlineData(365, "expired on 2027-12-01")]
    public void An_exemption_that_is_not_in_force_exempts_nothing_and_says_so(int days, string why)
    {
        var verdict = Judge(Named, s_scope, s_from.AddDays(days));

        Assert.Empty(verdict.Exempt);
        var answer = Assert.Single(verdict.Failures).Exemption!;
        Assert.Contains(why, answer.Why, StringComparison.Ordinal);
        Assert.Equal("e", answer.Missed?.Id);
    }

    [Theory]
    [InlineData("prod", "eu-west-1", null)]
    [InlineData(null, null, "shop")]
    [InlineData("prod", null, "shop")]
    public void One_for_some_accounts_or_regions_covers_no_template_since_nobody_knows_where_it_goes(string? environment, string? region, string? account)
    {
        var scope = s_scope with { Environments = environment is null ? [] : [environment], Regions = region is null ? [] : [region], Accounts = account is null ? [] : [account] };

        var answer = Assert.Single(Judge(Named, scope, s_from).Failures).Exemption!;

        Assert.Contains("for some accounts or regions alone", answer.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_management_account_is_known_by_its_environment()
    {
        var scope = s_scope with { Environments = [], Accounts = ["root"] };
        var template = Fixtures.Parse("Resources: {Role: {Type: AWS::IAM::Role, Properties: {RoleName: rotation, AssumeRolePolicyDocument: {}, ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']}}}");

        TemplateVerdict In(string environment, string? account) => TemplateCheck.Judge(template, Fixtures.Demands(environment), new(Book(scope, "iam-no-admin-policies"), environment, account, s_from));

        Assert.Equal(["iam-no-admin-policies"], Fixtures.Controls(In("root", "root").Exempt));
        Assert.Equal(["iam-no-admin-policies"], Fixtures.Controls(In("prod", null).Failures));
    }

    [Theory]
    // Nobody's name, another name, another control's resource, another environment's.
    [InlineData("Resources: {rotation: {Type: AWS::Lambda::Function, Properties: {}}}")]
    [InlineData("Resources: {Rotation: {Type: AWS::Lambda::Function, Properties: {FunctionName: rotation-2}}}")]
    [InlineData("Resources: {Rotation: {Type: AWS::Lambda::Function, Properties: {FunctionName: Rotation}}}")]
    // What is known at deployment alone.
    [InlineData("Parameters: {Name: {Type: String}}\nResources: {Rotation: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Ref Name}}}")]
    [InlineData("Resources: {Rotation: {Type: AWS::Lambda::Function, Properties: {FunctionName: !ImportValue Name}}}")]
    // One way it has the name, the other way it has not.
    [InlineData("Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, a]}\nResources: {Rotation: {Type: AWS::Lambda::Function, Properties: {FunctionName: !If [C, rotation, other]}}}")]
    // What a template says of itself.
    [InlineData("Metadata: {Exemptions: [e]}\nResources: {Rotation: {Type: AWS::Lambda::Function, Metadata: {Exemption: e, FunctionName: rotation}, Properties: {Tags: [{Key: 'governance:exempt', Value: 'true'}, {Key: Name, Value: rotation}]}}}")]
    public void A_template_cannot_exempt_itself(string yaml)
    {
        var verdict = Judge(yaml, s_scope, s_from);

        Assert.Empty(verdict.Exempt);
        Assert.Equal(["functions-in-vpc"], Fixtures.Controls(verdict.Failures));
    }

    [Fact]
    public void What_is_not_known_is_not_exempt_either()
    {
        var verdict = Judge("Resources: {Rotation: {Type: AWS::Lambda::Function, Properties: {FunctionName: rotation, VpcConfig: !ImportValue Network}}}", s_scope, s_from);

        Assert.Empty(verdict.Exempt);
        Assert.Equal(["functions-in-vpc"], Fixtures.Controls(verdict.NotEvaluated));
    }

    [Fact]
    public void Of_two_the_one_that_holds_counts()
    {
        var book = new ExemptionBook([One(s_scope, "functions-in-vpc", s_from) with { Id = "old", Expires = s_from.AddDays(1) }, One(s_scope, "functions-in-vpc", s_from)], []);

        var verdict = TemplateCheck.Judge(Fixtures.Parse(Named), Fixtures.Demands("prod"), new(book, "prod", null, s_from.AddDays(2)));

        Assert.Equal("e", Assert.Single(verdict.Exempt).Exemption!.InForce!.Id);
    }

    [Fact]
    public void Every_type_that_has_a_name_of_its_own_is_one_that_some_control_is_asked_of() =>
        Assert.Empty(PhysicalNames.Properties.Keys.Except(AllRules.All.SelectMany(rule => rule.Types)));

    private static TemplateVerdict Judge(string yaml, ExemptionScope scope, DateTimeOffset now) =>
        TemplateCheck.Judge(Fixtures.Parse(yaml), Only(Fixtures.Demands("prod")), new(Book(scope, "functions-in-vpc"), "prod", null, now));

    private static Controls.ControlDemands Only(Controls.ControlDemands demands) => demands with { ById = demands.ById.Where(demand => demand.Key == "functions-in-vpc").ToDictionary() };

    private static ExemptionBook Book(ExemptionScope scope, string control) => new([One(scope, control, s_from)], []);

    private static Exemption One(ExemptionScope scope, string control, DateTimeOffset from) => new()
    {
        Id = "e",
        Owner = "owner",
        RequestedBy = "requester",
        Approver = "approver",
        Reason = "because",
        Ticket = "T-1",
        Controls = [control],
        Scope = scope,
        From = from,
        Expires = s_expires,
        Where = new("exemptions/e.json"),
    };
}
