namespace SecretScoops.Governance.Policies;

/// <summary>Kinds of organization policy that guardrails can be.</summary>
internal enum PolicyType
{
    /// <summary>SERVICE_CONTROL_POLICY: bounds what principals of the organization may do.</summary>
    Scp,

    /// <summary>RESOURCE_CONTROL_POLICY: bounds what anybody may do to resources of the organization.</summary>
    Rcp,

    /// <summary>TAG_POLICY: which tags there are, how they are spelt, and what must carry them.</summary>
    Tag,

    /// <summary>BACKUP_POLICY: backup plans for every account below.</summary>
    Backup,

    /// <summary>AISERVICES_OPT_OUT_POLICY: whether AWS's AI services may keep and use content.</summary>
    AiServices,

    /// <summary>CHATBOT_POLICY: from which chat applications accounts may be reached.</summary>
    Chatbot,

    /// <summary>DECLARATIVE_POLICY_EC2: settings of EC2, VPC and EBS that accounts cannot change.</summary>
    DeclarativeEc2,

    /// <summary>SECURITYHUB_POLICY: where the newer Security Hub is on.</summary>
    SecurityHub,

    /// <summary>INSPECTOR_POLICY: where Inspector scans.</summary>
    Inspector,

    /// <summary>UPGRADE_ROLLOUT_POLICY: who gets automatic upgrades first.</summary>
    UpgradeRollout,

    /// <summary>BEDROCK_POLICY: guardrails on every inference.</summary>
    Bedrock,

    /// <summary>S3_POLICY: Block Public Access for every account below.</summary>
    S3,

    /// <summary>NETWORK_SECURITY_DIRECTOR_POLICY: where networks are scanned.</summary>
    NetworkSecurityDirector,
}
