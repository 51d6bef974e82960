namespace SecretScoops.Governance.Aws.Resilience;

/// <summary>Which operations may not be repeated blindly, as data.</summary>
internal static class Repetitions
{
    /// <summary>Operations without a client token that do their work again when called again (API references of the services, read 2026-11).</summary>
    /// <remarks>
    /// CreateAccount fails the second time only because of the e-mail address, asynchronously, and leaves a FAILED request behind;
    /// after an unknown outcome look through ListCreateAccountStatus for the name and address.
    /// </remarks>
    public static IReadOnlySet<string> DoneTwice { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "ec2:CreateInternetGateway",
        "ec2:CreateRouteTable",
        "ec2:CreateSubnet",
        "ec2:CreateVpc",
        "events:PutEvents",
        "iam:CreateAccessKey",
        "iam:CreatePolicyVersion",
        "kms:CreateKey",
        "organizations:CreateAccount",
        "organizations:CreateGovCloudAccount",
        "organizations:InviteAccountToOrganization",
        "securityhub:CreateAutomationRule",
        "sns:Publish",
        "sqs:SendMessage",
        "sqs:SendMessageBatch",
    };

    /// <summary>Sorts an operation.</summary>
    /// <param name="service">The signing name.</param>
    /// <param name="operation">The operation's name.</param>
    public static Repetition Of(string service, string operation) =>
        DoneTwice.Contains($"{service}:{operation}") ? Repetition.DoesItTwice
        : StartsWithAny(operation, "Create", "Delete", "Attach", "Detach", "Move", "Close", "Remove", "Register", "Deregister") ? Repetition.AnswersDuplicate
        : Repetition.Harmless;

    private static bool StartsWithAny(string operation, params ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (operation.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
