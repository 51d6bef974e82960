using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.GuardDuty;

namespace SecretScoops.Governance.Sandbox.GuardDuty;

/// <summary>An administrator's members. What cannot be done for an account is told in the answer, which is a success all the same.</summary>
internal sealed partial class GuardDutySandbox
{
    private const string NotAssociated = "The request is rejected because the given account ID is not an associated member of account the current account.";

    public override CreateMembersResponse CreateMembers(CreateMembersRequest request, Call call)
    {
        var detector = OfMaster(call, request.DetectorId!);
        var unprocessed = new List<UnprocessedAccount>();
        foreach (var account in request.AccountDetails!)
        {
            if (Create(call, detector, account) is { } refusal)
            {
                unprocessed.Add(new() { AccountId = account.AccountId, Result = refusal });
            }
        }

        return new CreateMembersResponse { UnprocessedAccounts = unprocessed };
    }

    public override ListMembersResponse ListMembers(ListMembersRequest request, Call call)
    {
        var detector = Detector(call, request.DetectorId!);
        var shown = detector.Members.Where(member => IsAssociated(member) || string.Equals(request.OnlyAssociated, "false", StringComparison.OrdinalIgnoreCase));
        var (members, next) = pages.Cut(shown, request.MaxResults, request.NextToken);
        return new ListMembersResponse { Members = [.. members.Select(member => Shown(member, call))], NextToken = next };
    }

    public override GetMembersResponse GetMembers(GetMembersRequest request, Call call)
    {
        var (members, unprocessed) = Each(Detector(call, request.DetectorId!), request.AccountIds!, _ => true, member => Shown(member, call));
        return new GetMembersResponse { Members = members, UnprocessedAccounts = unprocessed };
    }

    public override GetMemberDetectorsResponse GetMemberDetectors(GetMemberDetectorsRequest request, Call call)
    {
        var (members, unprocessed) = Each(Detector(call, request.DetectorId!), request.AccountIds!, IsAssociated, member =>
        {
            var its = Of(member.AccountId, call.Region).Detector!;
            return new MemberDataSourceConfiguration { AccountId = member.AccountId, DataSources = DataSources(its), Features = Features.ShownOfMember(its) };
        });
        return new GetMemberDetectorsResponse { MemberDataSourceConfigurations = members, UnprocessedAccounts = unprocessed };
    }

    public override UpdateMemberDetectorsResponse UpdateMemberDetectors(UpdateMemberDetectorsRequest request, Call call)
    {
        var asked = Features.Asked(
            (request.Features ?? []).Select(feature => (feature.Name, feature.Status, (feature.AdditionalConfiguration ?? []).Select(part => (part.Name, part.Status)))), Missing(call.Region));
        return new UpdateMemberDetectorsResponse
        {
            UnprocessedAccounts = Change(call, request.DetectorId!, request.AccountIds!, IsAssociated, member => Set(Of(member.AccountId, call.Region).Detector!, asked)),
        };
    }

    public override StartMonitoringMembersResponse StartMonitoringMembers(StartMonitoringMembersRequest request, Call call) => new()
    {
        UnprocessedAccounts = Change(call, request.DetectorId!, request.AccountIds!, IsAssociated, member =>
        {
            member.Relationship = "Enabled";
            Of(member.AccountId, call.Region).Detector!.Enabled = true;
        }),
    };

    public override StopMonitoringMembersResponse StopMonitoringMembers(StopMonitoringMembersRequest request, Call call)
    {
        RequireFreedom(call, request.DetectorId!);
        return new()
        {
            UnprocessedAccounts = Change(call, request.DetectorId!, request.AccountIds!, IsAssociated, member =>
            {
                member.Relationship = "Disabled";
                Of(member.AccountId, call.Region).Detector!.Enabled = false;
            }),
        };
    }

    public override DisassociateMembersResponse DisassociateMembers(DisassociateMembersRequest request, Call call)
    {
        RequireFreedom(call, request.DetectorId!);
        return new()
        {
            UnprocessedAccounts = Change(call, request.DetectorId!, request.AccountIds!, IsAssociated, member =>
            {
                member.Relationship = "Removed";
                Of(member.AccountId, call.Region).AdministratorId = null;
            }),
        };
    }

    public override DeleteMembersResponse DeleteMembers(DeleteMembersRequest request, Call call)
    {
        RequireFreedom(call, request.DetectorId!);
        var detector = OfMaster(call, request.DetectorId!);
        return new() { UnprocessedAccounts = Change(call, request.DetectorId!, request.AccountIds!, member => !IsAssociated(member), member => detector.Members.Remove(member)) };
    }

    internal static bool IsAssociated(StoredGuardDutyMember member) => member.Relationship is "Enabled" or "Disabled";

    /// <summary>While all are enrolled by themselves, nobody leaves (GuardDuty API Reference, StopMonitoringMembers, DisassociateMembers and DeleteMembers, read 2026-11).</summary>
    private void RequireFreedom(Call call, string detectorId)
    {
        if (OfMaster(call, detectorId).Organization.AutoEnable == "ALL")
        {
            throw Refused("The request is rejected because the organization's configuration enables GuardDuty for all its accounts.");
        }
    }

    private string? Create(Call call, StoredDetector detector, AccountDetail account)
    {
        if (detector.Members.Exists(member => member.AccountId == account.AccountId && IsAssociated(member)))
        {
            return "The request is rejected because the given account ID is already a member or associated member of the current account.";
        }

        if (account.AccountId == call.AccountId)
        {
            return "The request is rejected because the given account ID is that of the current account.";
        }

        if (world.State.Organization is null || Designated(call.Region) != call.AccountId)
        {
            // By invitation, which is not offered: it stays created.
            detector.Members.RemoveAll(member => member.AccountId == account.AccountId);
            detector.Members.Add(new() { AccountId = account.AccountId!, Email = account.Email!, Relationship = "Created", UpdatedAt = world.Now });
            return null;
        }

        if (!world.MemberIds.Contains(account.AccountId))
        {
            return "The request is rejected because the given account ID is not an active member of the organization.";
        }

        return Enroll(call.AccountId, detector, account.AccountId!, call.Region) ? null
            : account.AccountId == world.State.ManagementAccountId ? "Operation failed because your organization master must first enable GuardDuty to be added as a member"
            : "The request is rejected because the given account ID is already an associated member of another account.";
    }

    /// <summary>Makes an account of the organization a member, switches GuardDuty on in it, and gives it what the organization's accounts get.</summary>
    private bool Enroll(string administrator, StoredDetector detector, string accountId, string region)
    {
        var its = Of(accountId, region);
        if ((accountId == world.State.ManagementAccountId && its.Detector is null) || (its.AdministratorId is { } other && other != administrator) || world.Region(accountId, region).Disabled)
        {
            return false;
        }

        var isNew = its.AdministratorId is null;
        its.AdministratorId = administrator;
        its.Detector ??= NewDetector(region, true);
        its.Detector.Enabled = true;
        its.Detector.FindingFrequency = detector.FindingFrequency;
        if (isNew)
        {
            Follow(its.Detector, detector.Organization, isNew: true);
        }

        detector.Members.RemoveAll(member => member.AccountId == accountId);
        detector.Members.Add(new() { AccountId = accountId, Email = world.State.Accounts.Find(account => account.Id == accountId)!.Email, Relationship = "Enabled", UpdatedAt = world.Now });
        return true;
    }

    private List<UnprocessedAccount> Change(Call call, string detectorId, List<string> accountIds, Predicate<StoredGuardDutyMember> may, Action<StoredGuardDutyMember> change) =>
        Each(OfMaster(call, detectorId), accountIds, may, member =>
        {
            change(member);
            member.UpdatedAt = world.Now;
            return member;
        }).Unprocessed;

    private static (List<T> Done, List<UnprocessedAccount> Unprocessed) Each<T>(StoredDetector detector, List<string> accountIds, Predicate<StoredGuardDutyMember> may, Func<StoredGuardDutyMember, T> act)
    {
        var (done, unprocessed) = (new List<T>(), new List<UnprocessedAccount>());
        foreach (var id in accountIds)
        {
            if (detector.Members.Find(member => member.AccountId == id && may(member)) is { } member)
            {
                done.Add(act(member));
            }
            else
            {
                unprocessed.Add(new() { AccountId = id, Result = NotAssociated });
            }
        }

        return (done, unprocessed);
    }

    private Member Shown(StoredGuardDutyMember member, Call call) => new()
    {
        AccountId = member.AccountId,
        DetectorId = world.Region(member.AccountId, call.Region).GuardDuty?.Detector?.Id,
        MasterId = call.AccountId,
        AdministratorId = call.AccountId,
        Email = member.Email,
        RelationshipStatus = member.Relationship,
        UpdatedAt = Shown(member.UpdatedAt),
    };
}
