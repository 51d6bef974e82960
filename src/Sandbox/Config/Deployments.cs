using SecretScoops.Governance.Sandbox.State;

namespace SecretScoops.Governance.Sandbox.Config;

/// <summary>How something comes into every account of the organization: account by account, failing where nothing records or the account is closed.</summary>
internal static class Deployments
{
    // How long an account that joined may take to have a recorder (Config Developer Guide, "Enabling Config rules across all accounts", read 2026-11).
    private static readonly TimeSpan Retried = TimeSpan.FromHours(7);

    /// <summary>The whole of it, in AWS's words.</summary>
    public static string Status(StoredDeployment deployment) =>
        $"{deployment.Doing}_{(deployment.Waiting is not null ? "IN_PROGRESS" : FirstFailure(deployment) is not null ? "FAILED" : "SUCCESSFUL")}";

    /// <summary>In one account.</summary>
    public static string Status(StoredDeployment deployment, StoredMemberStatus member) => deployment.Waiting is not null
        ? $"{deployment.Doing}_IN_PROGRESS"
        : $"{member.Doing}_{(member.ErrorCode is null ? "SUCCESSFUL" : "FAILED")}";

    /// <summary>What is told for the whole.</summary>
    public static StoredMemberStatus? FirstFailure(StoredDeployment deployment) => deployment.Members.Values.FirstOrDefault(member => member.ErrorCode is not null);

    /// <summary>Brings a deployment to all accounts that are not excluded. True where anything changed.</summary>
    /// <param name="world">The world.</param>
    /// <param name="deployment">Which.</param>
    /// <param name="excluded">Ids of the accounts without it.</param>
    /// <param name="region">Where.</param>
    /// <param name="ends">A put has just ended: every account is brought up to date; otherwise only those that joined, or had no recorder when they did.</param>
    /// <param name="deploy">Puts it into one account.</param>
    /// <param name="remove">Takes it out of one account.</param>
    public static bool Bring(
        World world, StoredDeployment deployment, List<string> excluded, string region, bool ends, Action<string, StoredMemberStatus> deploy, Action<string, StoredMemberStatus> remove)
    {
        // Asked before every call: where everybody has it there is nothing to look for.
        if (!ends && !deployment.HasFailures && deployment.Members.Count + excluded.Count == world.State.Accounts.Count)
        {
            return false;
        }

        var changed = ends;
        var wanted = world.State.Accounts.Where(account => !excluded.Contains(account.Id)).ToDictionary(account => account.Id, StringComparer.Ordinal);
        foreach (var (id, member) in deployment.Members.Where(member => !wanted.ContainsKey(member.Key)).ToList())
        {
            remove(id, member);
            deployment.Members.Remove(id);
            changed = true;
        }

        foreach (var account in wanted.Values)
        {
            var present = deployment.Members.GetValueOrDefault(account.Id);
            var failure = Failure(world, account, region);
            if (!ends && present is not null && (present.ErrorCode is null || failure is not null || world.Now - account.JoinedAt > Retried))
            {
                continue;
            }

            var member = new StoredMemberStatus { Name = present?.Name ?? "", Doing = present is null ? "CREATE" : deployment.Doing, UpdatedAt = world.Now };
            if (failure is not null)
            {
                (member.ErrorCode, member.ErrorMessage) = (failure.Value.Code, failure.Value.Message);
            }
            else
            {
                deploy(account.Id, member);
            }

            deployment.Members[account.Id] = member;
            changed = true;
        }

        deployment.HasFailures = FirstFailure(deployment) is not null;
        return changed;
    }

    private static (string Code, string Message)? Failure(World world, StoredAccount account, string region)
    {
        var there = account.Regions.GetValueOrDefault(region);
        return account.State != "ACTIVE" ? ("AccountNotAvailable", "The account is suspended.")
            : there is null or { Config.Recorder: null } or { Config: null } ? ("NoAvailableConfigurationRecorder", "Configuration Recorder is not available.")
            : null;
    }
}
