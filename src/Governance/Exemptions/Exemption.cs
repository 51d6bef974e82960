using SecretScoops.Governance.Faults;

namespace SecretScoops.Governance.Exemptions;

/// <summary>Leave to break some controls, on some resources, for some time: who asked, who allowed it, and why.</summary>
internal sealed record Exemption
{
    public required string Id { get; init; }

    /// <summary>Who answers for the resource.</summary>
    public required string Owner { get; init; }

    public required string RequestedBy { get; init; }

    /// <summary>Neither owner nor requester.</summary>
    public required string Approver { get; init; }

    public required string Reason { get; init; }

    public required string Ticket { get; init; }

    /// <summary>Names of controls.</summary>
    public required IReadOnlyList<string> Controls { get; init; }

    public required ExemptionScope Scope { get; init; }

    /// <summary>The first moment at which it holds.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first moment at which it holds no more.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Where it is written.</summary>
    public required Place Where { get; init; }
}
