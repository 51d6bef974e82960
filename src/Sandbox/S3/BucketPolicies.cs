using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.S3;

namespace SecretScoops.Governance.Sandbox.S3;

/// <summary>Policies of buckets.</summary>
internal sealed partial class S3Sandbox
{
    public override GetBucketPolicyResponse GetBucketPolicy(GetBucketPolicyRequest request, Call call) =>
        new() { Policy = Bucket(request.Bucket, call).Policy ?? throw Missing("NoSuchBucketPolicy", "The bucket policy does not exist") };

    public override PutBucketPolicyResponse PutBucketPolicy(PutBucketPolicyRequest request, Call call)
    {
        var bucket = Bucket(request.Bucket, call);
        if (!PolicyDocument.TryParse(request.Policy!, out var policy, out var fault))
        {
            throw Invalid("MalformedPolicy", $"This policy contains invalid Json: {fault.What}");
        }

        var arn = $"arn:aws:s3:::{bucket.Name}";
        if (policy.Statements.Any(statement => statement.Resource?.Patterns.Any(pattern => pattern != arn && !pattern.StartsWith($"{arn}/", StringComparison.Ordinal)) != false))
        {
            throw Invalid("MalformedPolicy", "Policy has invalid resource");
        }

        if (policy.Statements.SelectMany(statement => statement.Principal?.Members ?? []).Any(IsNobody))
        {
            throw Invalid("MalformedPolicy", "Invalid principal in policy");
        }

        if (bucket.PublicAccessBlock is { BlockPublicPolicy: true } && policy.Statements.Any(IsPublic))
        {
            throw Denied();
        }

        bucket.Policy = request.Policy;
        return new();
    }

    public override DeleteBucketPolicyResponse DeleteBucketPolicy(DeleteBucketPolicyRequest request, Call call)
    {
        Bucket(request.Bucket, call).Policy = null;
        return new();
    }

    public override GetBucketPolicyStatusResponse GetBucketPolicyStatus(GetBucketPolicyStatusRequest request, Call call)
    {
        var policy = Bucket(request.Bucket, call).Policy ?? throw Missing("NoSuchBucketPolicy", "The bucket policy does not exist");
        return new() { PolicyStatus = new() { IsPublic = PolicyDocument.Parse(policy).Statements.Any(IsPublic) } };
    }

    // S3 User Guide, "Blocking public access", "The meaning of public", read 2026-11: everybody may, and no condition narrows it.
    private static bool IsPublic(Statement statement) => statement is { Effect: Effect.Allow, Conditions.Count: 0, Principal: { } principal }
        && (principal.Not || principal.Members.Any(member => member.Type == "*" || (member.Type == "AWS" && member.Values.Contains("*"))));

    // Accounts that do not exist are no principals, and roles and users are not looked up.
    private bool IsNobody(PrincipalMember member) => member.Type == "AWS" && member.Values.Any(value =>
        (value.Length == 12 && value.All(char.IsAsciiDigit) && !world.State.Accounts.Exists(account => account.Id == value))
        || (value.Split(':') is [_, _, "iam", _, var id, "root"] && !world.State.Accounts.Exists(account => account.Id == id)));
}
