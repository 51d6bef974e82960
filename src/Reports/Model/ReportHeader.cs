using SecretScoops.Governance.Controls;

namespace SecretScoops.Governance.Reports.Model;

/// <summary>All of a report but its findings. It does not grow with them.</summary>
internal sealed record ReportHeader
{
    /// <summary>Version 4: OSCAL and SARIF refuse 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>When collecting began. Everything in the report that depends on the time depends on this one.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary><c>o-…</c>; null where there is none yet.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>ARN of whoever collected; null for a rehearsal or a snapshot.</summary>
    public string? Principal { get; init; }

    /// <summary><c>AWS</c>, <c>a rehearsal</c>, or <c>a snapshot of …</c>: what the report speaks of.</summary>
    public required string Subject { get; init; }

    /// <summary>Of the policies: <c>sha256:…</c>.</summary>
    public required string PolicyFingerprint { get; init; }

    /// <summary>The commit that the policies stand in; null outside a repository.</summary>
    public string? PolicyCommit { get; init; }

    /// <summary>Names in the order in which pages show them: from the loosest to the strictest, the management account's last.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    public required IReadOnlyList<ReportAccount> Accounts { get; init; }

    public required ControlCatalogue Catalogue { get; init; }

    /// <summary>Every exemption of the policies, in force or not.</summary>
    public required IReadOnlyList<ReportExemption> Exemptions { get; init; }

    /// <summary>What could not be read.</summary>
    public required IReadOnlyList<Gap> Gaps { get; init; }

    /// <summary>Earlier reports of the same chain, oldest first.</summary>
    public IReadOnlyList<EarlierReport> Earlier { get; init; } = [];
}

/// <summary>An account in scope.</summary>
/// <param name="Id">Twelve digits.</param>
/// <param name="Name">As the policies call it.</param>
/// <param name="Environment">By name.</param>
/// <param name="Regions">Those that are governed there.</param>
internal sealed record ReportAccount(string Id, string Name, string Environment, IReadOnlyList<string> Regions);

/// <summary>An exemption of the policies, in force or not.</summary>
internal sealed record ReportExemption
{
    public required string Id { get; init; }

    /// <summary>Who answers for the resource.</summary>
    public required string Owner { get; init; }

    public required string RequestedBy { get; init; }

    /// <summary>Neither owner nor requester.</summary>
    public required string Approver { get; init; }

    public required string Reason { get; init; }

    public required string Ticket { get; init; }

    /// <summary>Ids of controls.</summary>
    public required IReadOnlyList<string> Controls { get; init; }

    /// <summary>Accounts, environments and regions it is for, and patterns of resources; empty lists narrow nothing.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <inheritdoc cref="Accounts"/>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <inheritdoc cref="Accounts"/>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <inheritdoc cref="Accounts"/>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>The first moment at which it holds.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first moment at which it holds no more.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The file it is written in, relative to the policies.</summary>
    public required string File { get; init; }

    /// <summary>Why it is thought too broad; null when it is not.</summary>
    public string? TooBroad { get; init; }
}

/// <summary>Something that was asked for and not answered, so that nothing can be said of it.</summary>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="Region"><c>global</c> for what has none.</param>
/// <param name="Call"><c>config:GetComplianceDetailsByConfigRule</c>.</param>
/// <param name="Reason">In one sentence: no access, the region is off, throttled out.</param>
/// <param name="Controls">Ids of the controls that stay open there.</param>
internal sealed record Gap(string AccountId, string Region, string Call, string Reason, IReadOnlyList<string> Controls);

/// <summary>What a trend needs of a report.</summary>
/// <param name="Id">Of the report.</param>
/// <param name="At">When it was made.</param>
/// <param name="Counts">By environment, in the order of <see cref="Verdict"/>.</param>
internal sealed record EarlierReport(Guid Id, DateTimeOffset At, IReadOnlyDictionary<string, IReadOnlyList<int>> Counts);
