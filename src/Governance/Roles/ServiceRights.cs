namespace SecretScoops.Governance.Roles;

/// <summary>What services of AWS do with the roles of functions, state machines and schedules: no call of ours bears these names.</summary>
internal static class ServiceRights
{
    // Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs" (remembered, 2026-11); the group is made by the template, so that nothing has the right to make one.
    private const string Logging = "Lambda writes the function's log with its role";

    private const string Machine = "Step Functions runs the state machine with this role";

    // Amazon SQS Developer Guide, "Amazon SQS Key management", read 2026-11: who sends needs both, who receives needs Decrypt. DynamoDB Developer Guide, "DynamoDB encryption at rest: how it
    // works": the table's key is decrypted in the caller's name. Amazon SNS Developer Guide, "Amazon SNS Key management", read 2026-11: who publishes needs both. So does who puts into a bucket.
    private const string Encrypted = "queues, table, topics and buckets are encrypted with a customer's key, which AWS uses in the caller's name";

    /// <summary>A function's log.</summary>
    /// <param name="function">By name.</param>
    public static IEnumerable<Need> Log(string function) => ((string[])["logs:CreateLogStream", "logs:PutLogEvents"])
        .Select(action => Of(action, $"arn:{{partition}}:logs:{{region}}:{{account}}:log-group:/aws/lambda/{function}:log-stream:*", Logging));

    /// <summary>Keys by their aliases.</summary>
    public static IEnumerable<Need> Keys(params IReadOnlyList<string> aliases) => ((string[])["kms:Decrypt", "kms:GenerateDataKey"])
        .Select(action => Of(action, "arn:{partition}:kms:{region}:{account}:key/*", Encrypted) with { Only = new("ForAnyValue:StringEquals", "kms:ResourceAliases", aliases) });

    /// <summary>A state machine with a Distributed Map that invokes one function.</summary>
    /// <remarks>
    /// Step Functions Developer Guide, "IAM policies for using Distributed Map states" and "Logging in CloudWatch Logs"; of logs' deliveries the Service Authorization Reference knows no resource;
    /// read 2026-11.
    /// </remarks>
    /// <param name="machine">By name.</param>
    /// <param name="function">By name.</param>
    /// <param name="results">The ARN of the bucket for results, with the prefix that its Map writes them under.</param>
    /// <param name="key">Alias of the bucket's key.</param>
    public static IReadOnlyList<Need> StateMachine(string machine, string function, string results, string key) =>
    [
        Of("lambda:InvokeFunction", $"arn:{{partition}}:lambda:{{region}}:{{account}}:function:{function}", Machine),
        Of("states:StartExecution", $"arn:{{partition}}:states:{{region}}:{{account}}:stateMachine:{machine}", Machine),
        .. ((string[])["states:DescribeExecution", "states:RedriveExecution", "states:StopExecution"])
            .Select(action => Of(action, $"arn:{{partition}}:states:{{region}}:{{account}}:execution:{machine}*:*", Machine)),
        .. ((string[])["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"]).Select(action => Of(action, $"{results}/*", Machine)),
        .. ((string[])[
            "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries",
            "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
        ]).Select(action => Of(action, "*", Machine)),
        .. Keys(key),
    ];

    private static Need Of(string action, string resource, string why) => new(action, resource) { Because = why };
}
