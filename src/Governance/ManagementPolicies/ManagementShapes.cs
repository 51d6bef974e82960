using static SecretScoops.Governance.ManagementPolicies.ManagementShape;

namespace SecretScoops.Governance.ManagementPolicies;

/// <summary>The shapes of all management policies, by the one property at their top.</summary>
/// <remarks>AWS Organizations User Guide, the "syntax and examples" page of each type, read 2026-11.</remarks>
internal static class ManagementShapes
{
    private static readonly Many s_many = new();
    private static readonly One s_text = new();

    /// <summary>"Tag policy syntax and examples".</summary>
    public static ManagementShape Tags { get; } = Top("tags", new Named(Of(
        [], ("tag_key", s_text), ("tag_value", s_many), ("enforced_for", s_many), ("report_required_tag_for", s_many))));

    /// <summary>"AI services opt-out policy syntax and examples".</summary>
    public static ManagementShape AiServices { get; } = Top("services", new Named(Of(["opt_out_policy"], ("opt_out_policy", new One("optIn", "optOut")))));

    /// <summary>"Chat applications policy syntax and examples"; what stands below a platform is not checked.</summary>
    public static ManagementShape Chatbot { get; } = Top("chatbot", Of([], ("platforms", new Named(new Anything())), ("default", Of([], ("client", new One("enabled", "disabled"))))));

    /// <summary>"Declarative policy syntax and examples". Image criteria and encryption controls are not checked.</summary>
    public static ManagementShape Ec2 { get; } = Top("ec2_attributes", Of(
        [],
        ("exception_message", s_text),
        ("serial_console_access", Of(["status"], ("status", new One("enabled", "disabled")))),
        ("image_block_public_access", Of(["state"], ("state", new One("unblocked", "block_new_sharing")))),
        ("snapshot_block_public_access", Of(["state"], ("state", new One("unblocked", "block_new_sharing", "block_all_sharing")))),
        ("instance_metadata_defaults", Of(
            [],
            ("http_tokens", new One("no_preference", "required", "optional")),
            ("http_put_response_hop_limit", s_text),
            ("http_endpoint", new One("no_preference", "enabled", "disabled")),
            ("instance_metadata_tags", new One("no_preference", "enabled", "disabled")),
            ("http_tokens_enforced", new One("no_preference", "enabled", "disabled")))),
        ("vpc_block_public_access", Of(["internet_gateway_block"], ("internet_gateway_block", Of(
            ["mode", "exclusions_allowed"], ("mode", new One("off", "block_ingress", "block_bidirectional")), ("exclusions_allowed", new One("enabled", "disabled")))))),
        ("allowed_images_settings", new Anything()),
        ("vpc_encryption_controls", new Anything())));

    /// <summary>"Amazon S3 policy syntax and examples".</summary>
    public static ManagementShape S3 { get; } = Top("s3_attributes", Of(["public_access_block_configuration"], ("public_access_block_configuration", new One("all", "none"))));

    /// <summary>"Security Hub policy syntax and examples": both lists are required, and may be empty.</summary>
    public static ManagementShape SecurityHub { get; } = Top("securityhub", Of(
        ["enable_in_regions", "disable_in_regions"], ("enable_in_regions", s_many), ("disable_in_regions", s_many), ("features", new Anything())));

    /// <summary>"Amazon Inspector policy syntax and examples"; scan types are not checked.</summary>
    public static ManagementShape Inspector { get; } = Top("inspector", Of(["enablement"], ("enablement", new Named(new Anything()))));

    /// <summary>"AWS Shield network security director policy syntax and examples".</summary>
    public static ManagementShape NetworkSecurityDirector { get; } = Top("network_security_director", Of(
        ["enablement"], ("enablement", Of([], ("network_security_scan", Of(["enable_in_regions"], ("enable_in_regions", s_many), ("disable_in_regions", s_many)))))));

    /// <summary>"Upgrade rollout policy syntax and examples".</summary>
    public static ManagementShape UpgradeRollout { get; } = Top("upgrade_rollout", Of(
        [], ("default", Order()), ("tags", new Named(Of(["tag_values"], ("tag_values", new Named(Order())))))));

    /// <summary>"Amazon Bedrock policy syntax and examples"; what stands below a region is not checked.</summary>
    public static ManagementShape Bedrock { get; } = Top("bedrock", Of([], ("guardrail_inference", new Named(new Named(new Anything())))));

    /// <summary>"Backup policy syntax and examples". Conditions, scans and selections by resource are not checked.</summary>
    public static ManagementShape Backup { get; } = Top("plans", new Named(Of(
        ["regions", "rules", "selections"],
        ("regions", s_many),
        ("rules", new Named(Of(
            ["target_backup_vault_name"],
            ("schedule_expression", s_text),
            ("schedule_expression_timezone", s_text),
            ("target_backup_vault_name", s_text),
            ("target_logically_air_gapped_backup_vault_arn", s_text),
            ("start_backup_window_minutes", s_text),
            ("complete_backup_window_minutes", s_text),
            ("enable_continuous_backup", new One("true", "false")),
            ("lifecycle", Lifecycle()),
            ("copy_actions", new Named(Of(["target_backup_vault_arn"], ("target_backup_vault_arn", s_text), ("lifecycle", Lifecycle())))),
            ("recovery_point_tags", TagList()),
            ("index_actions", new Anything()),
            ("scan_actions", new Anything())))),
        ("selections", Of(
            [],
            ("tags", new Named(Of(["iam_role_arn", "tag_key", "tag_value"], ("iam_role_arn", s_text), ("tag_key", s_text), ("tag_value", s_many), ("conditions", new Anything())))),
            ("resources", new Named(new Anything())))),
        ("advanced_backup_settings", new Named(new Anything())),
        ("backup_plan_tags", TagList()),
        ("scan_settings", new Anything()))));

    private static Fields Top(string name, ManagementShape shape) => Of([name], (name, shape));

    private static Fields Order() => Of(["patch_order"], ("patch_order", new One("first", "second", "last")));

    private static Fields Lifecycle() => Of(
        [], ("move_to_cold_storage_after_days", s_text), ("delete_after_days", s_text), ("opt_in_to_archive_for_supported_resources", new One("true", "false")));

    private static Named TagList() => new(Of(["tag_key", "tag_value"], ("tag_key", s_text), ("tag_value", s_text)));

    private static Fields Of(IReadOnlyList<string> required, params IReadOnlyList<(string Name, ManagementShape Shape)> known) =>
        new(known.ToDictionary(each => each.Name, each => each.Shape, StringComparer.Ordinal), required);
}
