using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Remediation.Events;
using SecretScoops.Governance.Remediation.Pipeline;

namespace SecretScoops.Governance.Remediation.Remediations.Iam;

/// <summary>An IAM user as every remediation of users sees it.</summary>
internal static class User
{
    /// <summary>What <see cref="FindAsync"/> and <see cref="ReadAsync"/> need.</summary>
    public static IReadOnlyList<Need> Reads { get; } =
    [
        new("iam:ListUsers", "*"),
        .. On("iam:GetUser", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed", "iam:GetLoginProfile", "iam:ListUserPolicies", "iam:GetUserPolicy"),
    ];

    /// <summary>Actions on the user, whose ARN has a path that events do not tell; names have no slash, so that no other user is meant.</summary>
    public static IEnumerable<Need> On(params IEnumerable<string> actions) => actions.SelectMany(action => (Need[])
    [
        new(action, "arn:{partition}:iam::{account}:user/{id}"), new(action, "arn:{partition}:iam::{account}:user/*/{id}"),
    ]);

    /// <summary>The name, which stands behind the unique id that Config has instead; null when there is no such user any more.</summary>
    public static async Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken)
    {
        if (doorbell.Source is not (EventSource.Config or EventSource.Sweep) && !doorbell.Hints.ContainsKey("uniqueId"))
        {
            return subject.Id;
        }

        string? marker = null;
        do
        {
            var page = await subject.Session.Iam.ListUsersAsync(new ListUsersRequest { Marker = marker }, cancellationToken);
            if ((page.Users ?? []).Find(user => user.UserId == subject.Id || user.UserName == subject.Id) is { } found)
            {
                return found.UserName;
            }

            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);
        return null;
    }

    /// <summary>The names of all users.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(AwsSession session, CancellationToken cancellationToken)
    {
        var (names, marker) = (new List<string>(), (string?)null);
        do
        {
            var page = await session.Iam.ListUsersAsync(new ListUsersRequest { Marker = marker }, cancellationToken);
            names.AddRange((page.Users ?? []).Select(user => user.UserName));
            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);
        return names;
    }

    /// <summary>Keys, the password's existence, inline policies, tags; under <c>observed</c> when each was last used. Null when there is no such user.</summary>
    public static async Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken)
    {
        var iam = subject.Session.Iam;
        try
        {
            var user = (await iam.GetUserAsync(new() { UserName = subject.Id }, cancellationToken)).User;
            var (keys, used) = (new JsonObject(), new JsonObject());
            // A user has two keys at most (IAM User Guide, "IAM and AWS STS quotas", read 2026-11): one page.
            foreach (var key in (await iam.ListAccessKeysAsync(new() { UserName = subject.Id }, cancellationToken)).AccessKeyMetadata ?? [])
            {
                keys[key.AccessKeyId] = new JsonObject { ["status"] = key.Status.Value, ["createdAt"] = Text(key.CreateDate) };
                used[key.AccessKeyId] = Text((await iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.AccessKeyId }, cancellationToken)).AccessKeyLastUsed?.LastUsedDate);
            }

            return new()
            {
                ["createdAt"] = Text(user.CreateDate),
                ["keys"] = keys,
                ["console"] = await ConsoleAsync(iam, subject.Id, cancellationToken),
                ["policies"] = await PoliciesAsync(iam, subject.Id, cancellationToken),
                ["tags"] = new JsonObject((user.Tags ?? []).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))),
                ["observed"] = new JsonObject { ["keysLastUsed"] = used, ["consoleLastUsed"] = Text(user.PasswordLastUsed) },
            };
        }
        catch (NoSuchEntityException)
        {
            return null;
        }
    }

    /// <summary>Sets <c>/keys/ID/status</c>, <c>/console</c> or <c>/policies/NAME</c>.</summary>
    public static async Task WriteAsync(Subject subject, string atom, JsonNode? value, CancellationToken cancellationToken)
    {
        var iam = subject.Session.Iam;
        switch (Images.Keys(atom))
        {
            case ["keys", var key, "status"]:
                await iam.UpdateAccessKeyAsync(new() { UserName = subject.Id, AccessKeyId = key, Status = StatusType.FindValue((string)value!) }, cancellationToken);
                break;
            case ["console"] when value is null:
                await iam.DeleteLoginProfileAsync(new DeleteLoginProfileRequest { UserName = subject.Id }, cancellationToken);
                break;
            case ["console"]:
                throw new NotUndoableException($"nobody has the password of {subject.Id} any more: whoever needs it back sets a new one with aws iam create-login-profile");
            case ["policies", var name] when value is null:
                await iam.DeleteUserPolicyAsync(new() { UserName = subject.Id, PolicyName = name }, cancellationToken);
                break;
            case ["policies", var name]:
                await iam.PutUserPolicyAsync(new() { UserName = subject.Id, PolicyName = name, PolicyDocument = value.ToJsonString() }, cancellationToken);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(atom);
        }
    }

    /// <summary>The active keys, and since when there are.</summary>
    public static IEnumerable<(string Id, DateTimeOffset? CreatedAt, DateTimeOffset? LastUsedAt)> ActiveKeys(JsonObject image) => image["keys"]!.AsObject()
        .Where(key => (string?)key.Value!["status"] == "Active")
        .Select(key => (key.Key, Time(key.Value!["createdAt"]), Time(image["observed"]?["keysLastUsed"]?[key.Key])));

    /// <summary>Since when there is a password for the console, and when it was last used; null when there is none.</summary>
    public static (DateTimeOffset? CreatedAt, DateTimeOffset? LastUsedAt)? Password(JsonObject image) =>
        image["console"] is { } console ? (Time(console["createdAt"]), Time(image["observed"]?["consoleLastUsed"])) : null;

    /// <summary>When the user was made.</summary>
    public static DateTimeOffset? CreatedAt(JsonObject image) => Time(image["createdAt"]);

    /// <summary>That a key may sign no more.</summary>
    public static Violation Deactivate(string key, string what) => new($"/keys/{Images.Escape(key)}/status", what, "Inactive");

    /// <summary>That the console's password goes.</summary>
    public static Violation Close(string what) => new("/console", what, null);

    /// <summary>How people read a time.</summary>
    public static string Said(DateTimeOffset? time) => time?.ToString("u", CultureInfo.InvariantCulture) ?? "never";

    private static async Task<JsonObject?> ConsoleAsync(IAmazonIdentityManagementService iam, string user, CancellationToken cancellationToken)
    {
        try
        {
            var profile = (await iam.GetLoginProfileAsync(new GetLoginProfileRequest { UserName = user }, cancellationToken)).LoginProfile;
            return new() { ["createdAt"] = Text(profile.CreateDate), ["mustChange"] = profile.PasswordResetRequired ?? false };
        }
        catch (NoSuchEntityException)
        {
            return null;
        }
    }

    private static async Task<JsonObject> PoliciesAsync(IAmazonIdentityManagementService iam, string user, CancellationToken cancellationToken)
    {
        var (policies, marker) = (new JsonObject(), (string?)null);
        do
        {
            var page = await iam.ListUserPoliciesAsync(new() { UserName = user, Marker = marker }, cancellationToken);
            foreach (var name in page.PolicyNames ?? [])
            {
                var policy = await iam.GetUserPolicyAsync(new() { UserName = user, PolicyName = name }, cancellationToken);
                policies[name] = JsonNode.Parse(Uri.UnescapeDataString(policy.PolicyDocument));
            }

            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);
        return policies;
    }

    private static string? Text(DateTime? time) => time?.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JsonNode? node) => (string?)node is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
}
