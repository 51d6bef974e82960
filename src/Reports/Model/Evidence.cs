namespace SecretScoops.Governance.Reports.Model;

/// <summary>An answer that a verdict rests upon, and how to ask again.</summary>
internal sealed record Evidence
{
    public required EvidenceSource Source { get; init; }

    /// <summary><c>config:GetAggregateComplianceDetailsByConfigRule</c>; for a file its path.</summary>
    public required string Call { get; init; }

    /// <summary>In which account it was asked.</summary>
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    /// <summary>ARN of whoever asked; null for a file.</summary>
    public string? Principal { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>AWS's id of the request; null for a file.</summary>
    public string? RequestId { get; init; }

    /// <summary>64 hexadecimal digits over the bytes of the answer's body.</summary>
    public required string Sha256 { get; init; }

    /// <summary>A command of the AWS CLI that shows the same, read-only; null where there is none.</summary>
    public string? Command { get; init; }
}

/// <summary>Who said it.</summary>
internal enum EvidenceSource
{
    /// <summary>An evaluation by AWS Config.</summary>
    Config,

    /// <summary>A finding in Security Hub.</summary>
    SecurityHub,

    /// <summary>The baseline, which compared what it read with what is declared.</summary>
    Baseline,

    /// <summary>The ledger of remediations.</summary>
    Ledger,

    /// <summary>A file of exemptions.</summary>
    Exemption,

    /// <summary>A snapshot taken earlier.</summary>
    Snapshot,
}
