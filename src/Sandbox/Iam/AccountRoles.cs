using System.Text.Json.Nodes;
using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Iam;

/// <summary>The roles that an account has before anybody made one: those that CreateAccount and the options name. What else an account has, IAM made.</summary>
internal static class AccountRoles
{
    private const string AdministratorAccess = "arn:aws:iam::aws:policy/AdministratorAccess";

    /// <summary>An account's IAM, with the roles that came with the account.</summary>
    public static StoredIam Of(World world, StoredAccount account)
    {
        if (account.Iam is { } iam)
        {
            return iam;
        }

        var roles = account.Roles.Select(role => (role.Name, Trusted: role.TrustedAccountId));
        if (account.Id == world.State.ManagementAccountId)
        {
            roles = roles.Concat(world.Options.ManagementAccountRoles.Select(name => (name, account.Id)));
        }

        return account.Iam = new StoredIam
        {
            Roles = [.. roles.Select((role, index) => new StoredIamRole
            {
                Name = role.Name,
                Id = $"AROA{account.Id}ROLE{index}",
                CreatedAt = account.JoinedAt,
                Trust = Trusting(role.Trusted),
                Attached = [AdministratorAccess],
            })],
        };
    }

    /// <summary>A service-linked role, made where it is not there: services make theirs when they are first used.</summary>
    public static StoredIamRole Linked(World world, StoredAccount account, string service)
    {
        var iam = Of(world, account);
        var name = ServiceLinkedRoles.NameOf(service);
        if (iam.Roles.Find(role => role.Name == name) is { } found)
        {
            return found;
        }

        var role = new StoredIamRole
        {
            Name = name,
            Path = $"/aws-service-role/{service}/",
            Id = "AROA" + world.Ids.Letters(17).ToUpperInvariant(),
            CreatedAt = world.Now,
            LinkedTo = service,
            Trust = new JsonObject
            {
                ["Version"] = "2012-10-17",
                ["Statement"] = new JsonArray(new JsonObject { ["Effect"] = "Allow", ["Principal"] = new JsonObject { ["Service"] = service }, ["Action"] = "sts:AssumeRole" }),
            }.ToJsonString(),
            Attached = [$"arn:aws:iam::aws:policy/aws-service-role/{ServiceLinkedRoles.PolicyOf(service)}"],
        };
        iam.Roles.Add(role);
        return role;
    }

    private static string Trusting(string account) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{account}}:root"},"Action":"sts:AssumeRole"}]}""";
}
